package import Logging
import ServiceLifecycle
import Synchronization

/// The frame of every worker: rows say what there is to do, a signal says when to look, and a slow timer makes sure
/// that a lost signal costs a moment and never the work.
///
/// On graceful shutdown it stops looking and lets what is in flight finish.
package final class WorkLoop: Sendable {
    private static let slowTimer = Duration.seconds(1)

    private struct State {
        var busy = 0
        var isStopping = false
    }

    private let doorbell = Doorbell()
    private let state = Mutex(State())
    private let work: Work
    private let limit: Int
    private let logger: Logger

    /// `limit` is how many pieces of work may be in flight at once.
    package init(_ work: Work, limit: Int, logger: Logger) {
        self.work = work
        self.limit = limit
        self.logger = logger
    }

    /// How many more pieces may be begun now.
    package var free: Int { max(0, limit - state.withLock { $0.busy }) }

    /// Calls `round` at every wake-up. It begins what it finds through the `Beginner`, and returns in how long there
    /// is more to do, if it knows.
    package func run(
        on changes: ChangeSignal, _ round: (inout Beginner) async throws -> Duration?
    ) async {
        let listening = changes.listen { [doorbell, work] all in
            if all.contains(.work(work)) || all.contains(.missed) { doorbell.ring() }
        }
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while !state.withLock({ $0.isStopping }) && !Task.isCancelled {
                    var beginner = Beginner(loop: self, group: group)
                    let pause = await look(round, &beginner)
                    group = beginner.group
                    await doorbell.wait(atMost: pause)
                }
            }
        } onGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.doorbell.ring()
        }
        withExtendedLifetime(listening) {}
    }

    private func look(_ round: (inout Beginner) async throws -> Duration?, _ beginner: inout Beginner) async -> Duration
    {
        do {
            let next = try await round(&beginner) ?? Self.slowTimer
            return min(max(next, .milliseconds(5)), Self.slowTimer)
        } catch {
            logger.error("a worker could not look for work", metadata: ["error.type": "\(type(of: error))"])
            return Self.slowTimer
        }
    }

    fileprivate func begin() { state.withLock { $0.busy += 1 } }

    fileprivate func end() {
        state.withLock { $0.busy -= 1 }
        doorbell.ring()
    }

    /// Begins pieces of work that go on beside the loop.
    package struct Beginner {
        fileprivate let loop: WorkLoop
        fileprivate var group: DiscardingTaskGroup

        package mutating func begin(_ piece: @escaping @Sendable () async -> Void) {
            loop.begin()
            group.addTask { [loop] in
                await piece()
                loop.end()
            }
        }
    }
}
