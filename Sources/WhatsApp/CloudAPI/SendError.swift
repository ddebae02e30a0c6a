package import Conversations

/// How a call to the Cloud API went wrong. What was written decides, not the kind of error.
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

/// What Meta says when it takes a message. Taken is not delivered: that is what statuses tell.
package struct Accepted: Sendable, Equatable {
    package let wamid: String
    /// The number that Meta made of ours; digits only.
    package let waID: String?
    package let userID: String?

    package init(wamid: String, waID: String?, userID: String?) {
        self.wamid = wamid
        self.waID = waID
        self.userID = userID
    }
}

/// On whose behalf a call is made.
package struct Credentials: Sendable, Equatable {
    package let phoneNumberID: String
    /// The system user's access token.
    package let token: Secret

    package init(phoneNumberID: String, token: Secret) {
        self.phoneNumberID = phoneNumberID
        self.token = token
    }
}
