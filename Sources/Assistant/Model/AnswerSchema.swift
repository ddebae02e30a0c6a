/// The JSON Schema of the model's answer.
struct AnswerSchema: Encodable, Equatable, Sendable {
    struct Property: Encodable, Equatable, Sendable {
        let type: String
        let description: String
        var `enum`: [String]?
    }

    struct Properties: Encodable, Equatable, Sendable {
        let reply = Property(type: "string", description: "What the patient reads. Empty when needs_human is true.")
        let needs_human = Property(type: "boolean", description: "True when a person of the clinic has to answer.")
        let reason = Property(
            type: "string", description: "Why. answered only when needs_human is false.",
            enum: ModelAnswer.Reason.allCases.map(\.rawValue))
        let topic = Property(
            type: "string", description: "The title of the knowledge section that the reply rests on, or empty.")
    }

    let type = "object"
    let properties = Properties()
    let required = ["reply", "needs_human", "reason", "topic"]
}
