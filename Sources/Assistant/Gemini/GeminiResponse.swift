import Conversations

/// The answer of `generateContent`. Every member may be absent, and every word may be one that is not known here.
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

/// What the model wrote, following `AnswerSchema` as far as it did.
struct ModelAnswer: Decodable, Sendable {
    enum Reason: String, CaseIterable, Sendable {
        case answered
        case asked = "asked_for_person"
        case medical, urgent
        case notInKnowledge = "not_in_knowledge"
    }

    let reply: String?
    let needsHuman: Bool?
    let reason: String?
    let topic: String?

    private enum CodingKeys: String, CodingKey {
        case reply, reason, topic
        case needsHuman = "needs_human"
    }

    /// A reply only where nothing speaks for a person: the model says so, names no other reason and wrote something.
    func answer(topics: [Topic]) -> Answer {
        let reason = reason.flatMap(Reason.init(rawValue:))
        if reason == .asked { return .human(.asked) }
        guard needsHuman == false, reason == nil || reason == .answered else { return .human(.unsure) }
        // Our marks are not for patients.
        guard let reply, !reply.contains("⟦"), let text = MessageText(cutting: reply) else { return .human(.unsure) }
        let known = topics.first { $0.title.lowercased() == topic?.lowercased() }
        return .reply(text: text.value, topic: known?.title)
    }
}
