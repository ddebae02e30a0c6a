import Conversations
import JSON

/// The answer of `generateContent`. Every member may be absent, and any word may be one that isn't known here.
struct GeminiResponse: Sendable {
    private let root: JSONElement

    /// Throws `malformed` where the bytes aren't a JSON object.
    init(_ bytes: [UInt8]) throws(ModelError) {
        guard let root = try? JSONElement(bytes, .lenient), root.kind == .object else { throw .malformed }
        self.root = root
    }

    /// The text of a complete answer, without the model's thoughts.
    func text() throws(ModelError) -> String {
        if let reason = root["promptFeedback"]?["blockReason"] { throw .blocked(reason: Self.word(reason)) }
        guard let candidate = root["candidates"].elements.first else { throw .empty }
        let finish = candidate["finishReason"].map(Self.word)
        if let finish, finish != "STOP" {
            throw Self.refusals.contains(finish) ? .blocked(reason: finish) : .stopped(reason: finish)
        }
        let text = Self.spoken(candidate["content"]?["parts"]).joined()
        guard !text.isBlank else { throw .empty }
        guard finish != nil else { throw .stopped(reason: "none") }
        return text
    }

    /// Which model answered, in Google's words.
    var version: String? { root["modelVersion"]?.string.flatMap { $0.isBlank ? nil : String($0.prefix(100)) } }
    var inputTokens: Int64? { count("promptTokenCount") }
    /// Thoughts are paid for like what is said.
    var outputTokens: Int64? {
        guard let said = count("candidatesTokenCount") else { return nil }
        return said + (count("thoughtsTokenCount") ?? 0)
    }

    /// Nil for what cannot be a count of tokens.
    private func count(_ name: String) -> Int64? {
        root["usageMetadata"]?[name]?.int64.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }

    private static func spoken(_ parts: JSONElement?) -> [String] {
        parts.elements.filter { !isThought($0) }.compactMap { $0["text"]?.string }
    }

    /// Where it cannot be told, it is one.
    private static func isThought(_ part: JSONElement) -> Bool { part["thought"].map { $0.bool ?? true } ?? false }

    private static let refusals: Set<String> = [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "LANGUAGE",
    ]

    private static func word(_ reason: JSONElement) -> String { reason.string ?? "unreadable" }
}
