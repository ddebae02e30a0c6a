import Synchronization

/// Lets one caller of each subject in at a time. The others wait in order.
final class Lines: Sendable {
    /// As many are waiting as may.
    struct Full: Error {}

    private let limit: Int
    /// Who waits behind the one that is in.
    private let lines = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// - Parameter limit: how many of one subject may wait.
    init(limit: Int) { self.limit = limit }

    /// Throws `Full`, and what `body` throws.
    func inTurn<Value>(_ subject: String, _ body: () async throws -> Value) async throws -> Value {
        try await enter(subject)
        defer { leave(subject) }
        return try await body()
    }

    private func enter(_ subject: String) async throws {
        let hasRoom = lines.withLock { lines in lines[subject].map { $0.count < limit } ?? true }
        guard hasRoom else { throw Full() }
        await withCheckedContinuation { continuation in
            let isIn = lines.withLock { lines in
                if lines[subject]?.append(continuation) != nil { return false }
                lines[subject] = []
                return true
            }
            if isIn { continuation.resume() }
        }
    }

    private func leave(_ subject: String) {
        let next = lines.withLock { lines -> CheckedContinuation<Void, Never>? in
            guard lines[subject]?.isEmpty == false else {
                lines[subject] = nil
                return nil
            }
            return lines[subject]?.removeFirst()
        }
        next?.resume()
    }
}
