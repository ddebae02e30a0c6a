import Logging
import NIOCore

/// How long a model is waited for, and when it is asked once more.
struct Patience: Sendable {
    /// For everything, including the one retry and the wait before it.
    let timeout: Duration
    /// The longest wait, and twice the shortest, before a retry for which the server names no time.
    let pause: Duration

    /// The HTTP deadline ends with the response head; this one holds for the body and the wait before a retry too.
    /// - Parameter willRetry: told of the first failure where the call is made once more.
    func run<Value: Sendable>(
        willRetry: @escaping @Sendable (ModelError) -> Void,
        _ call: @escaping @Sendable (NIODeadline) async throws(ModelError) -> Value
    ) async throws(ModelError) -> Value {
        let deadline = ContinuousClock.now + timeout
        let result = await withTaskGroup(of: Result<Value, ModelError>?.self) { group in
            group.addTask { await outcome(deadline, willRetry, call) }
            group.addTask {
                try? await Task.sleep(until: deadline, clock: .continuous)
                return Task.isCancelled ? nil : .failure(.timedOut)
            }
            defer { group.cancelAll() }
            for await first in group { if let first { return first } }
            return .failure(.cancelled)
        }
        return try result.get()
    }

    private func outcome<Value: Sendable>(
        _ deadline: ContinuousClock.Instant, _ willRetry: @Sendable (ModelError) -> Void,
        _ call: @Sendable (NIODeadline) async throws(ModelError) -> Value
    ) async -> Result<Value, ModelError> {
        do throws(ModelError) {
            return .success(try await twice(deadline, willRetry, call))
        } catch {
            return .failure(error)
        }
    }

    private func twice<Value: Sendable>(
        _ deadline: ContinuousClock.Instant, _ willRetry: @Sendable (ModelError) -> Void,
        _ call: @Sendable (NIODeadline) async throws(ModelError) -> Value
    ) async throws(ModelError) -> Value {
        let httpDeadline = NIODeadline.now() + .nanoseconds((deadline - .now).nanoseconds)
        do throws(ModelError) {
            return try await call(httpDeadline)
        } catch {
            guard let wait = error.wait(usually: pause * Double.random(in: 0.5...1)), .now + wait < deadline else {
                throw error
            }
            willRetry(error)
            do { try await Task.sleep(for: wait) } catch { throw .cancelled }
            return try await call(httpDeadline)
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
