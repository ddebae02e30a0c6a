import Conversations
import Logging
import ServiceLifecycle
import Storage

/// Deletes what has served its purpose, so that no table grows with history.
struct Maintenance: Service {
    let `operator`: Operator
    let logger: Logger
    var interval = Duration.seconds(600)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sweep()
                try await Task.sleep(for: interval)
            }
        }
    }

    private func sweep() async {
        do {
            while try await `operator`.sweep() {}
        } catch {
            logger.warning("sweep failed", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }
}
