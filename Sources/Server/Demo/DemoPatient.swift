import Conversations

/// A step of a seeded conversation.
enum DemoStep: Sendable {
    case patient(String)
    /// The assistant answers with this topic.
    case topic(String)
    /// The assistant hands over, as it does when it is unsure.
    case handOver(NeedsHuman)
    /// The doctor writes and has the conversation from then on.
    case doctor(String)
}

/// A patient of the demo and what was written before the visitor came.
struct DemoPatient: Sendable {
    let name: String
    let phone: PhoneNumber
    /// How long before the start of the demo each exchange began, and its steps.
    let exchanges: [(before: Duration, steps: [DemoStep])]
    /// Whether the clinic has seen all of it.
    let isRead: Bool

    static let all = [
        DemoPatient(
            name: "Maria D'Souza", phone: PhoneNumber(known: "919822010005"),
            exchanges: [
                (hours(120), [.patient("Hello, do you accept insurance?"), .topic("Insurance")]),
                (hours(119), [.patient("And can I pay by card?"), .topic("Payment")]),
            ], isRead: true),
        DemoPatient(
            name: "Rohan Mehta", phone: PhoneNumber(known: "919822010002"),
            exchanges: [
                (hours(52), [.patient("Where can I park my car?"), .topic("Parking")]),
                (hours(20), [.patient("What should I bring on the first visit?"), .topic("Documents to bring")]),
            ], isRead: true),
        DemoPatient(
            name: "Suresh Patil", phone: PhoneNumber(known: "919822010004"),
            exchanges: [
                (hours(26), [.patient("How much is the consultation fee?"), .topic("Consultation fee")]),
                (
                    hours(4),
                    [
                        .patient("I have an appointment at 11 tomorrow. Can I come in the evening?"),
                        .topic("Changing or cancelling an appointment"),
                        .doctor("Good afternoon, Dr. Deshpande here. I have moved you to 5:15 PM tomorrow."),
                        .patient("Thank you, doctor."),
                    ]
                ),
            ], isRead: true),
        DemoPatient(
            name: "Asha Kulkarni", phone: PhoneNumber(known: "919822010001"),
            exchanges: [
                (hours(70), [.patient("Are you open on Saturday?"), .topic("Clinic hours")]),
                (hours(2), [.patient("Is my blood report ready?"), .topic("Test reports")]),
            ], isRead: true),
        DemoPatient(
            name: "Fatima Shaikh", phone: PhoneNumber(known: "919822010003"),
            exchanges: [
                (hours(30), [.patient("Do you see children?"), .topic("Children")]),
                (
                    .seconds(40 * 60),
                    [
                        .patient("My daughter has had a fever since yesterday."),
                        .patient("Which medicine should I give her, and how much?"),
                        .handOver(.unsure),
                    ]
                ),
            ], isRead: false),
    ]

    private static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
}
