import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// One POST of JSON to a model, and what came back.
struct ModelCalling: Sendable {
    /// In bytes. A reply is a few kilobytes.
    static let responseLimit = 1_048_576

    enum Trouble: Error {
        case tooLarge, cancelled, timedOut, unreachable
    }

    struct Response: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: [UInt8]
    }

    let http: HTTPClient
    let url: String
    /// Beside the content type; may hold a key.
    let headers: [(name: String, value: String)]

    func send(_ request: some Encodable, deadline: NIODeadline) async throws(ModelError) -> Response {
        guard let body = try? Self.encoded(request) else { throw .unreachable }
        do {
            return try await post(body, deadline: deadline)
        } catch {
            throw ModelError(error)
        }
    }

    /// The order of members is fixed: the same question is the same bytes, which a cache on the other side can use, and
    /// `reason` stands before `reply` in a schema.
    static func encoded(_ request: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(request)
    }

    private func post(_ body: Data, deadline: NIODeadline) async throws(Trouble) -> Response {
        do {
            var call = HTTPClientRequest(url: url)
            call.method = .POST
            call.headers.add(name: "content-type", value: "application/json")
            for header in headers { call.headers.add(name: header.name, value: header.value) }
            call.body = .bytes(ByteBuffer(data: body))
            let response = try await http.execute(call, deadline: deadline)
            let body = try await response.body.collect(upTo: Self.responseLimit)
            return Response(
                status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw .tooLarge
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
}
