import Conversations

/// What a model is asked, in the words that every service gets.
struct ModelPrompt: Sendable {
    enum Form: Sendable {
        /// A `ModelAnswer`.
        case answer
        /// A `ModelSummary`.
        case summary
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

    init(_ stretch: Stretch) {
        system = SummaryText.instruction
        lines = [Transcript.Line(side: .patient, text: SummaryText.data(of: stretch))]
        form = .summary
    }
}

extension ModelPrompt.Form {
    var schema: AnswerSchema {
        switch self {
        case .answer: .answer
        case .summary: .summary
        }
    }
}
