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
                var removed: [FileName] = []
                for name in names where await isRemoved(name) { removed.append(name) }
                try await unwanted.forget(removed)
                // The others are tried again the next time.
                if removed.count < names.count { return try await unwanted.postpone(Set(names).subtracting(removed)) }
            }
        } catch {
            logger.warning("files not removed", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func isRemoved(_ name: FileName) async -> Bool {
        do {
            try await files.remove(name.uuid)
            return true
        } catch {
            logger.warning("a file was not removed", metadata: ["error.code": "\(ReasonCode.of(error))"])
            return false
        }
    }
}
