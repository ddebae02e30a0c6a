import Synchronization

/// Lets a bounded number of callers of each subject in at once, and turns the others away.
final class Crowd: Sendable {
    struct Full: Error {}

    private let limit: Int
    private let counts = Mutex<[String: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// Nil is nobody who could be counted. Throws `Full`, and what `body` throws.
    func inside<Value>(_ subject: String?, _ body: () async throws -> Value) async throws -> Value {
        guard let subject else { return try await body() }
        try counts.withLock { counts in
            guard counts[subject, default: 0] < limit else { throw Full() }
            counts[subject, default: 0] += 1
        }
        defer {
            counts.withLock { counts in
                let left = counts[subject, default: 1] - 1
                counts[subject] = left == 0 ? nil : left
            }
        }
        return try await body()
    }
}
