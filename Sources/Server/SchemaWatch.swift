import ServiceLifecycle
import Storage

/// Stops this process once another one has brought the schema to where this program cannot work: it throws
/// `StorageError.newerSchema`, so that the whole group stops gracefully.
struct SchemaWatch: Service {
    let changes: ChangeSignal
    /// A migration of another node is heard of; this is for one that was not.
    var interval = Duration.seconds(60)
    /// Throws `StorageError.newerSchema` where the schema needs a newer program.
    let check: @Sendable () async throws -> Void

    func run() async throws {
        let doorbell = Doorbell()
        let listening = changes.listen { all in
            if all.contains(.schema) || all.contains(.missed) { doorbell.ring() }
        }
        defer { withExtendedLifetime(listening) {} }
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await look()
                await doorbell.wait(atMost: interval)
            }
        }
    }

    private func look() async throws {
        do {
            try await check()
        } catch let error as StorageError {
            if case .newerSchema = error { throw error }
        } catch {
            // The database is away. The next look may find it.
        }
    }
}
