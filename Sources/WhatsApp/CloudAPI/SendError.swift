import Conversations

/// How a call to the Cloud API went wrong. What decides is what was written, not the kind of error.
package enum SendError: Error, Sendable, Equatable {
    /// Meta cannot have the message: no byte of its content was handed to a connection.
    case notSent(NotSentReason)
    /// Meta answered, and the answer is no.
    case refused(GraphError)
    /// The message was or may have been written, and there is no answer that says what became of it.
    case uncertain(UncertainReason)

    /// The raw value is for logs.
    package enum NotSentReason: String, Sendable {
        /// The address in the settings or the phone number id cannot be called.
        case unusableAddress = "unusable_address"
        case connectTimeout = "connect_timeout"
        case tlsFailure = "tls_failure"
        /// The deadline passed while waiting for a connection.
        case deadline
        /// Refused, an unknown host name, or any other failure before the content was written.
        case noConnection = "no_connection"
    }

    /// The raw value is for logs.
    package enum UncertainReason: String, Sendable {
        case deadline
        case connectionLost = "connection_lost"
        /// 5xx or 408 without an answer of Meta's in it.
        case serverFailure = "server_failure"
        /// A success that names no message, or an answer over 1 MB.
        case unreadableAnswer = "unreadable_answer"
    }
}

extension SendError: CodedError {
    package var reasonCode: String {
        switch self {
        case .notSent(let reason): "not_sent_\(reason.rawValue)"
        case .uncertain(let reason): "uncertain_\(reason.rawValue)"
        case .refused(let error): error.code.map { "graph_\($0)" } ?? "http_\(error.httpStatus)"
        }
    }
}
