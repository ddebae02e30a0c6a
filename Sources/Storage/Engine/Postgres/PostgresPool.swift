#if PostgreSQL
    import Dispatch
    import Foundation
    import Synchronization

    /// A fixed number of threads with a connection each, and one queue in front of them.
    ///
    /// libpq blocks, so it must not run on the threads of Swift's concurrency. A connection is made, used and closed by
    /// its own thread; only work goes from one thread to another.
    final class PostgresPool: Sendable {
        /// How many jobs may wait; more are refused, since they would wait longer than their callers do.
        private static let queueLimit = 4096

        typealias Job = @Sendable (PostgresSession) -> Void

        private struct State {
            var jobs: [Job] = []
            var first = 0
            var isStopped = false
        }

        private let state = Mutex(State())
        private let arrivals = DispatchSemaphore(value: 0)
        private let threads = DispatchGroup()
        private let size: Int

        init(_ settings: PostgresSettings) {
            size = settings.connections
            for number in 1...size {
                threads.enter()
                let thread = Thread { [self] in
                    let session = PostgresSession(settings)
                    while let job = next() { job(session) }
                    threads.leave()
                }
                thread.name = "shubhstra.postgres.\(number)"
                thread.start()
            }
        }

        /// False when too many wait, or the pool is closed.
        func add(_ job: @escaping Job) -> Bool {
            let isTaken = state.withLock { state in
                guard !state.isStopped, state.jobs.count - state.first < Self.queueLimit else { return false }
                state.jobs.append(job)
                return true
            }
            if isTaken { arrivals.signal() }
            return isTaken
        }

        /// Finishes what waits, then closes the connections.
        func close() async {
            let wasOpen = state.withLock { state in
                defer { state.isStopped = true }
                return !state.isStopped
            }
            if wasOpen { for _ in 1...size { arrivals.signal() } }
            await withCheckedContinuation { continuation in
                threads.notify(queue: .global()) { continuation.resume() }
            }
        }

        private func next() -> Job? {
            arrivals.wait()
            return state.withLock { state in
                guard state.first < state.jobs.count else { return nil }
                defer {
                    state.first += 1
                    if state.first == state.jobs.count || state.first > 1024 {
                        state.jobs.removeFirst(state.first)
                        state.first = 0
                    }
                }
                return state.jobs[state.first]
            }
        }
    }
#endif
