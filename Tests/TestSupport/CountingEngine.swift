import Conversations
package import Logging
@testable package import Storage
import Synchronization

/// How many transactions there were.
package final class TransactionCounter: Sendable {
    private let value = Mutex(0)

    package init() {}

    package var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
}

/// Counts transactions.
package struct CountingEngine: Engine {
    let base: any Engine
    let counter: TransactionCounter

    package init(_ base: any Engine, _ counter: TransactionCounter) {
        self.base = base
        self.counter = counter
    }

    package var changes: ChangeSignal { base.changes }
    package var isShared: Bool { base.isShared }

    package func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        counter.add()
        return try await base.read(as: principal, body)
    }

    package func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        counter.add()
        return try await base.write(as: principal, body)
    }

    package func follow(logger: Logger) async { await base.follow(logger: logger) }
    package func close() async throws { try await base.close() }
}
