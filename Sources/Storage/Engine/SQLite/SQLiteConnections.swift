import GRDB
import GRDBSQLite
import Synchronization

/// What is prepared on one of the pool's connections. Used only by the thread that holds the connection.
final class SQLiteConnection: @unchecked Sendable {
    /// Held, so that no other connection can come to be at its address.
    fileprivate let database: GRDB.Database
    private let handle: OpaquePointer
    private var statements = StatementCache<SQLiteStatement>()
    private var values = SQLiteValues()

    fileprivate init(_ database: GRDB.Database, _ handle: OpaquePointer) {
        self.database = database
        self.handle = handle
    }

    func rows(_ statement: SQL) throws -> [ResultRow] {
        let prepared = try prepare(statement)
        values.take(statement)
        return try prepared.rows(values)
    }

    /// Returns how many rows were changed.
    @discardableResult func execute(_ statement: SQL) throws -> Int {
        let prepared = try prepare(statement)
        values.take(statement)
        try prepared.execute(values)
        return Int(sqlite3_changes(handle))
    }

    private func prepare(_ statement: SQL) throws -> SQLiteStatement {
        // Some errors end the transaction. What came after them would be kept, whatever becomes of the rest.
        guard sqlite3_get_autocommit(handle) == 0 else {
            throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction was undone")
        }
        if let known = statements[statement] { return known }
        if statements.isFull { statements.removeAll() }
        let prepared = try SQLiteStatement(statement.rendered { _ in "?" }, on: handle)
        statements[statement] = prepared
        return prepared
    }

    var timesPlannedAgain: Int { statements.all.reduce(0) { $0 + $1.timesPlannedAgain } }

    fileprivate func finalizeAll() { statements.removeAll() }
}

/// The pool's connections that statements were prepared on.
final class SQLiteConnections: Sendable {
    private let known = Mutex<[SQLiteConnection]>([])

    /// To be called by the thread that holds the connection.
    func connection(of database: GRDB.Database) throws -> SQLiteConnection {
        try known.withLock { known in
            if let found = known.first(where: { $0.database === database }) { return found }
            guard let handle = database.sqliteConnection else {
                throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
            }
            let made = SQLiteConnection(database, handle)
            known.append(made)
            return made
        }
    }

    /// To be called while nobody uses any connection: SQLite closes none that has statements.
    func finalizeAll() {
        known.withLock { known in
            for connection in known { connection.finalizeAll() }
            known = []
        }
    }
}
