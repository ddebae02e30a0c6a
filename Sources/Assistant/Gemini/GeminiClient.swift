import AsyncHTTPClient
import Conversations
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// One call of `generateContent`. It never retries; `GeminiAssistant` decides about that.
struct GeminiClient: Sendable {
    /// In bytes. A reply is a few kilobytes.
    static let responseLimit = 1_048_576

    private let http: HTTPClient
    private let url: String
    private let key: Secret

    /// - Parameter model: with or without `models/` in front.
    init(http: HTTPClient, baseURL: String, model: String, key: Secret) {
        self.http = http
        self.key = key
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let name = model.hasPrefix("models/") ? String(model.dropFirst("models/".count)) : model
        url = "\(base)/v1beta/models/\(Self.escaped(name)):generateContent"
    }

    func generate(_ request: GeminiRequest, deadline: NIODeadline) async throws(GeminiError) -> GeminiResponse {
        let (status, body) = try await send(request, deadline: deadline)
        guard status == 200 else {
            throw GeminiFailure(status: status, body: body).meaning
        }
        return try GeminiResponse(body)
    }

    private func send(_ request: GeminiRequest, deadline: NIODeadline) async throws(GeminiError) -> (Int, [UInt8]) {
        do {
            var call = HTTPClientRequest(url: url)
            call.method = .POST
            call.headers.add(name: "content-type", value: "application/json")
            call.headers.add(name: "x-goog-api-key", value: key.exposed)
            call.body = .bytes(ByteBuffer(data: try request.encoded()))
            let response = try await http.execute(call, deadline: deadline)
            let body = try await response.body.collect(upTo: Self.responseLimit)
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw .responseTooLarge
        } catch is CancellationError {
            throw .cancelled
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            throw .timedOut
        } catch let error as HTTPClientError where error == .cancelled {
            throw .cancelled
        } catch {
            throw .unreachable
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
