package import Conversations
package import Logging

/// An open database, and what can be done with it.
///
/// Each value that it gives out can do one thing: whoever computes replies is given `replies` and cannot send, whoever
/// sends is given `outbox` and cannot decide who may speak. Nothing outside this module can run a statement.
package struct Database: Sendable {
    let engine: any Engine
    private let sealer: TokenSealer
    let rules: Rules
    private let intake: Intake

    init(engine: any Engine, sealer: TokenSealer = .throwaway(), rules: Rules = Rules()) {
        self.engine = engine
        self.sealer = sealer
        self.rules = rules
        intake = Intake(engine: engine)
    }

    // MARK: Opening

    /// Opens a SQLite file or, where it may (`creates`), makes it, readable by its owner alone. Its schema is not touched
    /// yet. Throws `StorageError.cannotOpen` or `.noDatabase`.
    package static func sqlite(
        path: String, creates: Bool = true, clock: WallClock = .system, rules: Rules = Rules()
    ) throws -> Database {
        Database(engine: try SQLiteEngine(path: path, creates: creates, clock: clock), rules: rules)
    }

    /// A PostgreSQL server; the first transactions connect to it. Throws `StorageError.cannotOpen` in a program that
    /// was built without it.
    /// - Parameter clock: where the time comes from instead of the database.
    package static func postgres(
        _ settings: PostgresSettings, clock: WallClock? = nil, rules: Rules = Rules(), logger: Logger
    ) throws -> Database {
        #if PostgreSQL
            Database(engine: try PostgresEngine(settings, clock: clock, logger: logger), rules: rules)
        #else
            throw StorageError.cannotOpen(
                "this program was built without PostgreSQL; build it again without --disable-default-traits")
        #endif
    }

    /// The same database, with the key that seals access tokens and the rules of this server. Without them the database
    /// works, but what it seals can never be opened again.
    package func with(sealer: TokenSealer, rules: Rules = Rules()) -> Database {
        Database(engine: engine, sealer: sealer, rules: rules)
    }

    package func close() async throws { try await engine.close() }

    // MARK: Schema

    /// Brings the schema up to date and returns the names of the steps that were finished now. `report` is called with
    /// the progress of a step that works on many rows. Throws `StorageError.newerSchema`.
    package func migrate(
        report: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) async throws -> [String] {
        try await Migrator(engine: engine, rules: rules).run(report: report)
    }

    /// Throws `StorageError.newerSchema` where another program has upgraded the schema beyond what this one can work
    /// with.
    package func checkSchema() async throws { try await Migrator(engine: engine).check() }

    /// Throws `StorageError.noDatabase`, `.olderSchema` or `.newerSchema` where this program cannot work with the schema as
    /// it is. Changes nothing.
    package func requireSchema() async throws { try await Migrator(engine: engine).requireComplete() }

    // MARK: Nodes

    /// Tells what was committed, here and on other nodes.
    package var changes: ChangeSignal { engine.changes }

    /// Whether several processes may serve this database at once.
    package var isShared: Bool { engine.isShared }

    /// Follows what other nodes commit, until the task is cancelled or told to shut down. Returns at once where only
    /// one process serves the database.
    package func follow(logger: Logger) async { await engine.follow(logger: logger) }

    // MARK: What can be done

    package var inbox: Inbox { Inbox(engine: engine, rules: rules, intake: intake) }
    package var replies: Replies { Replies(engine: engine, rules: rules) }
    package var outbox: Outbox { Outbox(engine: engine, sealer: sealer, rules: rules) }
    package var modelUsage: ModelUsage { ModelUsage(engine: engine) }
    package var alarms: Alarms { Alarms(engine: engine) }
    package var handBacks: HandBacks { HandBacks(engine: engine) }
    package var mediaFetches: MediaFetches { MediaFetches(engine: engine, sealer: sealer) }
    package var transcripts: Transcripts { Transcripts(engine: engine, rules: rules) }
    package var uploads: Uploads { Uploads(engine: engine, sealer: sealer, rules: rules) }
    package var connections: Connections { Connections(engine: engine, sealer: sealer, rules: rules) }
    package var sendingBlocks: SendingBlocks { SendingBlocks(engine: engine, rules: rules) }
    package var templateRefreshes: TemplateRefreshes { TemplateRefreshes(engine: engine) }
    package var unwantedFiles: UnwantedFiles { UnwantedFiles(engine: engine) }
    package var signIn: SignIn { SignIn(engine: engine) }
    package var holding: Holding { Holding(engine: engine) }
    /// `fallbackNumber` is PHONE_NUMBER_ID, the number of a clinic that has none of its own.
    package func removal(of clinic: ClinicID, fallbackNumber: PhoneNumberID?) -> ClinicRemoval {
        ClinicRemoval(of: clinic, in: engine, fallbackNumber: fallbackNumber)
    }

    package var `operator`: Operator { Operator(engine: engine, sealer: sealer, rules: rules) }

    /// What this person of a clinic sees and does.
    package func chats(of person: Account) -> Chats {
        Chats(engine: engine, sealer: sealer, rules: rules, person: person)
    }
}
