import Conversations

/// The clinic whose knowledge the labelled questions are asked of.
enum FixtureClinic {
    static let topics: [Topic] = [
        Topic(
            title: "Opening hours",
            answer: "We are open Monday to Saturday, 9:00 to 13:00 and 17:00 to 20:00. Sunday is closed."),
        Topic(
            title: "Address", answer: "Second floor, Laxmi Chambers, FC Road, Pune 411004, opposite the post office."),
        Topic(
            title: "Appointments",
            answer: "Write the day you would like and we offer you a time, or ring 020 2555 0100. Walk-ins wait longer."
        ),
        Topic(
            title: "Cancel or reschedule an appointment",
            answer: "Please tell us at least four hours before. Cancelling and moving a visit cost nothing."),
        Topic(
            title: "Consultation fee",
            answer: "A first visit is 600 rupees, a follow-up within 15 days is 300 rupees."),
        Topic(title: "Payment methods", answer: "We take cash, UPI and debit or credit cards."),
        Topic(
            title: "Parking",
            answer: "Two-wheelers park in front of the building, cars in the basement, free of charge."),
        Topic(
            title: "Test reports",
            answer: "Reports are ready after 24 hours. You can collect them at the desk or get them here as a PDF."),
        Topic(
            title: "Insurance",
            answer: "We are not on the cashless list. We give you a bill that you can hand in to your insurer."),
        Topic(title: "Languages", answer: "We speak English, Hindi and Marathi."),
        Topic(
            title: "Emergency contact",
            answer: "In an emergency call 108, or go to the casualty department of Sahyog Hospital, open day and night."
        ),
        Topic(
            title: "Public holidays", answer: "We are closed on national holidays, on Diwali and on Ganesh Chaturthi."),
        Topic(
            title: "Online consultation",
            answer: "Video calls are possible for follow-ups, Monday to Friday after 18:00."),
        Topic(
            title: "Documents to bring",
            answer: "Bring an identity card, earlier prescriptions and your latest reports."),
        Topic(
            title: "Vaccination",
            answer: "Children's vaccines are given on Tuesday and Friday mornings. Bring the vaccine card."),
        Topic(title: "Wheelchair access", answer: "There is a ramp at the entrance and a lift to our floor."),
    ]

    static func question(_ messages: String...) -> Question { question(burst: messages) }

    static func question(burst: [String]) -> Question { question(burst.map { Sent($0) }) }

    /// A conversation that is nothing but this burst.
    static func question(_ burst: [Sent]) -> Question {
        let turns = burst.enumerated().map { index, sent in
            Turn(
                author: .patient, kind: sent.kind, text: sent.text,
                at: Timestamp(milliseconds: Int64(1_790_000_000_000 + index * 1000)))
        }
        return Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Anita Kulkarni", clinicAddress: "FC Road, Pune",
            topics: topics, history: turns)
    }
}

/// What a patient has sent: `text` is the caption of a file.
struct Sent: Sendable, CustomStringConvertible {
    let kind: MessageType
    let text: String

    init(_ text: String) { self.init(.text, text) }

    init(_ kind: MessageType, _ text: String = "") {
        self.kind = kind
        self.text = text
    }

    var description: String { "\(kind) \(text)" }
}
