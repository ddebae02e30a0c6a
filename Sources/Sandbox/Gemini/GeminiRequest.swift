/// A request that Gemini would accept, with all names in camelCase.
struct GeminiRequest: Sendable {
    let json: JSON

    private static let partKinds: Set<String> = [
        "text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult",
    ]

    /// Throws the error with which Google would refuse the request.
    init(checking value: JSON) throws(GeminiProblem) {
        try GeminiShape.request.check(value, "")
        json = value.camelCasedMembers
        guard let contents = json["contents"]?.array, !contents.isEmpty else {
            throw .invalid("contents", "* GenerateContentRequest.contents: contents is not specified")
        }
        for (index, content) in contents.enumerated() {
            guard let parts = content["parts"]?.array, !parts.isEmpty else {
                throw .invalid("contents[\(index)].parts", "contents.parts must not be empty.")
            }
            for part in parts where Self.partKinds.filter({ part[$0] != nil }).count != 1 {
                throw .invalid("contents[\(index)].parts", "A part must hold exactly one kind of data.")
            }
        }
        let thinking = json["generationConfig"]?["thinkingConfig"]
        guard thinking?["thinkingLevel"] == nil || thinking?["thinkingBudget"] == nil else {
            throw .invalid(
                "generation_config.thinking_config", "You can only set one of thinking budget and thinking level.")
        }
        guard (json["generationConfig"]?["stopSequences"]?.array?.count ?? 0) <= 5 else {
            throw .invalid("generation_config.stop_sequences", "There can be at most 5 stop sequences.")
        }
    }

    /// The clinic's instructions as one text.
    var systemText: String { Self.text(of: json["systemInstruction"]) }

    /// What the user said last.
    var lastUserText: String {
        Self.text(of: json["contents"]?.array?.last { $0["role"]?.string ?? "user" == "user" })
    }

    var file: ModelFile? {
        let turn = json["contents"]?.array?.last { $0["role"]?.string ?? "user" == "user" }
        return (turn?["parts"]?.array ?? []).lazy.compactMap { $0["inlineData"] }.first.map {
            ModelFile(type: $0["mimeType"]?.string ?? "", size: ($0["data"]?.string?.count ?? 0) * 3 / 4)
        }
    }

    /// The JSON schema of the answer, if one is requested.
    var answerSchema: JSON? {
        let config = json["generationConfig"]
        guard config?["responseMimeType"] == "application/json" else { return nil }
        return config?["responseJsonSchema"] ?? config?["responseSchema"] ?? [:]
    }

    /// The name of the declared function that asks for a human.
    var humanFunction: String? {
        let declarations = json["tools"]?.array?.flatMap { $0["functionDeclarations"]?.array ?? [] } ?? []
        return declarations.compactMap { $0["name"]?.string }.first(where: Self.meansHuman)
    }

    static func meansHuman(_ name: String) -> Bool { name.lowercased().contains(/human|hand/) }

    private static func text(of content: JSON?) -> String {
        (content?["parts"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }
}
