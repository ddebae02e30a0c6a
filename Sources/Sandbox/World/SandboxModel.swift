/// How the Gemini stand-in behaves.
package struct SandboxModel: Sendable {
    package enum Trouble: String, Sendable, CaseIterable {
        /// HTTP 200 with `promptFeedback` and no candidates.
        case blocked
        /// A candidate with `content` but no `parts`.
        case empty
        /// A candidate without `content`.
        case noContent = "no_content"
        /// Only parts with `thought: true`.
        case thoughtOnly = "thought_only"
        case safety
        /// Cut off in the middle of the text.
        case maxTokens = "max_tokens"
        /// 429 per minute, with `RetryInfo`.
        case rateLimited = "rate_limited"
        /// 429 per day.
        case quotaDay = "quota_day"
        case error500 = "error_500"
        case error503 = "error_503"
        case malformedJSON = "malformed_json"
        /// No answer until the client gives up.
        case hang
        /// 404: the model was withdrawn.
        case notFound = "not_found"
        case badKey = "bad_key"
    }

    /// What a voice note says, in a transcription and to a model that is given a sound.
    package static let usualTranscript = "What are your clinic hours?"

    package var delaySeconds: Double
    /// A fixed reply; nil lets the stand-in find one in the system instruction.
    package var text: String?
    /// What is said in every sound; nil: `usualTranscript`.
    package var transcript: String?
    /// What every picture shows; nil: its type and size.
    package var description: String?
    /// A fixed value for the boolean that asks for a human.
    package var human: Bool?
    package var trouble: Trouble?
    /// For how many more requests the trouble lasts; nil: until it is cleared.
    package var count: Int?

    package init(
        delaySeconds: Double = 0, text: String? = nil, transcript: String? = nil, description: String? = nil,
        human: Bool? = nil, trouble: Trouble? = nil, count: Int? = nil
    ) {
        self.delaySeconds = delaySeconds
        self.text = text
        self.transcript = transcript
        self.description = description
        self.human = human
        self.trouble = trouble
        self.count = count
    }

    var json: JSON {
        [
            "delay_seconds": .number(delaySeconds), "text": .text(text),
            "transcript": .text(transcript), "description": .text(description), "human": human.map(JSON.bool) ?? .null,
            "trouble": .text(trouble?.rawValue), "count": count.map(JSON.integer) ?? .null,
        ]
    }
}
