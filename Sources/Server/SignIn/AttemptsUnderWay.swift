import Synchronization

/// How many attempts to sign in are being checked right now, by subject. Together with the failures that are
/// counted, it keeps guesses made at the same time from slipping through.
final class AttemptsUnderWay: Sendable {
    private let counts = Mutex<[String: Int64]>([:])

    /// Runs `body` with the number of other attempts that have begun and not ended.
    func during<Value>(_ subject: String, _ body: (_ others: Int64) async throws -> Value) async throws -> Value {
        let others = counts.withLock { counts in
            let others = counts[subject, default: 0]
            counts[subject] = others + 1
            return others
        }
        defer {
            counts.withLock { counts in
                let left = counts[subject, default: 1] - 1
                counts[subject] = left == 0 ? nil : left
            }
        }
        return try await body(others)
    }
}
