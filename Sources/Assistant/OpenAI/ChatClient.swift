import AsyncHTTPClient
import Conversations
import FoundationEssentials
import NIOCore
import Synchronization

/// Calls of `chat/completions`. It repeats nothing but a question whose form of answer the server does not know.
final class ChatClient: Sendable {
    private let calling: ModelCalling
    /// Learnt from the server: it takes no JSON Schema.
    private let refusesSchema = Mutex(false)

    /// - Parameter key: nil for a server that asks for none.
    init(http: HTTPClient, baseURL: String, key: Secret?) {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        calling = ModelCalling(
            http: http, url: base + "/chat/completions",
            headers: key.map { [("authorization", "Bearer \($0.exposed)")] } ?? [])
    }

    func complete(_ request: ChatRequest, deadline: NIODeadline) async throws(ChatError) -> ChatResponse {
        if refusesSchema.withLock({ $0 }) { return try await send(request.withoutSchema, deadline) }
        do throws(ChatError) {
            return try await send(request, deadline)
        } catch {
            guard error.mayBeAboutTheSchema else { throw error }
            let response = try await send(request.withoutSchema, deadline)
            refusesSchema.withLock { $0 = true }
            return response
        }
    }

    private func send(_ request: ChatRequest, _ deadline: NIODeadline) async throws(ChatError) -> ChatResponse {
        guard let body = try? request.encoded() else { throw .unreachable }
        let response: ModelCalling.Response
        do {
            response = try await calling.post(body, deadline: deadline)
        } catch {
            switch error {
            case .tooLarge: throw .responseTooLarge
            case .cancelled: throw .cancelled
            case .timedOut: throw .timedOut
            case .unreachable: throw .unreachable
            }
        }
        guard response.status == 200 else { throw ChatError(response) }
        return try ChatResponse(response.body)
    }
}
