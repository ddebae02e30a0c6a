import Conversations
import Files
import Logging
import ServiceLifecycle
import Storage

/// Deletes what has served its purpose, so that no table grows with history.
struct Maintenance: Service {
    let `operator`: Operator
    let unwanted: UnwantedFiles
    let files: any FileStore
    let logger: Logger
    var interval = Duration.seconds(600)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sweep()
                await removeFiles()
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

    /// First the file, then the note of it: where this is stopped in between, it is removed once more.
    private func removeFiles() async {
        do {
            while case let names = try await unwanted.due(), !names.isEmpty {
                for name in names { try await files.remove(name.uuid) }
                try await unwanted.forget(names)
            }
        } catch {
            logger.warning("files not removed", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }
}
