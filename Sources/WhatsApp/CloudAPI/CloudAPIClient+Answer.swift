import AsyncHTTPClient
import Conversations
import JSON
package import Logging
import NIOCore
import NIOHTTP1

extension CloudAPIClient {
    /// The JSON of a success, or what the answer proves about the message.
    static func answer(of response: HTTPClient.Response) throws(SendError) -> JSONElement {
        let status = Int(response.status.code)
        let body = response.body.flatMap { try? JSONElement(Array($0.readableBytesView), .lenient) }
        let retryAfter = retryAfter(response.headers)
        if let error = GraphError(body: body, httpStatus: status, retryAfter: retryAfter) { throw .refused(error) }
        switch status {
        case 200..<300:
            guard let body, body.kind == .object else { throw .uncertain(.unreadableAnswer) }
            return body
        case 408, 500...: throw .uncertain(.serverFailure)
        default: throw .refused(GraphError(code: nil, httpStatus: status, retryAfter: retryAfter))
        }
    }

    /// Whole seconds. Meta does not use the other form of the header, a date.
    private static func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        guard let seconds = headers.first(name: "Retry-After").flatMap({ Int64($0) }), seconds >= 0 else { return nil }
        return .seconds(min(seconds, 86_400))
    }
}

extension SendError {
    init(_ error: any Error, contentWritten: Bool) {
        let known = error as? HTTPClientError
        if contentWritten {
            if known == .deadlineExceeded || known == .readTimeout || known == .writeTimeout {
                self = .uncertain(.deadline)
            } else {
                self = .uncertain(
                    error is ResponseAccumulator.ResponseTooBigError ? .unreadableAnswer : .connectionLost)
            }
            return
        }
        switch known {
        case .deadlineExceeded?, .getConnectionFromPoolTimeout?: self = .notSent(.deadline)
        case .connectTimeout?: self = .notSent(.connectTimeout)
        case .tlsHandshakeTimeout?: self = .notSent(.tlsFailure)
        case .invalidURL?, .emptyHost?, .emptyScheme?: self = .notSent(.unusableAddress)
        default:
            // The TLS library's error types cannot be named here. Only logs tell the two reasons apart.
            self = .notSent("\(type(of: error))".contains("SSL") ? .tlsFailure : .noConnection)
        }
    }

    /// For logs: what happened, without any personal data.
    package var metadata: Logger.Metadata {
        switch self {
        case .notSent(let reason): ["send.outcome": "not_sent", "send.reason": "\(reason.rawValue)"]
        case .uncertain(let reason): ["send.outcome": "uncertain", "send.reason": "\(reason.rawValue)"]
        case .refused(let error):
            [
                "send.outcome": "refused", "http.status": "\(error.httpStatus)",
                "graph.code": "\(error.code.map(String.init) ?? "none")",
                "graph.subcode": "\(error.subcode.map(String.init) ?? "none")",
                "graph.trace_id": "\(error.traceID ?? "none")",
            ]
        }
    }
}

extension CloudAPIClient {
    func log(_ failure: SendError, _ outcome: EvidenceCall.Outcome) {
        var metadata = failure.metadata
        if case .failed(let error, _) = outcome { metadata["error.code"] = "\(ReasonCode.of(error))" }
        logger.notice("call to WhatsApp failed", metadata: metadata)
    }
}
