package import Conversations

/// Where to listen for changes of other nodes.
package enum ListenAddress: Sendable, Hashable {
    /// LISTEN on the address of the database.
    case sameAddress
    /// LISTEN on another address, because the first one is a pooler that shares sessions.
    case address(Secret)
    /// No LISTEN: changes are read from a table twice a second.
    case off
}

/// How to reach a PostgreSQL server, and how much to ask of it.
package struct PostgresSettings: Sendable {
    /// Any libpq URI: several hosts, `target_session_attrs`, `sslmode`, `service` and the rest.
    package var uri: Secret
    /// How many connections this node keeps. 2 to 100.
    package var connections: Int
    package var listen: ListenAddress
    /// A statement that takes longer is cancelled, except the owner's.
    package var statementLimit = Duration.seconds(15)
    /// How much longer to wait for a server that does not even report the cancellation.
    package var silenceLimit = Duration.seconds(5)
    /// How long a transaction waits for a connection before it fails with `StorageError.unavailable`.
    package var patience = Duration.seconds(4)

    package init(uri: Secret, connections: Int = 8, listen: ListenAddress = .sameAddress) {
        self.uri = uri
        self.connections = connections
        self.listen = listen
    }
}
