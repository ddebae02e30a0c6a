import AsyncHTTPClient
import Conversations
import NIOCore
import Synchronization

/// Calls of `chat/completions`. It repeats nothing but a question whose form of answer the server does not know.
final class ChatClient: ModelService {
    private let calling: ModelCalling
    private let model: String
    /// Learnt from the server: it takes no JSON Schema.
    private let refusesSchema = Mutex(false)

    var name: ServiceName { .server }

    /// - Parameter key: nil for a server that asks for none.
    init(http: HTTPClient, baseURL: String, model: String, key: Secret?) {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.model = model
        calling = ModelCalling(
            http: http, url: base + "/chat/completions",
            headers: key.map { [("authorization", "Bearer \($0.exposed)")] } ?? [])
    }

    func complete(_ prompt: ModelPrompt, deadline: NIODeadline) async throws(ModelError) -> ModelResponse {
        let request = ChatRequest(prompt, model: model)
        if refusesSchema.withLock({ $0 }) { return ModelResponse(try await send(request.withoutSchema, deadline)) }
        do throws(ModelError) {
            return ModelResponse(try await send(request, deadline))
        } catch {
            guard request.response_format != nil, error.mayBeAboutTheForm else { throw error }
            let response = try await send(request.withoutSchema, deadline)
            refusesSchema.withLock { $0 = true }
            return ModelResponse(response)
        }
    }

    func answer(in text: String) -> ModelAnswer? { ModelAnswer(within: text) }

    /// One call, whatever it asks for.
    func send(_ request: some ModelRequest, _ deadline: NIODeadline) async throws(ModelError) -> ChatResponse {
        let response = try await calling.send(request, deadline: deadline)
        guard response.status == 200 else { throw ChatFailure(response).meaning }
        return try ChatResponse(response.body)
    }
}

extension ModelResponse {
    init(_ response: ChatResponse) {
        self.init(
            text: Result(catching: response.text), version: response.version, inputTokens: response.inputTokens,
            outputTokens: response.outputTokens)
    }
}

extension ModelError {
    /// A server that knows no `response_format` refuses the request as it refuses a wrong one.
    var mayBeAboutTheForm: Bool {
        if case .refused(400, _) = self { return true }
        if case .refused(422, _) = self { return true }
        return false
    }
}
