package import Assistant
package import Conversations
import FoundationEssentials

/// What the assistant would do about a question outside of any conversation. Nothing is sent and nothing is stored.
package struct AskingDesk: Sendable {
    private let assistant: any Answering
    private let check: ReplyCheck
    private let gate: RedFlagGate

    package init(assistant: any Answering, check: @escaping ReplyCheck, gate: RedFlagGate) {
        self.assistant = assistant
        self.check = check
        self.gate = gate
    }

    package enum Outcome: Sendable {
        /// No assistant is asked: the patient gets this text.
        case redFlag(RedFlag, text: String)
        case decision(Decision)
    }

    package func outcome(of text: String, to clinic: Clinic, knowing topics: [Topic]) async -> Outcome {
        if let flag = gate.flag(in: text, of: clinic) {
            let form = TextForm(writtenIn: [text])
            return .redFlag(flag, text: clinic.emergencyTexts[flag.category.emergency, form])
        }
        let now = Timestamp(.now)
        let question = Question(
            clinic: clinic, topics: topics, history: [Turn(author: .patient, text: text, at: now)], now: now)
        return .decision(await question.decision(of: assistant, check))
    }
}
