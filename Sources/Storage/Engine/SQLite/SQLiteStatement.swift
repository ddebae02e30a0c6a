import GRDB
import GRDBSQLite

/// A prepared statement, run through SQLite's own interface: GRDB would box every value of every row.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private var columns = ColumnNames(count: 0) { _ in nil }

    /// Throws `DatabaseError`.
    init(_ text: String, on connection: OpaquePointer) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK else { throw DatabaseError(code, on: connection) }
        guard let prepared else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "there is no statement") }
        handle = prepared
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    /// How often SQLite has planned it anew: after a change of the schema, and for each value that it plans by.
    var timesPlannedAgain: Int { Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)) }

    func rows(_ values: SQLiteValues) throws -> [ResultRow] {
        try run(values) {
            guard try step() else { return [] }
            var answer = ResultRows.Builder(currentColumns())
            repeat { read(into: &answer) } while try step()
            return answer.rows()
        }
    }

    func execute(_ values: SQLiteValues) throws {
        try run(values) { while try step() {} }
    }

    /// Whatever happens, the statement is reset and holds no value afterwards.
    private func run<Result>(_ values: SQLiteValues, _ body: () throws -> Result) throws -> Result {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        return try values.withBytes { bytes in
            let code = values.bind(bytes, to: handle)
            guard code == SQLITE_OK else { throw DatabaseError(code, on: connection) }
            return try body()
        }
    }

    /// True when there is a row.
    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(code, on: connection)
        }
    }

    /// SQLite prepares a statement again by itself when the schema has changed.
    private func currentColumns() -> ColumnNames {
        let count = Int(sqlite3_column_count(handle))
        if columns.count != count { columns = ColumnNames(count: count) { sqlite3_column_name(handle, Int32($0)) } }
        return columns
    }

    private func read(into answer: inout ResultRows.Builder) {
        for column in 0..<sqlite3_column_count(handle) {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_NULL: answer.append(.null)
            case SQLITE_INTEGER: answer.append(.integer(sqlite3_column_int64(handle, column)))
            default:
                let start = sqlite3_column_text(handle, column)
                let count = Int(sqlite3_column_bytes(handle, column))
                answer.append(text: UnsafeRawBufferPointer(start: start, count: count))
            }
        }
    }
}

extension DatabaseError {
    /// What the connection says about its last error.
    fileprivate init(_ code: Int32, on connection: OpaquePointer) {
        self.init(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
    }
}
