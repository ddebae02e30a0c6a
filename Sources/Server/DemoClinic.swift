import Conversations

/// The clinic of the demo: invented people, and answers as a small practice in Pune would give them.
enum DemoClinic {
    static let doctorName = "Dr. Meera Deshpande"
    static let clinicName = "Deshpande Family Clinic"
    static let address = "14 Prabhat Road, Erandwane, Pune 411004, first floor, above the stationery shop"
    static let phone = "912055501420"
    static let phoneNumberID = "106540352242922"
    static let email = "doctor@demo.clinic"
    /// Known to everybody: the demo listens on this machine only.
    static let password = "demo-clinic"

    static let topics = [
        Topic(title: "Clinic hours", answer: "We're open 9 AM – 6 PM, Monday to Saturday. Closed on Sunday."),
        Topic(
            title: "Address",
            answer: "\(clinicName), \(address). The nearest bus stop is Nal Stop, five minutes on foot."),
        Topic(
            title: "Consultation fee",
            answer: "A first visit costs ₹600. A follow-up within 14 days costs ₹300."),
        Topic(
            title: "Appointments",
            answer: "Write us the day and the time that suit you, and the front desk will confirm it here. "
                + "You can also call +91 20 5550 1420. Without an appointment the wait is about 40 minutes."),
        Topic(
            title: "Changing or cancelling an appointment",
            answer: "Tell us at least two hours before. The front desk will give you a new time. There is no charge."),
        Topic(
            title: "Parking",
            answer: "Two-wheelers park in front of the building. For cars there is paid parking next to the bank, "
                + "100 metres from us."),
        Topic(
            title: "Test reports",
            answer: "Blood reports are ready the next working day after 4 PM. You can collect them at the front desk "
                + "or ask us to send them here."),
        Topic(
            title: "Insurance",
            answer: "We do not settle bills with insurers directly. We give you a bill and a prescription with our "
                + "registration number, which insurers accept for a refund."),
        Topic(title: "Payment", answer: "You can pay by UPI, card or cash. We do not take cheques."),
        Topic(
            title: "Online consultation",
            answer: "Follow-up visits are possible by video, Monday to Friday, 5 PM – 6 PM. A video consultation "
                + "costs ₹400, paid by UPI before the call."),
        Topic(
            title: "Documents to bring",
            answer: "Please bring earlier prescriptions, recent test reports, the medicines that you take now, and "
                + "an identity card on the first visit."),
        Topic(
            title: "Holidays",
            answer: "We are closed on 26 January, 15 August, 2 October, on Ganesh Chaturthi and for three days at "
                + "Diwali. The days are announced at the front desk."),
        Topic(
            title: "Emergency",
            answer: "We are not an emergency clinic. In an emergency call 112, or 108 for an ambulance. During clinic "
                + "hours you reach us at +91 20 5550 1420."),
        Topic(
            title: "Phone number",
            answer: "The front desk answers at +91 20 5550 1420 during clinic hours."),
        Topic(title: "Languages", answer: "The doctor and the front desk speak English, Hindi and Marathi."),
        Topic(
            title: "Children",
            answer: "We see children from six months of age. Please bring the vaccination card."),
        Topic(
            title: "Vaccination",
            answer: "Vaccinations are given on Tuesday and Friday, 10 AM – 12 noon. Please book a time first."),
        Topic(
            title: "Medical certificate",
            answer: "Certificates for school or work are given after a visit. They cost ₹200."),
    ]
}

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
    /// Digits.
    let phone: String
    /// How long before the start of the demo each exchange began, and its steps.
    let exchanges: [(before: Duration, steps: [DemoStep])]
    /// Whether the clinic has seen all of it.
    let isRead: Bool

    static let all = [
        DemoPatient(
            name: "Maria D'Souza", phone: "919822010005",
            exchanges: [
                (hours(120), [.patient("Hello, do you accept insurance?"), .topic("Insurance")]),
                (hours(119), [.patient("And can I pay by card?"), .topic("Payment")]),
            ], isRead: true),
        DemoPatient(
            name: "Rohan Mehta", phone: "919822010002",
            exchanges: [
                (hours(52), [.patient("Where can I park my car?"), .topic("Parking")]),
                (hours(20), [.patient("What should I bring on the first visit?"), .topic("Documents to bring")]),
            ], isRead: true),
        DemoPatient(
            name: "Suresh Patil", phone: "919822010004",
            exchanges: [
                (hours(26), [.patient("How much is the consultation fee?"), .topic("Consultation fee")]),
                (
                    hours(4),
                    [
                        .patient("I have an appointment at 11 tomorrow. Can I come in the evening?"),
                        .topic("Changing or cancelling an appointment"),
                        .doctor("Good afternoon, Dr. Deshpande here. I have moved you to 5:15 PM tomorrow."),
                        .patient("Thank you doctor, 5:15 is fine."),
                    ]
                ),
            ], isRead: true),
        DemoPatient(
            name: "Asha Kulkarni", phone: "919822010001",
            exchanges: [
                (hours(70), [.patient("Are you open on Saturday?"), .topic("Clinic hours")]),
                (hours(2), [.patient("Is my blood report ready?"), .topic("Test reports")]),
            ], isRead: true),
        DemoPatient(
            name: "Fatima Shaikh", phone: "919822010003",
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
