import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The stand-in for an OpenAI-compatible server: `/v1/chat/completions`, `/v1/audio/transcriptions` and `/v1/models`. It behaves as the stand-in for
/// Gemini is told to.
struct ChatAPI: Sendable {
    let world: World

    private static let models = ["llama3.2:latest", "sandbox"]
    private static let hangSeconds = 120.0

    /// Both APIs list their models at the same path; Google's clients bring a key of Google's.
    func isMeant(by exchange: Exchange) -> Bool {
        switch exchange.parts {
        case ["v1", "chat", "completions"], ["v1", "audio", "transcriptions"]: true
        case ["v1", "models"]: exchange.header(.googleKey) == nil && exchange.query("key") == nil
        default: false
        }
    }

    func answer(_ exchange: Exchange) async -> Response {
        do {
            if exchange.parts.last == "models" { return try list(exchange) }
            guard exchange.method == .post else { throw ChatProblem(status: 405, "Method not allowed.") }
            if exchange.parts[1] == "audio" { return try await transcribe(exchange) }
            return try await complete(exchange)
        } catch let problem as ChatProblem {
            return problem.response
        } catch {
            return ChatProblem(status: 500, type: "api_error", "Internal error.").response
        }
    }

    private func list(_ exchange: Exchange) throws -> Response {
        guard exchange.method == .get else { throw ChatProblem(status: 405, "Method not allowed.") }
        let all = Self.models.map { name -> JSON in
            ["id": .string(name), "object": "model", "created": 1_700_000_000, "owned_by": "sandbox"]
        }
        return .json(["object": "list", "data": .array(all)])
    }

    private func complete(_ exchange: Exchange) async throws -> Response {
        guard let body = try? JSON(parsing: exchange.body) else { throw ChatProblem(status: 400, "Invalid JSON.") }
        let request: ChatRequest
        do {
            request = try ChatRequest(checking: body)
        } catch {
            await world.note(
                modelRequest: body, model: body["model"]?.string ?? "", stream: false, outcome: "refused")
            throw error
        }
        let model = await world.takeModel()
        await world.note(
            modelRequest: body, model: request.model, stream: request.isStream,
            outcome: model.trouble?.rawValue ?? "answered")
        await exchange.pause(model.delaySeconds)
        let response = ChatResponse(request: request, text: ModelAnswer(request, model).text)
        guard let trouble = model.trouble else {
            return request.isStream ? Self.stream(response.chunks) : .json(response.whole)
        }
        return try await misbehave(trouble, exchange, request, response)
    }

    /// Writes down what a sound says, as the model is told.
    private func transcribe(_ exchange: Exchange) async throws -> Response {
        let request = try TranscriptionRequest(checking: exchange.body, contentType: exchange.contentType)
        let model = await world.takeModel()
        await world.note(
            modelRequest: request.json, model: request.model, stream: false,
            outcome: model.trouble?.rawValue ?? "answered")
        await exchange.pause(model.delaySeconds)
        guard let trouble = model.trouble else {
            return request.answer(model.transcript ?? SandboxModel.usualTranscript)
        }
        switch trouble {
        case .empty, .noContent, .thoughtOnly: return request.answer("")
        case .blocked, .safety, .maxTokens: throw ChatProblem(status: 400, "The file could not be decoded.")
        default: return try await misbehave(trouble, exchange, model: request.model)
        }
    }

    private func misbehave(
        _ trouble: SandboxModel.Trouble, _ exchange: Exchange, _ request: ChatRequest, _ response: ChatResponse
    ) async throws -> Response {
        switch trouble {
        case .blocked: return .json(response.choice([:], finish: "content_filter"))
        case .safety: return .json(response.choice(["refusal": "I cannot help with that."], finish: "stop"))
        case .empty: return .json(response.choice([:], finish: "stop"))
        case .noContent: return .json(response.body([]))
        case .thoughtOnly:
            return .json(
                response.choice(
                    ["content": "<think>What do they mean?</think>", "reasoning": "I wonder."], finish: "stop"))
        case .maxTokens:
            let half = String(response.text.prefix(response.text.count / 2))
            return .json(response.choice(["content": .string(half)], finish: "length"))
        default: return try await misbehave(trouble, exchange, model: request.model)
        }
    }

    /// What goes wrong with any call.
    private func misbehave(
        _ trouble: SandboxModel.Trouble, _ exchange: Exchange, model: String
    ) async throws -> Response {
        switch trouble {
        case .malformedJSON: return .bytes(Array("{\"choices\": [{\"mess".utf8), type: "application/json")
        case .rateLimited: throw ChatProblem(status: 429, type: "rate_limit_error", "Slow down.", retryAfter: "1")
        case .quotaDay: throw ChatProblem(status: 429, type: "insufficient_quota", "You exceeded your quota.")
        case .error503: throw ChatProblem(status: 503, type: "unavailable_error", "Loading model", code: 503)
        case .notFound:
            throw ChatProblem(status: 404, type: "not_found_error", "model \"\(model)\" not found")
        case .badKey: throw ChatProblem(status: 401, type: "authentication_error", "Invalid API Key")
        case .hang:
            await exchange.pause(Self.hangSeconds)
            exchange.cut()
            throw ChatProblem(status: 500, type: "api_error", "Internal error.")
        default: throw ChatProblem(status: 500, type: "api_error", "Internal error.")
        }
    }

    private static func stream(_ chunks: [JSON]) -> Response {
        let text = chunks.map { "data: \($0.text())\n\n" }.joined() + "data: [DONE]\n\n"
        return .bytes(Array(text.utf8), type: "text/event-stream")
    }
}

/// An error as these servers write it.
struct ChatProblem: Error {
    let status: Int
    let type: String
    let message: String
    let code: Int?
    let retryAfter: String?

    init(
        status: Int, type: String = "invalid_request_error", _ message: String, code: Int? = nil,
        retryAfter: String? = nil
    ) {
        self.status = status
        self.type = type
        self.message = message
        self.code = code
        self.retryAfter = retryAfter
    }

    var response: Response {
        let error: JSON = [
            "message": .string(message), "type": .string(type), "param": .null,
            "code": code.map(JSON.integer) ?? .null,
        ]
        return .json(["error": error], status: status, headers: retryAfter.map { [(.retryAfter, $0)] } ?? [])
    }
}
