package import Conversations
package import Logging

/// For whom a transaction runs. SQLite ignores it; an engine with row-level security picks the role by it.
package enum Principal: Sendable, Hashable {
    case doctor(DoctorID)
    /// The inbox, the workers, sign-in and the operator's commands.
    case system
    /// Whoever the connection belongs to: only for what shapes or moves the whole database.
    case owner
}

/// The whole difference between the engines' SQL.
package struct Dialect: Sendable {
    package let isPostgreSQL: Bool
    /// Behind a SELECT: lock the row until the end of the transaction.
    package let rowLock: SQL
    /// Behind a SELECT of work to claim: lock, and pass over what somebody else has locked.
    package let skipLocked: SQL

    /// SQLite has one writer at a time, so a write transaction is the lock.
    static let sqlite = Dialect(isPostgreSQL: false, rowLock: "", skipLocked: "")
}

/// An open transaction. Synchronous on purpose: nothing can be awaited, so no network call happens inside.
package protocol Transaction {
    var dialect: Dialect { get }
    /// The time by which deadlines and leases are judged, the same for the whole transaction.
    var now: Timestamp { get }
    func rows(_ statement: SQL) throws -> [ResultRow]
    /// Returns how many rows were changed.
    @discardableResult func execute(_ statement: SQL) throws -> Int
    /// Like `execute`, where nobody needs to know how many rows were changed: the statement may travel with the next
    /// one, or with the end of the savepoint or transaction that it belongs to. What it throws may come only there.
    func post(_ statement: SQL) throws
    /// Runs `body`; when it throws, only what it did is undone.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
    /// Whether `error` concerns the transaction as a whole, so that it has to be repeated or given up: a deadlock, a
    /// broken connection. It must not be taken for a fault of the data.
    func isBroken(by error: any Error) -> Bool
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
    /// Whether several processes may serve this database at once.
    var isShared: Bool { get }
    /// Hears of what other nodes commit, and passes it on to `changes`, until the task is cancelled or told to shut
    /// down. Returns at once where one process serves the database.
    func follow(logger: Logger) async
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
    /// No connection to the database could be had in time. Nothing was done.
    case unavailable(String)
    /// The connection broke while the transaction was being committed: it may be there or not.
    case outcomeUnknown
    /// The server refused a statement. `message` is the server's, which may quote a value: it is not for logs.
    case refused(sqlState: String, message: String)

    package var description: String {
        switch self {
        case .noSuchColumn(let name): "the statement has no column \(name)"
        case .unreadable(let name): "the column \(name) has an unexpected value"
        case .databaseInUse(let path): "another shubhstra serve is using \(path)"
        case .cannotOpen(let reason): "the database cannot be opened: \(reason)"
        case .newerSchema(let name): "the database was made by a newer version (migration \(name) is not known here)"
        case .sealBroken: "a sealed value cannot be opened: SECRET_KEY is not the one it was sealed with"
        case .unavailable(let reason): "the database cannot be reached: \(reason)"
        case .outcomeUnknown: "the connection to the database broke before it confirmed"
        case .refused(let state, let message):
            // Classes whose messages name parts of the schema and never a value of a row.
            ["28", "3D", "42", "53", "P0"].contains(state.prefix(2))
                ? "the database refused: \(message) (\(state))" : "the database refused a statement (\(state))"
        }
    }
}

extension StorageError {
    /// What has nothing to do with the data: the same transaction may well succeed the next time.
    package var isPassing: Bool {
        switch self {
        case .unavailable, .outcomeUnknown: true
        case .refused(let state, _): ["40001", "40P01", "57014", "55P03"].contains(state)
        default: false
        }
    }
}
