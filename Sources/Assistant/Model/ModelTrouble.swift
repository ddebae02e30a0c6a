import Conversations
import Logging
import NIOCore

/// Why a model gave no answer, as any client says it.
protocol ModelTrouble: CodedError, Sendable {
    static var timedOut: Self { get }
    static var cancelled: Self { get }

    var kind: ModelOutcome.Kind { get }
    /// What the operator has to fix is an error; what passes by itself is a warning.
    var level: Logger.Level { get }
    var logMessage: Logger.Message { get }
    var metadata: Logger.Metadata { get }
    /// How long to wait before the one retry; nil when it is not allowed or does not help.
    func wait(usually pause: Duration) -> Duration?
}

/// How long a model is waited for, and when it is asked once more.
struct Patience: Sendable {
    /// For everything, including the one retry and the wait before it.
    let timeout: Duration
    /// The longest wait, and twice the shortest, before a retry for which the server names no time.
    let pause: Duration
    let logger: Logger

    /// The HTTP deadline ends with the response head; this one holds for the body and the wait before a retry too.
    func run<Value: Sendable, Trouble: ModelTrouble>(
        _ call: @escaping @Sendable (NIODeadline) async throws(Trouble) -> Value
    ) async throws(Trouble) -> Value {
        let deadline = ContinuousClock.now + timeout
        let result = await withTaskGroup(of: Result<Value, Trouble>?.self) { group in
            group.addTask { await outcome(deadline, call) }
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

    private func outcome<Value: Sendable, Trouble: ModelTrouble>(
        _ deadline: ContinuousClock.Instant, _ call: @Sendable (NIODeadline) async throws(Trouble) -> Value
    ) async -> Result<Value, Trouble> {
        do throws(Trouble) {
            return .success(try await twice(deadline, call))
        } catch {
            return .failure(error)
        }
    }

    private func twice<Value: Sendable, Trouble: ModelTrouble>(
        _ deadline: ContinuousClock.Instant, _ call: @Sendable (NIODeadline) async throws(Trouble) -> Value
    ) async throws(Trouble) -> Value {
        let httpDeadline = NIODeadline.now() + .nanoseconds((deadline - .now).nanoseconds)
        do throws(Trouble) {
            return try await call(httpDeadline)
        } catch {
            guard let wait = error.wait(usually: pause * Double.random(in: 0.5...1)), .now + wait < deadline else {
                throw error
            }
            logger.info("asking the model once more", metadata: error.metadata)
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
