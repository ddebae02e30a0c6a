import AsyncHTTPClient
import Conversations
import NIOCore

/// One call of `generateContent`. It never retries; `GeminiAssistant` decides about that.
struct GeminiClient: Sendable {
    private let calling: ModelCalling

    /// - Parameter model: with or without `models/` in front.
    init(http: HTTPClient, baseURL: String, model: String, key: Secret) {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let name = model.hasPrefix("models/") ? String(model.dropFirst("models/".count)) : model
        calling = ModelCalling(
            http: http, url: "\(base)/v1beta/models/\(Self.escaped(name)):generateContent",
            headers: [("x-goog-api-key", key.exposed)])
    }

    func generate(_ request: GeminiRequest, deadline: NIODeadline) async throws(GeminiError) -> GeminiResponse {
        let response = try await send(request, deadline)
        guard response.status == 200 else {
            throw GeminiFailure(status: response.status, body: response.body).meaning
        }
        return try GeminiResponse(response.body)
    }

    private func send(
        _ request: GeminiRequest, _ deadline: NIODeadline
    ) async throws(GeminiError) -> ModelCalling.Response {
        guard let body = try? request.encoded() else { throw .unreachable }
        do {
            return try await calling.post(body, deadline: deadline)
        } catch {
            switch error {
            case .tooLarge: throw .responseTooLarge
            case .cancelled: throw .cancelled
            case .timedOut: throw .timedOut
            case .unreachable: throw .unreachable
            }
        }
    }

    private static func escaped(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain = Unicode.Scalar(byte).properties.isAlphabetic && byte < 128 || (48...57).contains(byte)
            return isPlain || "-._".utf8.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
