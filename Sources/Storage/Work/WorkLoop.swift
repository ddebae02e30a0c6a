import Conversations
package import Logging
import ServiceLifecycle
import Synchronization

/// Runs a queue: rows say what there is to do, a signal says when to look, and a slow timer makes sure that a lost
/// signal costs a moment and never the work.
///
/// On graceful shutdown it stops looking and lets what is in flight finish.
package final class WorkLoop<Waiting: Queue>: Sendable {
    private struct State {
        var busy: Set<Waiting.Item> = []
        var isStopping = false
    }

    private let queue: Waiting
    private let doorbell = Doorbell()
    private let state = Mutex(State())
    private let limit: Int
    private let logger: Logger

    /// `limit` is how many items are worked on at once.
    package init(_ queue: Waiting, limit: Int, logger: Logger) {
        self.queue = queue
        self.limit = limit
        self.logger = logger
    }

    /// Works until the task is cancelled or told to shut down. Each item has a task of its own.
    package func run(on changes: ChangeSignal, _ work: @escaping @Sendable (Waiting.Item) async -> Void) async {
        let listening = changes.listen { [doorbell, kind = queue.work] all in
            if all.contains(.work(kind)) || all.contains(.missed) { doorbell.ring() }
        }
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while !state.withLock({ $0.isStopping }) && !Task.isCancelled {
                    let (items, pause) = await look()
                    for item in items {
                        group.addTask {
                            await work(item)
                            self.end(item)
                        }
                    }
                    await doorbell.wait(atMost: pause)
                }
            }
        } onGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.doorbell.ring()
        }
        withExtendedLifetime(listening) {}
    }

    /// What to work on now, and how long to wait before the next look.
    private func look() async -> ([Waiting.Item], Duration) {
        do {
            let busy = state.withLock { $0.busy }
            let free = limit - busy.count
            // With no place free, the next look comes when something ends.
            guard free > 0 else { return ([], SlowTimer.interval) }
            let items = try await queue.claim(limit: free, besides: busy)
            let begun = state.withLock { state in items.filter { state.busy.insert($0).inserted } }
            let next = try await queue.nextDue() ?? SlowTimer.interval
            return (begun, min(max(next, .milliseconds(5)), SlowTimer.interval))
        } catch {
            logger.error("a worker could not look for work", metadata: ["error.code": "\(ReasonCode.of(error))"])
            return ([], SlowTimer.interval)
        }
    }

    private func end(_ item: Waiting.Item) {
        state.withLock { _ = $0.busy.remove(item) }
        doorbell.ring()
    }
}

private enum SlowTimer {
    static let interval = Duration.seconds(1)
}
