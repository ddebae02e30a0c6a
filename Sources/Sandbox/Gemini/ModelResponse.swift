/// The response bodies of `generateContent`.
struct ModelResponse {
    let modelName: String

    /// A full answer, or an early chunk of a streamed one if `finish` is nil.
    func answer(_ parts: [JSON], finish: String? = "STOP") -> JSON {
        whole(["content": ["role": "model", "parts": .array(parts)]], finish: finish)
    }

    /// The body for a trouble that comes with HTTP 200; nil for the other troubles.
    func troubled(_ trouble: SandboxModel.Trouble, _ answer: ModelAnswer) -> JSON? {
        switch trouble {
        case .blocked:
            return [
                "promptFeedback": ["blockReason": "SAFETY"], "usageMetadata": ["promptTokenCount": 12],
                "modelVersion": .string(modelName),
            ]
        case .empty: return whole(["content": ["role": "model"]], finish: "STOP")
        case .noContent: return whole([:], finish: "OTHER")
        case .thoughtOnly: return self.answer([["text": "I wonder what they mean.", "thought": true]])
        case .safety: return whole([:], finish: "SAFETY")
        case .maxTokens: return self.answer([answer.pieces[0]], finish: "MAX_TOKENS")
        default: return nil
        }
    }

    private func whole(_ candidate: [String: JSON], finish: String?) -> JSON {
        var candidate = candidate
        candidate["index"] = 0
        candidate["finishReason"] = finish.map(JSON.string)
        return .members([
            "candidates": [.object(candidate)],
            "usageMetadata": finish == nil
                ? nil : ["promptTokenCount": 120, "candidatesTokenCount": 18, "totalTokenCount": 138],
            "modelVersion": .string(modelName), "responseId": "sandbox",
        ])
    }
}
