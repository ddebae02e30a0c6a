import Assistant
import Conversations
package import Logging
package import Storage

// Opening the database; single commands need it, too.
extension Composition {
    /// Opens the database; its schema is not touched. The caller closes it.
    /// - Parameter clock: where the time comes from; by default this machine for SQLite, the database for PostgreSQL.
    package static func openDatabase(
        _ location: DatabaseLocation, clock: WallClock? = nil, logger: Logger
    ) throws -> Database {
        switch location {
        case .sqlite(let path): return try .sqlite(path: path, clock: clock ?? .system)
        case .postgres(let address):
            let settings = PostgresSettings(
                uri: address.uri, connections: address.connections, listen: address.listen)
            return try .postgres(settings, clock: clock, logger: logger)
        }
    }

    /// Opens the database and brings its schema up to date, for a command that is over soon. The caller closes it.
    ///
    /// Without SECRET_KEY the database works, but what it seals can never be opened again: commands that seal ask for it.
    /// - Parameter report: is told how far a long migration is, instead of the log.
    package static func openMigrated(
        _ basics: BasicSettings, rules: Rules = Rules(), clock: WallClock? = nil, logger: Logger,
        report: (@Sendable (MigrationProgress) -> Void)? = nil
    ) async throws -> Database {
        let database = try openDatabase(basics.database, clock: clock, logger: logger)
        do {
            try await migrate(database, logger: logger, report: report)
            return database.with(sealer: try sealer(basics.secretKey ?? SecretKeyFile.makeKey()), rules: rules)
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// Brings the schema up to date. Throws `StorageError.newerSchema` where only a newer program can work with it.
    static func migrate(
        _ database: Database, logger: Logger, report: (@Sendable (MigrationProgress) -> Void)? = nil
    ) async throws {
        let finished = try await database.migrate(report: report ?? logged(logger))
        for name in finished { logger.info("database migrated", metadata: ["migration": "\(name)"]) }
    }

    private static func logged(_ logger: Logger) -> @Sendable (MigrationProgress) -> Void {
        let pace = Pace()
        return { progress in
            for note in progress.notes {
                logger.warning("a migration changed what people see", metadata: ["note": "\(note)"])
            }
            guard pace.isDue() else { return }
            logger.info(
                "database migration under way",
                metadata: [
                    "migration": "\(progress.migration)", "rows": "\(progress.rows)", "total": "\(progress.total)",
                ])
        }
    }

    static func sealer(_ key: Secret) throws -> TokenSealer {
        guard let sealer = TokenSealer(secretKey: key) else { throw StorageError.sealBroken }
        return sealer
    }

    /// The right to serve; nil where any number of nodes may serve a database.
    static func lock(_ location: DatabaseLocation) throws -> DatabaseLock? {
        switch location {
        case .sqlite(let path): try DatabaseLock(databasePath: path)
        case .postgres: nil
        }
    }
}

extension Rules {
    /// `judge` tells what is small talk.
    init(_ settings: Settings, judge: OfflineAssistant) {
        self.init()
        isSmallTalk = { text, clinic in judge.isSmallTalk(text, to: clinic) }
        replyDelay = settings.replyDelay
        sendTimeout = settings.sendTimeout
        reconcileAfter = settings.reconcileAfter
        fallbackPhoneNumberID = settings.phoneNumberID
    }
}
