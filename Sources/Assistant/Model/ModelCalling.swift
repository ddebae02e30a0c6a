import AsyncHTTPClient
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// One POST to a model, and what came back.
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

    func send(_ request: some ModelRequest, deadline: NIODeadline) async throws(ModelError) -> Response {
        guard let body = try? request.encoded() else { throw .unreachable }
        return try await post(ByteBuffer(data: body), deadline: deadline)
    }

    func post(
        _ body: ByteBuffer, type: String = "application/json", deadline: NIODeadline
    ) async throws(ModelError) -> Response {
        do {
            return try await answer(to: body, type, deadline)
        } catch {
            throw ModelError(error)
        }
    }

    private func answer(
        to body: ByteBuffer, _ type: String, _ deadline: NIODeadline
    ) async throws(Trouble) -> Response {
        do {
            var call = HTTPClientRequest(url: url)
            call.method = .POST
            call.headers.add(name: "content-type", value: type)
            for header in headers { call.headers.add(name: header.name, value: header.value) }
            call.body = .bytes(body)
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
