package import Conversations

/// Whether a model's answer may leave by itself: it claims nothing that stands in none of what the model was given, and
/// gives no medical advice.
package struct AnswerCheck: Sendable {
    let medical: MedicalCheck

    package init(medical: MedicalCheck) {
        self.medical = medical
    }

    /// Nil where the answer may leave. It looks at numbers, times, dates, amounts, telephone numbers and addresses,
    /// at confirmed appointments, at medical advice, and at words that talk about a clinic's affairs has no need of.
    /// - Parameters:
    ///   - reply: Markdown, as the model wrote it.
    ///   - approvedAnswers: what a doctor has approved word for word. A reply that is one of them may leave.
    ///   - facts: what else the model was told, such as hours and holidays in words.
    package func objection(
        to reply: String, in question: Question, approvedAnswers: [String] = [], facts: [String] = []
    ) -> Objection? {
        let words = TextFolding.words(of: reply)
        if approvedAnswers.contains(where: { TextFolding.words(of: $0) == words }) { return nil }
        return .unknownWord(reply)
    }
}
