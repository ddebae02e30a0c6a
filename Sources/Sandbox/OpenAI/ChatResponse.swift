/// The response bodies of `chat/completions`.
struct ChatResponse {
    let request: ChatRequest
    let text: String

    private static let usage: JSON = ["prompt_tokens": 120, "completion_tokens": 18, "total_tokens": 138]

    var whole: JSON { choice(["content": .string(text)], finish: "stop") }

    /// With one choice; `content` is null where `message` has none.
    func choice(_ message: [String: JSON], finish: String) -> JSON {
        let all = ["role": "assistant", "content": .null].merging(message) { $1 }
        return body([["index": 0, "message": .object(all), "finish_reason": .string(finish)]])
    }

    func body(_ choices: [JSON]) -> JSON {
        [
            "id": "chatcmpl-sandbox", "object": "chat.completion", "created": 1_700_000_000,
            "model": .string(request.model), "choices": .array(choices), "usage": Self.usage,
        ]
    }

    /// As a stream delivers it; the last chunk holds the usage and no choice.
    var chunks: [JSON] {
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        let pieces = [String(text[..<half]), String(text[half...])].map { piece -> JSON in
            chunk([["index": 0, "delta": ["role": "assistant", "content": .string(piece)], "finish_reason": .null]])
        }
        let end = chunk([["index": 0, "delta": [:], "finish_reason": "stop"]])
        return pieces + [end] + (request.wantsUsage ? [chunk([], usage: Self.usage)] : [])
    }

    private func chunk(_ choices: [JSON], usage: JSON = .null) -> JSON {
        [
            "id": "chatcmpl-sandbox", "object": "chat.completion.chunk", "created": 1_700_000_000,
            "model": .string(request.model), "choices": .array(choices), "usage": usage,
        ]
    }
}
