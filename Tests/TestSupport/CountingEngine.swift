import Conversations
package import Logging
@testable package import Storage
import Synchronization

/// How many transactions and statements there were.
package final class TransactionCounter: Sendable {
    /// BEGIN and COMMIT are statements too.
    package struct Counts: Sendable, Hashable {
        package var transactions = 0
        package var statements = 0
        /// How often a transaction of PostgreSQL waits for the server.
        package var journeys = 0

        package init(transactions: Int = 0, statements: Int = 0, journeys: Int = 0) {
            self.transactions = transactions
            self.statements = statements
            self.journeys = journeys
        }
    }

    private let value = Mutex(Counts())

    package init() {}

    package var count: Int { counts.transactions }
    package var counts: Counts { value.withLock { $0 } }

    /// What `work` adds.
    package func counts(of work: () async throws -> Void) async rethrows -> Counts {
        let before = counts
        try await work()
        let after = counts
        return Counts(
            transactions: after.transactions - before.transactions, statements: after.statements - before.statements,
            journeys: after.journeys - before.journeys)
    }

    func addTransaction() {
        value.withLock {
            $0.transactions += 1
            // BEGIN with who asks, which travel with the first statement, and COMMIT.
            $0.statements += 3
            $0.journeys += 1
        }
    }

    func addStatements(_ count: Int = 1, journeys: Int) {
        value.withLock {
            $0.statements += count
            $0.journeys += journeys
        }
    }
}

/// Counts transactions and statements.
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
        counter.addTransaction()
        return try await base.read(as: principal) { try body(CountingTransaction(base: $0, counter: counter)) }
    }

    package func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        counter.addTransaction()
        return try await base.write(as: principal) { try body(CountingTransaction(base: $0, counter: counter)) }
    }

    package func follow(logger: Logger) async { await base.follow(logger: logger) }
    package func close() async throws { try await base.close() }
}

/// Counts by the rules of `PostgresTransaction`, on either engine: what is posted travels with what comes next.
private final class CountingTransaction: Transaction {
    private let base: any Transaction
    private let counter: TransactionCounter
    private var hasPosted = false
    private var isOpen = false

    init(base: any Transaction, counter: TransactionCounter) {
        self.base = base
        self.counter = counter
    }

    var principal: Principal { base.principal }
    var dialect: Dialect { base.dialect }

    var now: Timestamp {
        if !isOpen { counter.addStatements(0, journeys: 1) }
        isOpen = true
        return base.now
    }

    func rows(ofEach statements: [SQL]) throws -> [[ResultRow]] {
        travel()
        counter.addStatements(statements.count - 1, journeys: 0)
        return try base.rows(ofEach: statements)
    }

    func rows(_ statement: SQL) throws -> [ResultRow] {
        travel()
        return try base.rows(statement)
    }

    func execute(_ statement: SQL) throws -> Int {
        travel()
        return try base.execute(statement)
    }

    func post(_ statement: SQL) throws {
        hasPosted = true
        counter.addStatements(journeys: 0)
        try base.post(statement)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        counter.addStatements(2, journeys: 0)
        let result = try base.savepoint(body)
        // What was posted inside has to fail inside.
        if hasPosted { counter.addStatements(0, journeys: 1) }
        hasPosted = false
        return result
    }

    func isBroken(by error: any Error) -> Bool { base.isBroken(by: error) }
    func signal(_ change: Change) { base.signal(change) }

    private func travel() {
        hasPosted = false
        isOpen = true
        counter.addStatements(journeys: 1)
    }
}
