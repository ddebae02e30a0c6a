package import Logging
import ServiceLifecycle
package import Storage

/// Deletes what has served its purpose, so that no table grows with history.
package struct Maintenance: Service {
    private let store: Store
    private let logger: Logger
    private let interval: Duration

    package init(store: Store, logger: Logger, interval: Duration = .seconds(600)) {
        self.store = store
        self.logger = logger
        self.interval = interval
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sweep()
                try await Task.sleep(for: interval)
            }
        }
    }

    private func sweep() async {
        do {
            while try await store.sweep() {}
        } catch {
            logger.warning("sweep failed", metadata: ["error.type": "\(type(of: error))"])
        }
    }
}
