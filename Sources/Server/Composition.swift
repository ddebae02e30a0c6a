import Assistant
import AsyncHTTPClient
package import Conversations
import Files
package import Logging
package import ServiceLifecycle
package import Storage
package import UnixSignals
import WhatsApp

/// The one place where the parts of `serve` are put together.
package final class Composition: Sendable {
    package let settings: Settings
    package let database: Database

    private let logger: Logger
    private let lock: DatabaseLock?
    private let clients: [HTTPClient]
    private let services: [any Service]

    /// Opens the database, brings its schema up to date and builds everything; nothing runs yet.
    ///
    /// Close it in the end, even where `run` has thrown.
    /// - Parameters:
    ///   - assistant: instead of the one that the settings ask for.
    ///   - resumes: switches clinics on again that are held after a restore.
    ///   - onListening: is told the port that each listener got, once it listens.
    /// - Throws: `StorageError.databaseInUse` where another process serves the database, `.newerSchema` where only a
    ///   newer program can work with it, `.wrongKey` where SECRET_KEY is not the one of the database, and what `LexiconFile` and `HTTPServers` throw.
    package static func open(
        _ settings: Settings, assistant: (any Answering)? = nil, resumes: Bool = false, logger: Logger,
        onListening: @escaping @Sendable (ListenerRole, Int) -> Void = { _, _ in }
    ) async throws -> Composition {
        Memory.giveBackLargeBlocks()
        // Its words take longer to read than all the rest.
        async let lexicon = offlineAssistant()
        async let redFlags = RedFlagFiles.load()
        // First: whoever may not serve makes no database either, while another brings one back.
        let lock = try lock(settings.database)
        let database = try openDatabase(settings.database, logger: logger)
        var rooms: FileRooms?
        do {
            let opened = try await FileRooms.open(settings.basics.media)
            rooms = opened
            // Before anything is changed: without its rules nothing is served.
            let gate = try await redFlags
            try await migrate(database, logger: logger)
            let offline = try await lexicon
            let rules = try Rules(settings, judge: offline, gate: gate)
            let ready = database.with(sealer: try sealer(settings.secretKey), rules: rules)
            try await ready.operator.checkKey()
            try await hold(ready, resumes: resumes, logger: logger)
            if !ready.isShared {
                try await ready.replies.releaseAbandoned()
                try await ready.mediaFetches.releaseAbandoned()
                try await ready.uploads.releaseAbandoned()
                try await ready.transcripts.releaseAbandoned()
            }
            return try Composition(
                settings, database: ready, rooms: opened, lock: lock, offline: offline, assistant: assistant,
                checks: Checks(gate: rules.gate, check: try MedicalFile.answerCheck().ofReplies),
                logger: logger,
                onListening: onListening)
        } catch {
            try? await database.close()
            try? await rooms?.client?.shutdown()
            throw error
        }
    }

    private init(
        _ settings: Settings, database: Database, rooms: FileRooms, lock: DatabaseLock?,
        offline: OfflineAssistant, assistant: (any Answering)?, checks: Checks, logger: Logger,
        onListening: @escaping @Sendable (ListenerRole, Int) -> Void
    ) throws {
        let meta = CloudAPIClient.makeHTTPClient(sendTimeout: settings.sendTimeout)
        let model = Self.makeModelClient()
        let graph = CloudAPIClient(
            client: meta, baseURL: settings.graphBaseURL, version: settings.graphAPIVersion, logger: logger)
        let fallback = SendingCredentials(phoneNumberID: settings.phoneNumberID, accessToken: settings.whatsAppToken)
        let account = AccountDesk(
            connections: database.connections, client: graph, fallback: fallback, logger: logger)
        let assistant =
            assistant
            ?? Self.makeAssistant(
                settings.basics, offline: offline, client: model, ledger: database.modelUsage, logger: logger)
        // For Supabase the same kind of client: it follows no redirect, since a password would go with it.
        let environment = ServerEnvironment(
            settings: settings, inbox: database.inbox, signIn: database.signIn, holding: database.holding,
            chats: { database.chats(of: $0) }, events: EventHub(changes: database.changes), files: rooms.keeper,
            reserveFile: database.unwantedFiles.reserve,
            account: account, asking: AskingDesk(assistant: assistant, check: checks.check, gate: checks.gate),
            supabase: settings.supabase.map { SupabaseAuth(settings: $0, http: model) }, logger: logger)
        let servers = try HTTPServers.make(environment, onListening: onListening)
        self.settings = settings
        self.database = database
        self.logger = logger
        self.lock = lock
        clients = [meta, model] + [rooms.client].compactMap(\.self)
        // They are stopped from the last to the first, one after the other: requests before the workers that they
        // wait for, and the workers that make work before the one that sends it.
        services =
            [
                Maintenance(
                    operator: database.operator, unwanted: database.unwantedFiles, files: rooms.keeper.store,
                    logger: logger),
                OtherNodes(database: database, logger: logger),
                SchemaWatch(changes: database.changes) { try await database.checkSchema() },
                OutboxDispatcher(outbox: database.outbox, client: graph, fallback: fallback, logger: logger),
                MediaFetcher(
                    fetches: database.mediaFetches, client: graph, fallback: fallback, files: rooms.keeper,
                    logger: logger),
                FileUploader(
                    uploads: database.uploads, client: graph, fallback: fallback, files: rooms.keeper.store,
                    logger: logger),
                TemplateRefresher(refreshes: database.templateRefreshes, desk: account, logger: logger),
                SendingProber(blocks: database.sendingBlocks, desk: account, logger: logger),
                TranscriptWorker(
                    transcripts: database.transcripts,
                    readers: Self.makeReaders(settings.basics, client: model, logger: logger),
                    ledger: database.modelUsage, load: Self.loader(of: rooms.keeper.store), logger: logger),
                AlarmWorker(alarms: database.alarms, logger: logger),
                HandBackWorker(handBacks: database.handBacks, logger: logger),
                ReplyWorker(
                    replies: database.replies,
                    assistant: assistant, offline: offline, logger: logger, check: checks.check),
                InboxWorker(inbox: database.inbox, connections: database.connections, logger: logger),
            ] + servers
    }

    /// Serves until one of `signals` comes or the group is told to stop, then lets what is in flight finish.
    ///
    /// - Parameters:
    ///   - additional: services that start before the server and stop after it.
    ///   - signals: that end it gracefully.
    /// - Throws: `ListenError` where it cannot listen, `StorageError.newerSchema` once another program has brought the
    ///   schema to where this one cannot work.
    package func run(with additional: [any Service] = [], until signals: [UnixSignal] = []) async throws {
        try await group(with: additional, until: signals).run()
    }

    /// As `run`, for those who stop the group themselves.
    package func group(with additional: [any Service] = [], until signals: [UnixSignal] = []) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: (additional + services).map {
                // Even after a failure, what is in flight may finish.
                .named($0, afterFailure: .gracefullyShutdownGroup)
            }, gracefulShutdownSignals: signals,
            logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.sendTimeout + .seconds(1)
        return ServiceGroup(configuration: configuration)
    }

    /// Gives everything back: first what could still write, then the database, then the right to serve it.
    package func close() async {
        for client in clients { try? await client.shutdown() }
        do {
            try await database.close()
        } catch {
            logger.warning("database not closed cleanly", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
        withExtendedLifetime(lock) {}
    }
}

/// What every word passes: a patient's the gate, a model's the check.
private struct Checks {
    let gate: RedFlagGate
    let check: ReplyCheck
}
