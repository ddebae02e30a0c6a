import Conversations
import Logging
import Server
import Storage

/// What the short commands share: settings, a log of warnings, and a database that is closed in the end.
struct CommandContext {
    let basics: BasicSettings
    let store: Store
    let logger: Logger

    static func with<Result>(
        needsSecretKey: Bool = false, _ body: (CommandContext) async throws -> Result
    ) async throws -> Result {
        let basics = try BasicSettings(.process(), needsSecretKey: needsSecretKey)
        basics.logFormat.bootstrap(level: max(basics.logLevel, .warning))
        let logger = Logger(label: "shubhstra")
        let store = try await Composition.openStore(basics, logger: logger)
        do {
            let result = try await body(CommandContext(basics: basics, store: store, logger: logger))
            try await store.engine.close()
            return result
        } catch {
            try? await store.engine.close()
            throw error
        }
    }

    func doctor(email: String) async throws -> Doctor {
        guard let doctor = try await store.doctor(email: email) else { throw CommandFailure.noDoctor(email) }
        return doctor
    }
}
