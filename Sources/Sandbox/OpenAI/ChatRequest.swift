/// A request that an OpenAI-compatible server would accept.
struct ChatRequest: Sendable, ModelQuestion {
    let json: JSON
    let model: String

    /// Throws the error with which such a server would refuse the request.
    init(checking value: JSON) throws(ChatProblem) {
        guard let model = value["model"]?.string, !model.isEmpty else {
            throw ChatProblem(status: 400, "model is required")
        }
        guard let messages = value["messages"]?.array, !messages.isEmpty else {
            throw ChatProblem(status: 400, "[] is too short - 'messages'")
        }
        for message in messages {
            guard let role = message["role"]?.string, ["system", "user", "assistant", "tool"].contains(role) else {
                throw ChatProblem(status: 400, "invalid role")
            }
            guard Self.isContent(message["content"]) || message["tool_calls"] != nil else {
                throw ChatProblem(status: 400, "invalid content")
            }
        }
        let format = value["response_format"]
        guard format == nil || ["text", "json_object", "json_schema"].contains(format?["type"]?.string ?? "") else {
            throw ChatProblem(status: 400, "invalid response_format")
        }
        json = value
        self.model = model
    }

    private static func isContent(_ content: JSON?) -> Bool {
        content?.string != nil || content?.array?.allSatisfy(isPart) ?? false
    }

    /// An address of a picture elsewhere is taken by none of the servers that are played here.
    private static func isPart(_ part: JSON) -> Bool {
        switch part["type"]?.string {
        case "text": part["text"]?.string != nil
        case "image_url": part["image_url"]?["url"]?.string?.hasPrefix("data:image/") ?? false
        default: false
        }
    }

    var isStream: Bool { json["stream"]?.bool ?? false }
    var wantsUsage: Bool { !isStream || json["stream_options"]?["include_usage"]?.bool ?? false }

    var systemText: String { text(of: "system").joined(separator: "\n") }
    var lastUserText: String { text(of: "user").last ?? "" }

    /// As Ollama does, a schema that is missing silently means free text.
    var answerSchema: JSON? {
        let format = json["response_format"]
        guard format?["type"] == "json_schema" else { return format?["type"] == "json_object" ? [:] : nil }
        return format?["json_schema"]?["schema"]
    }

    var humanFunction: String? { nil }

    /// These servers take pictures as data URLs, and no sounds.
    var file: ModelFile? {
        let turn = json["messages"]?.array?.last { $0["role"]?.string == "user" }
        let address = (turn?["content"]?.array ?? []).lazy.compactMap { $0["image_url"]?["url"]?.string }.first
        guard let match = address?.prefixMatch(of: /data:([a-z]+\/[a-z0-9.+\-]+);base64,/) else { return nil }
        return ModelFile(type: String(match.1), size: (address?[match.range.upperBound...].count ?? 0) * 3 / 4)
    }

    private func text(of role: String) -> [String] {
        (json["messages"]?.array ?? []).filter { $0["role"]?.string == role }.map { message in
            if let text = message["content"]?.string { return text }
            return (message["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
        }
    }
}
