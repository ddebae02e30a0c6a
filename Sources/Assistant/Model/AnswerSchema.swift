/// The JSON Schema of an object that a model is to write.
struct AnswerSchema: Encodable, Equatable, Sendable {
    struct Property: Encodable, Equatable, Sendable {
        let type: String
        let description: String
        var `enum`: [String]?
    }

    let type = "object"
    let properties: [String: Property]
    let required: [String]

    private init(_ properties: KeyValuePairs<String, Property>) {
        self.properties = Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) })
        required = properties.map(\.key)
    }

    /// Of a `ModelAnswer`.
    static let answer = AnswerSchema([
        "reply": Property(type: "string", description: "What the patient reads. Empty when needs_human is true."),
        "needs_human": Property(type: "boolean", description: "True when a person of the clinic has to answer."),
        "reason": Property(
            type: "string", description: "Why. answered only when needs_human is false.",
            enum: ModelAnswer.Reason.allCases.map(\.rawValue)),
        "topic": Property(
            type: "string", description: "The title of the knowledge section that the reply rests on, or empty."),
    ])

    /// Of a `ModelSummary`.
    static let summary = AnswerSchema([
        "summary": Property(type: "string", description: "What the patient and the assistant said."),
        "written_by_person": Property(
            type: "string", description: "What persons of the clinic wrote. Empty when none did."),
    ])
}
