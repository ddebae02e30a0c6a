/// The body of `generateContent`, with only the members that are used here.
struct GeminiRequest: ModelRequest, Equatable {
    let systemInstruction: Content
    let contents: [Content]
    let generationConfig: Configuration

    /// The system instruction holds only what the clinic wrote; what the patient wrote stands in user turns and nowhere
    /// else.
    init(_ prompt: ModelPrompt, model: String) {
        systemInstruction = Content(role: nil, parts: [Part(text: prompt.system)])
        contents = Self.joined(prompt.lines)
        generationConfig = Configuration(model: model, schema: prompt.form.schema)
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

    struct Content: Encodable, Equatable, Sendable {
        /// Absent in the system instruction.
        let role: Role?
        var parts: [Part]
    }

    enum Role: String, Encodable, Sendable {
        case user, model
    }

    struct Part: Encodable, Equatable, Sendable {
        let text: String
    }

    /// No temperature: it is deprecated for current models.
    struct Configuration: Encodable, Equatable, Sendable {
        /// Thoughts count against it, so it is far more than a reply needs.
        let maxOutputTokens = 4096
        let responseMimeType = "application/json"
        let responseJsonSchema: AnswerSchema
        let thinkingConfig: Thinking?

        init(model: String, schema: AnswerSchema) {
            responseJsonSchema = schema
            thinkingConfig = Thinking(of: model)
        }
    }

    struct Thinking: Encodable, Equatable, Sendable {
        let thinkingLevel: String

        /// Family 3 thinks at a medium level unless told otherwise, which keeps the patient waiting for seconds. Other
        /// families may refuse the member, so they aren't sent it.
        init?(of model: String) {
            guard model.replacing("models/", with: "").hasPrefix("gemini-3") else { return nil }
            thinkingLevel = "LOW"
        }
    }
}
