import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension HTTPField.Name {
    // Valid by inspection: letters and hyphens.
    static let googleKey = HTTPField.Name("x-goog-api-key")!
}

/// The stand-in for the Gemini API: `/v1/…` and `/v1beta/…`.
struct GeminiAPI: Sendable {
    let world: World

    private static let models = ["gemini-3.8-flash", "gemini-3.7-flash", "gemini-3.6-flash", "gemini-3.5-flash-lite"]
    private static let hangSeconds = 120.0

    /// Answers a call whose path begins with an API version.
    func answer(_ exchange: Exchange) async -> Response {
        let call = exchange.parts.dropFirst().joined(separator: "/").replacing("%3A", with: ":")
        let stream = call.hasSuffix(":streamGenerateContent")
        do {
            try checkKey(exchange)
            if exchange.method == .get { return try list(call) }
            guard exchange.method == .post, call.hasPrefix("models/"),
                let name = ["generateContent", "streamGenerateContent"].lazy
                    .filter({ call.hasSuffix(":" + $0) }).map({ call.dropFirst(7).dropLast($0.count + 1) }).first
            else { throw GeminiProblem.noModel(call) }
            return try await generate(exchange, String(name), stream: stream)
        } catch let problem as GeminiProblem {
            return .json(stream ? [problem.json] : problem.json, status: problem.httpStatus)
        } catch {
            return .json(GeminiProblem.internalError.json, status: 500)
        }
    }

    private func checkKey(_ exchange: Exchange) throws(GeminiProblem) {
        guard let key = exchange.header(.googleKey) ?? exchange.query("key"), !key.isEmpty else {
            throw GeminiProblem(
                httpStatus: 403, status: "PERMISSION_DENIED",
                message: "Method doesn't allow unregistered callers. Please use API Key.")
        }
        guard exchange.bearer == nil else {
            throw GeminiProblem(
                httpStatus: 400, status: "INVALID_ARGUMENT",
                message: "Multiple authentication credentials received. Please pass only one.")
        }
        if let wanted = world.configuration.geminiKey, wanted != key { throw .badKey }
    }

    private func list(_ call: String) throws(GeminiProblem) -> Response {
        let all = Self.models.map { name -> JSON in
            [
                "name": .string("models/" + name), "displayName": .string(name), "version": "sandbox",
                "supportedGenerationMethods": ["generateContent"], "inputTokenLimit": 1_048_576,
                "outputTokenLimit": 65_536,
            ]
        }
        if call == "models" { return .json(["models": .array(all)]) }
        guard let one = all.first(where: { $0["name"]?.string == call }) else {
            throw .noModel(String(call.dropFirst(7)))
        }
        return .json(one)
    }

    private func generate(_ exchange: Exchange, _ name: String, stream: Bool) async throws -> Response {
        guard let body = try? JSON(parsing: exchange.body) else {
            throw GeminiProblem.invalid("", "Invalid JSON payload received.")
        }
        let request: GeminiRequest
        do {
            request = try GeminiRequest(checking: body)
        } catch {
            await world.note(modelRequest: body, model: name, stream: stream, outcome: "refused")
            throw error
        }
        let model = await world.takeModel()
        await world.note(
            modelRequest: body, model: name, stream: stream, outcome: model.trouble?.rawValue ?? "answered")
        await exchange.pause(model.delaySeconds)
        let answer = ModelAnswer(request, model)
        let response = ModelResponse(modelName: name)
        if let trouble = model.trouble {
            return try await misbehave(trouble, exchange, response, answer, stream: stream)
        }
        return stream ? events(answer, response) : .json(response.answer([answer.part]))
    }

    private func misbehave(
        _ trouble: SandboxModel.Trouble, _ exchange: Exchange, _ response: ModelResponse, _ answer: ModelAnswer,
        stream: Bool
    ) async throws -> Response {
        if let body = response.troubled(trouble, answer) {
            return stream ? Self.eventStream([body]) : .json(body)
        }
        switch trouble {
        case .rateLimited: throw GeminiProblem.exhausted(perDay: false, model: response.modelName)
        case .quotaDay: throw GeminiProblem.exhausted(perDay: true, model: response.modelName)
        case .error503: throw GeminiProblem.overloaded
        case .notFound: throw GeminiProblem.noModel(response.modelName)
        case .badKey: throw GeminiProblem.badKey
        case .malformedJSON: return .bytes(Array("{\"candidates\": [{\"content\"".utf8), type: "application/json")
        case .hang:
            await exchange.pause(Self.hangSeconds)
            exchange.cut()
            throw GeminiProblem.internalError
        default: throw GeminiProblem.internalError
        }
    }

    private func events(_ answer: ModelAnswer, _ response: ModelResponse) -> Response {
        let pieces = answer.pieces
        return Self.eventStream(
            pieces.enumerated().map { index, piece in
                response.answer([piece], finish: index == pieces.count - 1 ? "STOP" : nil)
            })
    }

    private static func eventStream(_ chunks: [JSON]) -> Response {
        let text = chunks.map { "data: \($0.text())\r\n\r\n" }.joined()
        return .bytes(Array(text.utf8), type: "text/event-stream")
    }
}
