import FoundationEssentials

/// The body of `generateContent`, with only the members that are used here.
struct GeminiRequest: Encodable, Equatable, Sendable {
    let systemInstruction: Content
    let contents: [Content]
    let generationConfig: Configuration

    /// As it travels. The order of members is fixed: the same question is the same bytes, which a cache on the other
    /// side can use, and `reason` stands before `reply` in the schema.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
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
        let responseJsonSchema = AnswerSchema()
        let thinkingConfig: Thinking?

        /// Family 3 thinks at a medium level unless told otherwise, which keeps the patient waiting for seconds. Other
        /// families may refuse the member, so they aren't sent it.
        init(model: String) {
            let isFamily3 = model.replacing("models/", with: "").hasPrefix("gemini-3")
            thinkingConfig = isFamily3 ? Thinking(thinkingLevel: "LOW") : nil
        }
    }

    struct Thinking: Encodable, Equatable, Sendable {
        let thinkingLevel: String
    }
}
