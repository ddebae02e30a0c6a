import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging
package import ServiceLifecycle
package import Storage
package import UnixSignals
import WhatsApp

/// The one place where the parts of `serve` are put together.
package final class Composition: Sendable {
    package let settings: Settings
    package let store: Store
    /// What the HTTP side works with.
    package let environment: ServerEnvironment

    private let logger: Logger
    private let lock: DatabaseLock?
    private let clients: [HTTPClient]
    private let services: [any Service]

    /// Opens the database, brings its schema up to date and builds everything; nothing runs yet.
    ///
    /// Close it in the end, also where `run` has thrown.
    /// - Parameters:
    ///   - assistant: instead of the one that the settings ask for.
    ///   - onListening: is told the port that each listener got, once it listens.
    /// - Throws: `StorageError.databaseInUse` where another process serves the database, and what `HTTPServers` throws.
    package static func open(
        _ settings: Settings, assistant: (any Answering)? = nil, logger: Logger,
        onListening: @escaping @Sendable (ListenerRole, Int) -> Void = { _, _ in }
    ) async throws -> Composition {
        let engine = try openEngine(settings.database, logger: logger)
        do {
            let lock = try lock(settings.database)
            try await migrate(engine, logger: logger)
            let composition = try Composition(
                settings, engine: engine, lock: lock, assistant: assistant, logger: logger, onListening: onListening)
            if !engine.isShared { try await composition.store.releaseAbandonedReplies() }
            return composition
        } catch {
            try? await engine.close()
            throw error
        }
    }

    private init(
        _ settings: Settings, engine: any Engine, lock: DatabaseLock?, assistant: (any Answering)?, logger: Logger,
        onListening: @escaping @Sendable (ListenerRole, Int) -> Void
    ) throws {
        let store = Store(
            engine: engine, sealer: try Self.sealer(settings.secretKey), rules: StoreRules(settings))
        let events = EventHub(changes: store.changes)
        let meta = CloudAPIClient.makeHTTPClient(sendTimeout: settings.sendTimeout)
        let model = Self.makeModelClient()
        // The same kind of client: it follows no redirect, since a password would go with it.
        let environment = ServerEnvironment(
            settings: settings, store: store, events: events, logger: logger,
            supabase: settings.supabase.map { SupabaseAuth(settings: $0, http: model) })
        let servers = try HTTPServers.make(environment, onListening: onListening)
        let cloud = CloudAPIClient(
            client: meta, baseURL: settings.graphBaseURL, version: settings.graphAPIVersion, logger: logger)
        self.settings = settings
        self.store = store
        self.environment = environment
        self.logger = logger
        self.lock = lock
        clients = [meta, model]
        // They are stopped from the last to the first, one after the other: requests before the workers that they
        // wait for, and the workers that make work before the one that sends it.
        services =
            [
                Maintenance(store: store, logger: logger),
                OtherNodes(engine: engine, logger: logger),
                OutboxDispatcher(
                    store: store, client: cloud,
                    fallback: SendingCredentials(
                        phoneNumberID: settings.phoneNumberID, accessToken: settings.whatsAppToken),
                    logger: logger),
                ReplyWorker(
                    store: store,
                    assistant: assistant ?? Self.makeAssistant(settings.basics, client: model, logger: logger),
                    logger: logger),
                InboxWorker(store: store, logger: logger),
            ] + servers
    }

    /// Serves until one of `signals` comes or the group is told to stop, then lets what is in flight finish.
    ///
    /// - Parameters:
    ///   - additional: services that start before the server and stop after it.
    ///   - signals: that end it gracefully.
    /// - Throws: `ListenError` where it cannot listen.
    package func run(with additional: [any Service] = [], until signals: [UnixSignal] = []) async throws {
        try await group(with: additional, until: signals).run()
    }

    /// As `run`, for those who stop the group themselves.
    package func group(with additional: [any Service] = [], until signals: [UnixSignal] = []) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: (additional + services).map {
                // Also after a failure, what is in flight may finish.
                .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
            }, gracefulShutdownSignals: signals,
            logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.sendTimeout + .seconds(1)
        return ServiceGroup(configuration: configuration)
    }

    /// Gives everything back: first what could still write, then the database, then the right to serve it.
    package func close() async {
        for client in clients { try? await client.shutdown() }
        do {
            try await store.engine.close()
        } catch {
            logger.warning("database not closed cleanly", metadata: ["error.type": "\(type(of: error))"])
        }
        withExtendedLifetime(lock) {}
    }
}

/// Hears of what other nodes change, for as long as the server runs.
private struct OtherNodes: Service {
    let engine: any Engine
    let logger: Logger

    func run() async throws {
        await engine.follow(logger: logger)
        // Where nobody else serves the database there is nothing to hear, and a service must not end by itself.
        try? await gracefulShutdown()
    }
}
