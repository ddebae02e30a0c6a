import NIOCore

/// Whoever serves models behind an API of its own.
protocol ModelService: Sendable {
    var name: ServiceName { get }
    /// One call; when it is made again is decided elsewhere.
    func complete(_ prompt: ModelPrompt, deadline: NIODeadline) async throws(ModelError) -> ModelResponse
    /// What the model wrote; nil where it did not keep to the form.
    func answer(in text: String) -> ModelAnswer?
}

/// What a service sent back.
struct ModelResponse: Sendable {
    /// What the model said in the end, or why it said nothing of use.
    let text: Result<String, ModelError>
    /// Which model answered, in the service's words.
    let version: String?
    /// Nil where the service does not count.
    let inputTokens: Int64?
    let outputTokens: Int64?
}
