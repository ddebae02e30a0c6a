import Assistant
import Conversations
package import Logging
import RedFlags
package import Storage

// Opening the database; single commands need it, too.
extension Composition {
    /// Opens the database; its schema is not touched. The caller closes it.
    /// - Parameters:
    ///   - creates: whether a SQLite file that is missing is made.
    ///   - clock: where the time comes from; by default this machine for SQLite, the database for PostgreSQL.
    package static func openDatabase(
        _ location: DatabaseLocation, creates: Bool = true, clock: WallClock? = nil, logger: Logger
    ) throws -> Database {
        switch location {
        case .sqlite(let path):
            return try .sqlite(path: path, creates: creates, clock: clock ?? .system, rules: try .ofProduct())
        case .postgres(let address):
            let settings = PostgresSettings(
                uri: address.uri, connections: address.connections, listen: address.listen)
            return try .postgres(settings, clock: clock, rules: try .ofProduct(), logger: logger)
        }
    }

    /// Opens the database as it is, for a command that is over soon. The caller closes it. Throws `StorageError.noDatabase`,
    /// `.olderSchema` or `.newerSchema` where it isn't as this program needs it.
    ///
    /// Without SECRET_KEY the database works, but what it seals can never be opened again: commands that seal ask for it.
    package static func openExisting(_ basics: BasicSettings, logger: Logger) async throws -> Database {
        let database = try openDatabase(basics.database, creates: false, logger: logger)
        do {
            try await database.requireSchema()
            return database.with(
                sealer: try sealer(basics.secretKey ?? SecretKeyFile.makeKey()), rules: try .ofProduct())
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// Opens or makes the database and brings its schema up to date. The caller closes it.
    ///
    /// - Parameter report: is told how far a long migration is, instead of the log.
    package static func openMigrated(
        _ basics: BasicSettings, rules: Rules? = nil, clock: WallClock? = nil, logger: Logger,
        report: (@Sendable (MigrationProgress) -> Void)? = nil
    ) async throws -> Database {
        let database = try openDatabase(basics.database, clock: clock, logger: logger)
        do {
            try await migrate(database, logger: logger, report: report)
            return database.with(
                sealer: try sealer(basics.secretKey ?? SecretKeyFile.makeKey()), rules: try rules ?? .ofProduct())
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

    /// The right to serve; nil where any number of nodes may serve a database. Throws `StorageError.databaseInUse`.
    package static func lock(_ location: DatabaseLocation) throws -> DatabaseLock? {
        switch location {
        case .sqlite(let path): try DatabaseLock(databasePath: path)
        case .postgres: nil
        }
    }

    /// Whether a process may be serving the database now. Of PostgreSQL that cannot be told.
    package static func mayBeServed(_ location: DatabaseLocation) -> Bool {
        do {
            return try lock(location) == nil
        } catch {
            return true
        }
    }

    /// Before anything is served: what was brought back from a dump is held, and what is held is said.
    static func hold(_ database: Database, resumes: Bool, logger: Logger) async throws {
        if try await database.holding.holdIfRestored() {
            logger.warning("this database was brought back from a dump, or is a copy: all its clinics are held")
        }
        if resumes {
            let count = try await database.holding.releaseAll()
            logger.notice("held clinics switched on again", metadata: ["count": "\(count)"])
        } else if case let held = try await database.holding.heldClinics(), !held.isEmpty {
            logger.warning(
                "clinics are held, and nothing is sent from them: use serve --resume, or Switch on again in the dashboard",
                metadata: ["clinic.ids": "\(held.prefix(20).map(\.description).joined(separator: ","))"])
        }
    }
}

extension Rules {
    /// `judge` tells what is small talk, `gate` what is an emergency. Throws what `MedicalFile` throws.
    init(_ settings: Settings, judge: OfflineAssistant, gate: RedFlagRules) throws {
        self = try .ofProduct()
        self.gate = RedFlagGate { gate.flag(in: $0, adding: $1) }
        form = { TextForm(writtenIn: $0) }
        isSmallTalk = { text, clinic in judge.isSmallTalk(text, to: clinic) }
        replyDelay = settings.replyDelay
        wait(for: settings.basics.houseModel)
        readers = settings.basics.readers
        sendTimeout = settings.sendTimeout
        reconcileAfter = settings.reconcileAfter
        fallbackPhoneNumberID = settings.phoneNumberID
    }
}
