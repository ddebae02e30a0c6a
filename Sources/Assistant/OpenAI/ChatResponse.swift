import Conversations
import JSON

/// The answer of `chat/completions`. Every member may be absent, null or of another type.
struct ChatResponse: Sendable {
    private let root: JSONElement

    /// Throws `malformed` where the bytes aren't an answer of this API, and what an error in its place means.
    init(_ bytes: [UInt8]) throws(ModelError) {
        guard let root = try? JSONElement(bytes, .lenient), root.kind == .object else { throw .malformed }
        if let error = root["error"], error.kind != .null {
            throw .refused(status: 200, word: ChatFailure.word(bytes))
        }
        guard root["choices"]?.kind == .array else { throw .malformed }
        self.root = root
    }

    /// The text of a complete answer. What the model thought (`reasoning`, `reasoning_content`) is never looked at.
    func text() throws(ModelError) -> String {
        guard let choice = root["choices"].elements.first else { throw .empty }
        let message = choice["message"]
        if let refusal = message?["refusal"]?.string, !refusal.isBlank { throw .blocked(reason: nil) }
        switch choice["finish_reason"]?.string {
        case "stop": break
        case "content_filter": throw .blocked(reason: "content_filter")
        case "length": throw .stopped(reason: "length")
        case "tool_calls", "function_call": throw .stopped(reason: "tool_calls")
        default: throw .stopped(reason: "other")
        }
        guard let text = message?["content"]?.string, !text.isBlank else { throw .empty }
        return text
    }

    /// Which model answered, in the server's words.
    var version: String? { root["model"]?.string.flatMap { $0.isBlank ? nil : String($0.prefix(100)) } }
    var inputTokens: Int64? { count("prompt_tokens") }
    var outputTokens: Int64? { count("completion_tokens") }

    /// Nil for what cannot be a count of tokens.
    private func count(_ name: String) -> Int64? {
        root["usage"]?[name]?.int64.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }
}
