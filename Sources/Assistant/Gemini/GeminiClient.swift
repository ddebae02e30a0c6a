import AsyncHTTPClient
import Conversations
import NIOCore

/// Calls of `generateContent`.
struct GeminiClient: ModelService {
    private let calling: ModelCalling
    private let model: String

    var name: ServiceName { .gemini }

    /// - Parameter model: with or without `models/` in front.
    init(http: HTTPClient, baseURL: String, model: String, key: Secret) {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let name = model.hasPrefix("models/") ? String(model.dropFirst("models/".count)) : model
        self.model = model
        calling = ModelCalling(
            http: http, url: "\(base)/v1beta/models/\(Self.escaped(name)):generateContent",
            headers: [("x-goog-api-key", key.exposed)])
    }

    func complete(_ prompt: ModelPrompt, deadline: NIODeadline) async throws(ModelError) -> ModelResponse {
        ModelResponse(try await generate(GeminiRequest(prompt, model: model), deadline: deadline))
    }

    /// One call, whatever it asks for.
    func generate(_ request: some ModelRequest, deadline: NIODeadline) async throws(ModelError) -> GeminiResponse {
        let response = try await calling.send(request, deadline: deadline)
        guard response.status == 200 else {
            throw GeminiFailure(status: response.status, body: response.body).meaning
        }
        return try GeminiResponse(response.body)
    }

    func answer(in text: String) -> ModelAnswer? { ModelAnswer(text) }

    private static func escaped(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain = Unicode.Scalar(byte).properties.isAlphabetic && byte < 128 || (48...57).contains(byte)
            return isPlain || "-._".utf8.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

extension ModelResponse {
    init(_ response: GeminiResponse) {
        self.init(
            text: Result(catching: response.text), version: response.version, inputTokens: response.inputTokens,
            outputTokens: response.outputTokens)
    }
}
