import Conversations
package import GRDB

/// A transaction on one of the pool's connections.
final class SQLiteTransaction: Transaction {
    private let connection: SQLiteConnection
    let principal: Principal
    let now: Timestamp
    private let pending: PendingChanges?

    init(on connection: SQLiteConnection, as principal: Principal, now: Timestamp, pending: PendingChanges? = nil) {
        self.connection = connection
        self.principal = principal
        self.now = now
        self.pending = pending
    }

    var dialect: Dialect { .sqlite }

    func rows(_ statement: SQL) throws -> [ResultRow] { try connection.rows(statement) }

    @discardableResult func execute(_ statement: SQL) throws -> Int { try connection.execute(statement) }

    func post(_ statement: SQL) throws { try connection.execute(statement) }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let mark = pending?.count ?? 0
        try connection.execute("SAVEPOINT part")
        do {
            let result = try body()
            try connection.execute("RELEASE part")
            return result
        } catch {
            try connection.execute("ROLLBACK TO part")
            try connection.execute("RELEASE part")
            pending?.cut(to: mark)
            throw error
        }
    }

    func isBroken(by error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_CORRUPT].contains(code)
    }

    func signal(_ change: Change) { pending?.append(change) }
}

/// The changes of a transaction that is not committed yet. Used by the one thread that holds the connection.
final class PendingChanges {
    private(set) var all: [Change] = []
    var count: Int { all.count }
    func append(_ change: Change) { all.append(change) }
    func cut(to count: Int) { all.removeLast(all.count - count) }
}

extension DatabaseError: CodedError {
    /// SQLite's own error number, such as 13 for a full disk.
    package var reasonCode: String { "database_sqlite_\(extendedResultCode.rawValue)" }
}
