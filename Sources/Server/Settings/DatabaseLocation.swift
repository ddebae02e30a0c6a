package import Conversations
package import Storage

/// Where the data is.
package enum DatabaseLocation: Hashable, Sendable {
    case sqlite(path: String)
    case postgres(PostgresLocation)
}

/// A PostgreSQL server and how this node uses it.
package struct PostgresLocation: Hashable, Sendable {
    /// May hold a password.
    package var uri: Secret
    package var connections = 8
    package var listen = ListenAddress.sameAddress

    package init(uri: Secret) { self.uri = uri }
}

extension DatabaseLocation {
    /// Nil unless it begins with `postgres://` or `postgresql://`.
    package init?(postgresURI text: String) {
        guard let uri = SettingsValue.postgresURI(text) else { return nil }
        self = .postgres(PostgresLocation(uri: uri))
    }

    /// For a server that other nodes use, too; a file has no use for these.
    func with(connections: Int, listen: ListenAddress) -> DatabaseLocation {
        guard case .postgres(var location) = self else { return self }
        location.connections = connections
        location.listen = listen
        return .postgres(location)
    }
}
