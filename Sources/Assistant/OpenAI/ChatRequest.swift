/// The body of `chat/completions`, with only the members that are used here.
struct ChatRequest: ModelRequest, Equatable {
    enum Role: String, Encodable, Sendable {
        case system, user, assistant
    }

    struct Message: Encodable, Equatable, Sendable {
        let role: Role
        var content: String
    }

    struct Format: Encodable, Equatable, Sendable {
        struct Schema: Encodable, Equatable, Sendable {
            let name = "reply"
            let schema: AnswerSchema
        }

        let type = "json_schema"
        let json_schema: Schema
    }

    let model: String
    let messages: [Message]
    /// Thoughts count against it, so it is far more than a reply needs; but a small server has room for little more.
    let max_tokens = 2048
    let temperature = 0
    let stream = false
    private(set) var response_format: Format?

    /// What the model is asked. The system message holds only what the clinic wrote; what the patient wrote stands in
    /// messages of the user and nowhere else.
    init(_ prompt: ModelPrompt, model: String) {
        self.model = model
        let system = [prompt.system, Self.words(for: prompt.form)].joined(separator: "\n\n")
        response_format = Format(json_schema: Format.Schema(schema: prompt.form.schema))
        messages = [Message(role: .system, content: system)] + Self.joined(prompt.lines)
    }

    /// Consecutive lines of one side become one message: many models take nothing but turn about.
    private static func joined(_ lines: [Transcript.Line]) -> [Message] {
        lines.reduce(into: []) { messages, line in
            let role: Role = line.side == .patient ? .user : .assistant
            if messages.last?.role == role {
                messages[messages.count - 1].content += "\n\n" + line.text
            } else {
                messages.append(Message(role: role, content: line.text))
            }
        }
    }

    /// Said to every server: one that knows no schema may take it and pass it over in silence.
    private static func words(for form: ModelPrompt.Form) -> String {
        switch form {
        case .answer: answerForm
        case .summary: summaryForm
        }
    }

    private static let summaryForm = """
        # Form

        Write one JSON object and nothing else: {"summary": what the patient and the assistant said, \
        "written_by_person": what persons of the clinic wrote, or ""}
        """

    private static let answerForm = """
        # Form

        Write one JSON object and nothing else: {"reply": what the patient reads, "needs_human": true or false, \
        "reason": one of \(ModelAnswer.Reason.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")), "topic": \
        the title of the knowledge section that the reply rests on, or ""}
        """

    var withoutSchema: ChatRequest {
        var request = self
        request.response_format = nil
        return request
    }
}
