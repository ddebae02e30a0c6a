import Conversations
import Foundation
import Testing

@testable import Assistant

enum CheckFixtures {
    static let bytes = resource("medical.txt")

    private static func resource(_ name: String) -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Assistant/Resources/\(name)").standardized
        return (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
    }

    static func medical() throws -> MedicalCheck { try MedicalCheck(bytes) }

    static func answers() throws -> AnswerCheck {
        AnswerCheck(medical: try medical(), classifier: try AnswerClassifier(resource(AnswerClassifier.fileName)))
    }

    /// Looks at figures, days, addresses and confirmations alone.
    static func figures() throws -> AnswerCheck { AnswerCheck(medical: try medical(), classifier: .blank) }

    /// By what is shipped, unless another check is given.
    static func objection(
        to reply: String, _ patient: String = "hello", said: [String] = [], approved: [String] = [],
        facts: [String] = [], topics: [Topic] = Self.topics, by check: AnswerCheck? = nil
    ) throws -> Objection? {
        let history = said.map { turn(.assistant, $0) } + [turn(.patient, patient)]
        let question = Question(
            clinicName: "Sunrise Clinic", doctorName: "Dr. Anita Deshpande", clinicAddress: "12 MG Road, Pune 411001",
            topics: topics, history: history)
        return try (check ?? answers())
            .objection(to: reply, in: question, approvedAnswers: approved, facts: facts)
    }

    private static func turn(_ author: Author, _ text: String) -> Turn {
        Turn(author: author, text: text, at: Timestamp(milliseconds: 0))
    }

    static let topics = [
        Topic(title: "Hours", answer: "Monday to Friday 9 AM to 1 PM and 5 PM to 8:30 PM. Closed on Sunday."),
        Topic(title: "Fee", answer: "Consultation ₹500, a follow-up within 7 days ₹250."),
        Topic(title: "Phone", answer: "Call 020 5550 0142 or 90000 00142. Web: https://sunrise.example/book"),
        Topic(title: "Tests", answer: "CBC ₹300, thyroid ₹550. Appointments: tell us 2 hours before."),
    ]
}
