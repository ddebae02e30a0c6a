import Synchronization

/// Wakes one waiting worker. A ring while nobody waits is remembered, and several rings are one.
package final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func ring() {
        let waiter = state.withLock { state in
            state.isRung = state.waiter == nil
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Returns at the next ring, or after `limit`, or when the task is cancelled. One waiter at a time.
    package func wait(atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await Task.sleep(for: limit)
                if !Task.isCancelled { self.ring() }
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isRung = state.withLock { state in
                        if state.isRung || Task.isCancelled {
                            state.isRung = false
                            return true
                        }
                        state.waiter = continuation
                        return false
                    }
                    if isRung { continuation.resume() }
                }
            } onCancel: {
                ring()
            }
            group.cancelAll()
        }
    }
}
