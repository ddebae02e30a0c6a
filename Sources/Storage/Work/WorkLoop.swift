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
                    let items = await claim()
                    for item in items ?? [] {
                        group.addTask {
                            await work(item)
                            self.end(item)
                        }
                    }
                    await doorbell.wait(atMost: items == nil ? slowTimer : await pause())
                }
            }
        } onGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.doorbell.ring()
        }
        withExtendedLifetime(listening) {}
    }

    /// What to work on now. Nil when that could not be found out.
    private func claim() async -> [Waiting.Item]? {
        do {
            let busy = state.withLock { $0.busy }
            let free = limit - busy.count
            // With no place left, the next look comes when something ends.
            guard free > 0 else { return [] }
            let items = try await queue.claim(limit: min(free, mostAtOnce), besides: busy)
            return state.withLock { state in items.filter { state.busy.insert($0).inserted } }
        } catch {
            report(error)
            return nil
        }
    }

    /// How long to wait before the next look. Asked only once what was claimed has begun.
    private func pause() async -> Duration {
        let busy = state.withLock { $0.busy }
        guard busy.count < limit else { return slowTimer }
        do {
            return min(max(try await queue.nextDue(besides: busy) ?? slowTimer, .milliseconds(5)), slowTimer)
        } catch {
            report(error)
            return slowTimer
        }
    }

    private func report(_ error: any Error) {
        logger.error("a worker could not look for work", metadata: ["error.code": "\(ReasonCode.of(error))"])
    }

    private func end(_ item: Waiting.Item) {
        state.withLock { _ = $0.busy.remove(item) }
        doorbell.ring()
    }
}

/// What one look takes at most: taking is a transaction, and others write meanwhile.
private let mostAtOnce = 64

/// However few signals come, a worker looks this often.
private let slowTimer = Duration.seconds(1)
