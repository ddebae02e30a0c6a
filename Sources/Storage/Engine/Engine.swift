package import Conversations

/// For whom a transaction runs. SQLite ignores it; an engine with row-level security picks the role by it.
package enum Principal: Sendable, Hashable {
    case doctor(DoctorID)
    /// The inbox, the workers, sign-in and the operator's commands.
    case system
}

/// The whole difference between the engines' SQL.
package struct Dialect: Sendable {
    /// Behind a SELECT: lock the row until the end of the transaction.
    package let rowLock: SQL
    /// Behind a SELECT of work to claim: lock, and pass over what somebody else has locked.
    package let skipLocked: SQL

    /// SQLite has one writer at a time, so a write transaction is the lock.
    static let sqlite = Dialect(rowLock: "", skipLocked: "")
}

/// An open transaction. Synchronous on purpose: nothing can be awaited, so no network call happens inside.
package protocol Transaction {
    var dialect: Dialect { get }
    /// The time by which deadlines and leases are judged, the same for the whole transaction.
    var now: Timestamp { get }
    func rows(_ statement: SQL) throws -> [ResultRow]
    /// Returns how many rows were changed.
    @discardableResult func execute(_ statement: SQL) throws -> Int
    /// Runs `body`; when it throws, only what it did is undone.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
    /// Told to everybody who listens once the transaction is committed.
    func signal(_ change: Change)
}

extension Transaction {
    func row(_ statement: SQL) throws -> ResultRow? { try rows(statement).first }
}

/// A database. Both methods are shielded from task cancellation: an outcome must be recorded even when the
/// request that caused it is gone.
package protocol Engine: Sendable {
    func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    @discardableResult
    func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    var changes: ChangeSignal { get }
    func close() async throws
}

/// What goes wrong in storage, apart from the engine's own errors.
package enum StorageError: Error, Hashable, CustomStringConvertible {
    case noSuchColumn(String)
    case unreadable(String)
    case databaseInUse(String)
    case cannotOpen(String)
    case newerSchema(String)
    case sealBroken

    package var description: String {
        switch self {
        case .noSuchColumn(let name): "the statement has no column \(name)"
        case .unreadable(let name): "the column \(name) has an unexpected value"
        case .databaseInUse(let path): "another shubhstra serve is using \(path)"
        case .cannotOpen(let reason): "the database cannot be opened: \(reason)"
        case .newerSchema(let name): "the database was made by a newer version (migration \(name) is not known here)"
        case .sealBroken: "a sealed value cannot be opened: SECRET_KEY is not the one it was sealed with"
        }
    }
}
