import Conversations
import Logging

/// Who acts in a transaction. An engine with row-level security picks the role by it, and what is recorded as done by a
/// person takes the person from it.
enum Principal: Sendable, Hashable {
    /// A person of a clinic, who reaches this clinic's rows and no others.
    case person(AccountID, of: ClinicID)
    /// The inbox, the workers, sign-in and the operator's commands.
    case system
    /// The role that the connection logged in as: only for what changes the schema or copies the whole database.
    case owner

    var account: AccountID? { if case .person(let account, _) = self { account } else { nil } }
}

/// The whole difference between the engines' SQL.
struct Dialect: Sendable {
    let isPostgreSQL: Bool
    /// Appended to a SELECT: lock the row until the end of the transaction.
    let rowLock: SQL
    /// The same for the row of a clinic: others may go on referring to it.
    let clinicLock: SQL
    /// Appended to a SELECT of work to claim: lock, and skip what somebody else has locked.
    let skipLocked: SQL

    /// SQLite has one writer at a time, so a write transaction is the lock.
    static let sqlite = Dialect(isPostgreSQL: false, rowLock: "", clinicLock: "", skipLocked: "")
}

/// An open transaction. Synchronous on purpose: nothing can be awaited, so no network call happens inside.
protocol Transaction {
    var principal: Principal { get }
    var dialect: Dialect { get }
    /// The time by which deadlines and leases are judged, the same for the whole transaction.
    var now: Timestamp { get }
    func rows(_ statement: SQL) throws -> [ResultRow]
    /// The rows of each of several statements of which none needs another's answer. They are carried out in order.
    func rows(ofEach statements: [SQL]) throws -> [[ResultRow]]
    /// Returns how many rows were changed.
    @discardableResult func execute(_ statement: SQL) throws -> Int
    /// Like `execute`, where nobody needs to know how many rows were changed: the statement may travel with the next
    /// one, or with the end of the savepoint or transaction that it belongs to. Its error may surface only there.
    func post(_ statement: SQL) throws
    /// Runs `body`; when it throws, only what it did is undone.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
    /// Whether `error` concerns the transaction as a whole, so that it has to be repeated or given up: a deadlock, a
    /// broken connection. It must not be taken for a fault in the data.
    func isBroken(by error: any Error) -> Bool
    /// Passed to every listener once the transaction is committed.
    func signal(_ change: Change)
}

extension Transaction {
    func row(_ statement: SQL) throws -> ResultRow? { try rows(statement).first }

    func rows(ofEach statements: [SQL]) throws -> [[ResultRow]] { try statements.map(rows) }

    /// The number in the one row of an answer, under the name `n`.
    func count(_ statement: SQL) throws -> Int64 { try row(statement)?["n"] ?? 0 }
}

extension Engine {
    @discardableResult
    func reshape<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await write(as: .owner, body)
    }
}

/// A database. Both methods are shielded from task cancellation: an outcome must be recorded even when the
/// request that caused it is gone.
protocol Engine: Sendable {
    func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    @discardableResult
    func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Changes the shape of tables, as the owner. On SQLite foreign keys are followed only at the end, so that a table can
    /// be made anew; a transaction that breaks one is refused.
    @discardableResult
    func reshape<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    var changes: ChangeSignal { get }
    /// Whether several processes may serve this database at once.
    var isShared: Bool { get }
    /// Follows what other nodes commit, and passes it on to `changes`, until the task is cancelled or told to shut
    /// down. Returns at once where only one process serves the database.
    func follow(logger: Logger) async
    func close() async throws
}
