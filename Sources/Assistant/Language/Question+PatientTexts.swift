package import Conversations

extension Question {
    /// The patient's words, oldest first: they tell the language.
    package var patientTexts: [String] {
        history.filter { $0.author == .patient && !$0.text.isBlank }.map(\.text)
    }
}
