import Conversations

extension GeminiRequest {
    /// What the model is asked. The system instruction holds only what the clinic wrote; what the patient wrote stands
    /// in user turns and nowhere else.
    ///
    /// Nil when no unanswered message has words.
    init?(_ question: Question, model: String) {
        guard let transcript = Transcript(question) else { return nil }
        self.init(
            systemInstruction: Content(role: nil, parts: [Part(text: SystemInstruction.text(for: question))]),
            contents: Self.joined(transcript.lines), generationConfig: Configuration(model: model))
    }

    /// Consecutive lines of one side become the parts of one content.
    private static func joined(_ lines: [Transcript.Line]) -> [Content] {
        lines.reduce(into: []) { contents, line in
            let role: Role = line.side == .patient ? .user : .model
            if contents.last?.role == role {
                contents[contents.count - 1].parts.append(Part(text: line.text))
            } else {
                contents.append(Content(role: role, parts: [Part(text: line.text)]))
            }
        }
    }
}
