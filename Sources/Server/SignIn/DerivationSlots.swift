import Dispatch
import Synchronization

/// Lets two long computations run at a time, off the threads that serve requests. Others wait in order.
final class DerivationSlots: Sendable {
    private struct State {
        var free = 2
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let waitingLimit: Int
    private let queue = DispatchQueue(label: "shubhstra.passwords", attributes: .concurrent)

    init(waitingLimit: Int) { self.waitingLimit = waitingLimit }

    /// Throws `PasswordHasher.Busy` when as many as the limit are waiting already.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func enter() async throws {
        let mayEnter = state.withLock { state in
            guard state.free == 0 else { return true }
            return state.waiting.count < waitingLimit
        }
        guard mayEnter else { throw PasswordHasher.Busy() }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
