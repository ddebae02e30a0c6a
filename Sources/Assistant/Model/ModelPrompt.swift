import Conversations

/// What a model is asked, in the words that every service gets.
struct ModelPrompt: Sendable {
    enum Form: Sendable {
        /// A `ModelAnswer`.
        case answer
    }

    /// Only what the clinic wrote, or we.
    let system: String
    /// What patients wrote stands here and nowhere else. Oldest first; the first is of the patient's side.
    let lines: [Transcript.Line]
    let form: Form

    /// Nil when no unanswered message has words.
    init?(_ question: Question) {
        guard let transcript = Transcript(question) else { return nil }
        system = SystemInstruction.text(for: question)
        lines = transcript.lines
        form = .answer
    }
}
