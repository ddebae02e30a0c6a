import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Synchronization

/// One POST, and whether any of its content was handed to a connection.
///
/// The library streams a body only after the head has gone out, and starts the stream on the request's own event loop,
/// never after it has given up. So a stream that did not start proves that no byte of the content was written, and a
/// head that announces content without any following is nothing that a server can act on. The type of the error, or the
/// callback that tells of the head (it may come after the failure), proves less.
struct EvidenceCall {
    enum Outcome {
        case answered(HTTPClient.Response)
        case failed(any Error, contentWritten: Bool)
    }

    static let answerLimit = 1 << 20

    /// Runs to its end even when the calling Swift task is cancelled: the outcome of a send must be known.
    static func post(
        _ content: [UInt8], to url: String, headers: HTTPHeaders, client: HTTPClient, timeout: Duration
    ) async -> Outcome {
        let evidence = Evidence()
        do {
            let body = HTTPClient.Body.stream(contentLength: Int64(content.count)) { writer in
                evidence.note()
                return writer.write(.byteBuffer(ByteBuffer(bytes: content)))
            }
            let request = try HTTPClient.Request(url: url, method: .POST, headers: headers, body: body)
            let accumulator = ResponseAccumulator(request: request, maxBodySize: answerLimit)
            let response = try await client.execute(
                request: request, delegate: accumulator, deadline: .now() + TimeAmount(timeout)
            ).futureResult.get()
            return .answered(response)
        } catch {
            return .failed(error, contentWritten: evidence.contentWritten)
        }
    }

    private final class Evidence: Sendable {
        private let written = Atomic(false)
        var contentWritten: Bool { written.load(ordering: .sequentiallyConsistent) }
        func note() { written.store(true, ordering: .sequentiallyConsistent) }
    }
}
