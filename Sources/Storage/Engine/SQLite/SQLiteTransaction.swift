import Conversations
import FoundationEssentials
package import GRDB

/// A transaction on one of the pool's connections.
struct SQLiteTransaction: Transaction {
    let database: GRDB.Database
    let principal: Principal
    let now: Timestamp
    var pending: PendingChanges?

    var dialect: Dialect { .sqlite }

    func rows(_ statement: SQL) throws -> [ResultRow] {
        let prepared = try prepare(statement)
        let names = prepared.columnNames
        let columns = Dictionary(zip(names, names.indices)) { first, _ in first }
        let cursor = try GRDB.Row.fetchCursor(prepared)
        var found: [ResultRow] = []
        while let row = try cursor.next() {
            found.append(ResultRow(columns: columns, values: row.databaseValues.map(ResultRow.Value.init)))
        }
        return found
    }

    @discardableResult func execute(_ statement: SQL) throws -> Int {
        try prepare(statement).execute()
        return database.changesCount
    }

    func post(_ statement: SQL) throws { try execute(statement) }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let mark = pending?.count ?? 0
        try database.execute(sql: "SAVEPOINT part")
        do {
            let result = try body()
            try database.execute(sql: "RELEASE part")
            return result
        } catch {
            try database.execute(sql: "ROLLBACK TO part")
            try database.execute(sql: "RELEASE part")
            pending?.cut(to: mark)
            throw error
        }
    }

    func isBroken(by error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_CORRUPT].contains(code)
    }

    func signal(_ change: Change) { pending?.append(change) }

    private func prepare(_ statement: SQL) throws -> Statement {
        let (text, bindings) = statement.rendered { _ in "?" }
        let prepared = try database.cachedStatement(sql: text)
        try prepared.setArguments(StatementArguments(bindings.map(\.databaseValue)))
        return prepared
    }
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

extension Binding {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .text(let value): value.databaseValue
        case .uuid(let value): value?.uuidString.lowercased().databaseValue ?? .null
        case .timestamp(let value): value?.description.databaseValue ?? .null
        case .bigint(let value): value.databaseValue
        case .boolean(let value): value.databaseValue
        }
    }
}

extension ResultRow.Value {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let number): self = .text(String(number))
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
        }
    }
}
