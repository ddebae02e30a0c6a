import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging
import NIOCore
package import Storage

// The parts that single commands need, too.
extension Composition {
    /// Opens the database and brings its schema up to date, for a command that is over soon. The caller closes the
    /// engine.
    ///
    /// Without SECRET_KEY the store works, but what it seals can never be opened again: commands that seal ask for it.
    package static func openStore(
        _ basics: BasicSettings, rules: StoreRules = StoreRules(), clock: WallClock? = nil, logger: Logger
    ) async throws -> Store {
        let engine = try openEngine(basics.database, clock: clock, logger: logger)
        do {
            try await migrate(engine, logger: logger)
            let sealer = try sealer(basics.secretKey ?? SecretKeyFile.makeKey())
            return Store(engine: engine, sealer: sealer, rules: rules)
        } catch {
            try? await engine.close()
            throw error
        }
    }

    /// The model where there is a key for it, else the offline assistant.
    static func makeAssistant(
        _ basics: BasicSettings, client: HTTPClient, logger: Logger
    ) -> any Answering {
        guard let key = basics.geminiAPIKey else { return OfflineAssistant() }
        return GeminiAssistant(
            client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: key, logger: logger)
    }

    /// The assistant that the settings ask for, outside of a server.
    package static func withAssistant(
        _ basics: BasicSettings, logger: Logger, _ body: (any Answering) async -> Void
    ) async throws {
        let client = makeModelClient()
        await body(makeAssistant(basics, client: client, logger: logger))
        try await client.shutdown()
    }

    /// For Gemini. It follows no redirect, since the key would go with it. The caller shuts it down.
    static func makeModelClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Returns the names of the steps applied now.
    @discardableResult
    static func migrate(_ engine: any Engine, logger: Logger) async throws -> [String] {
        let applied = try await engine.migrate()
        for name in applied { logger.info("database migrated", metadata: ["migration": "\(name)"]) }
        return applied
    }

    static func sealer(_ key: Secret) throws -> TokenSealer {
        guard let sealer = TokenSealer(secretKey: key) else { throw StorageError.sealBroken }
        return sealer
    }
}

extension StoreRules {
    init(_ settings: Settings) {
        self.init()
        replyDelay = settings.replyDelay
        sendTimeout = settings.sendTimeout
        reconcileAfter = settings.reconcileAfter
        fallbackPhoneNumberID = settings.phoneNumberID
    }
}
