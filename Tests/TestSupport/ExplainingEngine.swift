import Conversations
package import Logging
@testable package import Storage
import Synchronization

/// How PostgreSQL carried one statement out.
package struct QueryPlan: Sendable, CustomStringConvertible {
    package let description: String

    /// The tables that were read from beginning to end.
    package var sequentialScans: [String] {
        description.matches(of: #/Seq Scan on (\w+)/#).map { String($0.output.1) }
    }

    /// How many pages of 8 KiB were looked at, in memory or on disk. The first line about it is the whole statement's.
    package var pages: Int {
        guard let line = description.split(separator: "\n").first(where: { $0.contains("Buffers: shared") }) else {
            return 0
        }
        return line.matches(of: #/(?:hit|read)=(\d+)/#).reduce(0) { $0 + (Int($1.output.1) ?? 0) }
    }
}

/// Passes everything on to another engine and, when it is told to, asks PostgreSQL how it carries each statement out.
package final class ExplainingEngine: Engine {
    private let base: any Engine
    /// Nil while nobody asks.
    private let plans = Mutex<[QueryPlan]?>(nil)

    package init(_ base: any Engine) { self.base = base }

    package var changes: ChangeSignal { base.changes }
    package var isShared: Bool { base.isShared }

    /// The plans of all statements that `work` ran.
    package func plans(of work: () async throws -> Void) async throws -> [QueryPlan] {
        plans.withLock { $0 = [] }
        defer { plans.withLock { $0 = nil } }
        try await work()
        return plans.withLock { $0 ?? [] }
    }

    package func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await base.read(as: principal) { try body(self.explaining($0)) }
    }

    package func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await base.write(as: principal) { try body(self.explaining($0)) }
    }

    package func follow(logger: Logger) async { await base.follow(logger: logger) }
    package func close() async throws { try await base.close() }

    private func explaining(_ transaction: any Transaction) -> any Transaction {
        guard plans.withLock({ $0 != nil }) else { return transaction }
        return ExplainingTransaction(base: transaction) { plan in self.plans.withLock { $0?.append(plan) } }
    }
}

/// Runs every statement twice: once to be explained, which is undone, and once for real.
private struct ExplainingTransaction: Transaction {
    struct Undone: Error {}

    let base: any Transaction
    let note: (QueryPlan) -> Void

    var principal: Principal { base.principal }
    var dialect: Dialect { base.dialect }
    var now: Timestamp { base.now }

    func rows(_ statement: SQL) throws -> [ResultRow] {
        try explain(statement)
        return try base.rows(statement)
    }

    func execute(_ statement: SQL) throws -> Int {
        try explain(statement)
        return try base.execute(statement)
    }

    func post(_ statement: SQL) throws {
        try explain(statement)
        try base.post(statement)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result { try base.savepoint(body) }
    func isBroken(by error: any Error) -> Bool { base.isBroken(by: error) }
    func signal(_ change: Change) { base.signal(change) }

    private func explain(_ statement: SQL) throws {
        do {
            try base.savepoint {
                let lines = try base.rows(
                    "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) \(statement)"
                ).map { try $0["QUERY PLAN"] as String }
                note(QueryPlan(description: lines.joined(separator: "\n")))
                throw Undone()
            }
        } catch is Undone {}
    }
}
