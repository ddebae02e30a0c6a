import Conversations
import Labelled

/// The clinic whose knowledge the labelled questions are asked of.
enum FixtureClinic {
    static let topics: [Topic] = {
        do { return try LabelledQuestion.clinics()["fixture"] ?? [] } catch { fatalError("\(error)") }
    }()

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
