/// What a model is asked, whichever API it is asked by.
protocol ModelQuestion {
    /// The clinic's instructions as one text.
    var systemText: String { get }
    /// What the user said last.
    var lastUserText: String { get }
    /// The JSON schema of the answer, if one is requested.
    var answerSchema: JSON? { get }
    /// The name of the declared function that asks for a human.
    var humanFunction: String? { get }
    /// The file that the user's last turn holds, if any.
    var file: ModelFile? { get }
}

/// A sound or a picture that a model is given.
struct ModelFile: Sendable {
    let type: String
    /// In bytes.
    let size: Int

    /// What the stand-in hears or sees.
    func words(_ model: SandboxModel) -> String {
        if type.hasPrefix("audio/") { return model.transcript ?? SandboxModel.usualTranscript }
        return model.description ?? "A picture of the type \(type) with \(size) bytes."
    }
}

extension GeminiRequest: ModelQuestion {}

/// What the stand-in for the model answers to one request.
struct ModelAnswer: Sendable {
    enum Content: Sendable {
        case text(String)
        case call(function: String)
    }

    static let fallback = "I am not sure about that. I will ask a person of the clinic to answer you."

    let content: Content

    init(_ request: some ModelQuestion, _ model: SandboxModel) {
        if let file = request.file {
            let words = file.words(model)
            content = .text(request.answerSchema.map { Self.fill($0, words: words).text() } ?? words)
            return
        }
        if request.answerSchema?["properties"]?["summary"] != nil {
            content = .text(Self.summary(of: request.lastUserText).text())
            return
        }
        let topic = TopicSearch(request.systemText).best(for: request.lastUserText)
        let human = model.human ?? (topic == nil && model.text == nil)
        if human, model.text == nil, request.answerSchema == nil, let function = request.humanFunction {
            content = .call(function: function)
            return
        }
        let reply = model.text ?? topic?.text ?? Self.fallback
        guard let schema = request.answerSchema else {
            content = .text(reply)
            return
        }
        if let fixed = model.text, (try? JSON(parsing: fixed.utf8))?.object != nil {
            content = .text(fixed)
        } else {
            content = .text(Self.fill(schema, reply: reply, topic: topic?.title, human: human).text())
        }
    }

    /// What the first words of each side were: enough to see that it was asked for, and of what.
    private static func summary(of text: String) -> JSON {
        func said(after mark: String) -> String {
            text.split(separator: "\n").filter { $0.hasPrefix(mark) }.prefix(5)
                .map { String($0.dropFirst(mark.count).prefix(60)) }.joined(separator: " / ")
        }
        let (talk, person) = (said(after: "⟦patient⟧"), said(after: "⟦written by a person of the clinic⟧"))
        return ["summary": .string("They spoke of:" + talk), "written_by_person": .string(person)]
    }

    /// A value that follows the schema.
    private static func fill(_ schema: JSON, reply: String, topic: String?, human: Bool) -> JSON {
        let properties = schema["properties"]?.object ?? ["reply": ["type": "STRING"]]
        return .object(
            Dictionary(
                uniqueKeysWithValues: properties.map { name, property in
                    (name, value(name, property, reply: reply, topic: topic, human: human))
                }))
    }

    /// Every text is `words`.
    private static func fill(_ schema: JSON, words: String) -> JSON {
        .object((schema["properties"]?.object ?? [:]).mapValues { _ in .string(words) })
    }

    private static func value(_ name: String, _ schema: JSON, reply: String, topic: String?, human: Bool) -> JSON {
        let type = (schema["type"]?.string ?? schema["type"]?[0]?.string ?? "string").lowercased()
        switch type {
        case "boolean": return .bool(human && GeminiRequest.meansHuman(name))
        case "number", "integer": return 0
        case "array": return []
        case "object": return fill(schema, reply: reply, topic: topic, human: human)
        default: break
        }
        if let first = schema["enum"]?[0] { return first }
        if name.lowercased().contains(/reply|answer|message/) { return .string(reply) }
        if name.lowercased().contains("topic") { return .string(topic ?? "") }
        if name.lowercased().contains("reason") { return .string(human ? "Nothing is known about this." : "") }
        return ""
    }

    /// Empty where a function is called instead.
    var text: String {
        if case .text(let text) = content { text } else { "" }
    }

    var part: JSON {
        switch content {
        case .text(let text): ["text": .string(text)]
        case .call(let function):
            ["functionCall": ["id": "call-1", "name": .string(function), "args": [:]], "thoughtSignature": "c2ln"]
        }
    }

    /// The same in pieces, as a stream delivers it.
    var pieces: [JSON] {
        guard case .text(let text) = content, text.count > 20 else { return [part] }
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        return [["text": .string(String(text[..<half]))], ["text": .string(String(text[half...]))]]
    }
}
