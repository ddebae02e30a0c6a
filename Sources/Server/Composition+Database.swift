package import Logging
package import Storage

// Which engine the settings ask for.
extension Composition {
    /// Opens the database; its schema is not touched. The caller closes the engine.
    /// - Parameter clock: where the time comes from; by default this machine for SQLite, the database for PostgreSQL.
    package static func openEngine(
        _ location: DatabaseLocation, clock: WallClock? = nil, logger: Logger
    ) throws -> any Engine {
        switch location {
        case .sqlite(let path): try SQLiteEngine(path: path, clock: clock ?? .system)
        case .postgres(let address): try openPostgres(address, clock: clock, logger: logger)
        }
    }

    /// The right to serve; nil where any number of nodes may serve a database.
    static func lock(_ location: DatabaseLocation) throws -> DatabaseLock? {
        switch location {
        case .sqlite(let path): try DatabaseLock(databasePath: path)
        case .postgres: nil
        }
    }

    #if PostgreSQL
        private static func openPostgres(
            _ address: PostgresLocation, clock: WallClock?, logger: Logger
        ) throws -> any Engine {
            let settings = PostgresSettings(
                uri: address.uri, connections: address.connections, listen: address.listen)
            return try PostgresEngine(settings, clock: clock, logger: logger)
        }
    #else
        private static func openPostgres(
            _ address: PostgresLocation, clock: WallClock?, logger: Logger
        ) throws -> any Engine {
            throw StorageError.cannotOpen(
                "this program was built without PostgreSQL; build it again without --disable-default-traits")
        }
    #endif
}
