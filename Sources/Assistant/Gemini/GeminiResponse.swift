import Conversations

/// The answer of `generateContent`. Every member may be absent, and any word may be one that isn't known here.
struct GeminiResponse: Decodable, Sendable {
    let candidates: [Candidate]?
    let promptFeedback: PromptFeedback?

    struct Candidate: Decodable, Sendable {
        let content: Content?
        let finishReason: String?
    }

    struct Content: Decodable, Sendable {
        let parts: [Part]?
    }

    struct Part: Decodable, Sendable {
        let text: String?
        let thought: Bool?
    }

    struct PromptFeedback: Decodable, Sendable {
        let blockReason: String?
    }

    /// The text of a complete answer, without the model's thoughts.
    func text() throws(GeminiError) -> String {
        if let reason = promptFeedback?.blockReason { throw .blockedPrompt(reason: reason) }
        guard let candidate = candidates?.first else { throw .empty }
        if let reason = candidate.finishReason, reason != "STOP" { throw .stopped(reason: reason) }
        let parts = (candidate.content?.parts ?? []).filter { $0.thought != true }
        let text = parts.compactMap(\.text).joined()
        guard !text.isBlank else { throw .empty }
        guard candidate.finishReason != nil else { throw .stopped(reason: "none") }
        return text
    }
}
