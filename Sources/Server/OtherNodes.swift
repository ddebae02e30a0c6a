import Logging
import ServiceLifecycle
import Storage

/// Hears of what other nodes change, for as long as the server runs.
struct OtherNodes: Service {
    let database: Database
    let logger: Logger

    func run() async throws {
        await database.follow(logger: logger)
        // Where nobody else serves the database there is nothing to hear, and a service must not end by itself.
        try? await gracefulShutdown()
    }
}
