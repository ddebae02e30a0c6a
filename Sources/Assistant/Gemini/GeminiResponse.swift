import Conversations
import JSON

/// The answer of `generateContent`. Every member may be absent, and any word may be one that isn't known here.
struct GeminiResponse: Sendable {
    private let root: JSONElement

    /// Throws `malformed` where the bytes aren't a JSON object.
    init(_ bytes: [UInt8]) throws(GeminiError) {
        guard let root = try? JSONElement(bytes, .lenient), root.kind == .object else { throw .malformed }
        self.root = root
    }

    /// The text of a complete answer, without the model's thoughts.
    func text() throws(GeminiError) -> String {
        if let reason = root["promptFeedback"]?["blockReason"] { throw .blockedPrompt(reason: Self.word(reason)) }
        guard let candidate = root["candidates"].elements.first else { throw .empty }
        let finish = candidate["finishReason"].map(Self.word)
        if let finish, finish != "STOP" { throw .stopped(reason: finish) }
        let text = Self.spoken(candidate["content"]?["parts"]).joined()
        guard !text.isBlank else { throw .empty }
        guard finish != nil else { throw .stopped(reason: "none") }
        return text
    }

    private static func spoken(_ parts: JSONElement?) -> [String] {
        parts.elements.filter { !isThought($0) }.compactMap { $0["text"]?.string }
    }

    /// Where it cannot be told, it is one.
    private static func isThought(_ part: JSONElement) -> Bool { part["thought"].map { $0.bool ?? true } ?? false }

    private static func word(_ reason: JSONElement) -> String { reason.string ?? "unreadable" }
}
