import Conversations
import Dispatch
import Foundation
import GRDB
package import Logging

/// SQLite through GRDB: one writer, many readers, write-ahead log.
///
/// GRDB is used as pool and driver only; the SQL is ours.
package final class SQLiteEngine: Engine {
    package let changes: ChangeSignal
    package let isShared = false
    private let pool: DatabasePool
    private let queue: SQLiteWriteQueue
    private let clock: WallClock

    /// Opens or creates the database file, readable by its owner alone.
    package init(path: String, clock: WallClock = .system, changes: ChangeSignal = ChangeSignal()) throws {
        do {
            try Self.prepareFile(path)
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool sets NORMAL on its writer when it turns the write-ahead log on, after any preparation of
            // the connection. With NORMAL a power cut loses what a webhook was answered 200 for.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch let error as DatabaseError {
            throw StorageError.cannotOpen(error.message ?? error.resultCode.description)
        }
        self.clock = clock
        self.changes = changes
        queue = SQLiteWriteQueue(pool: pool, clock: clock, changes: changes)
    }

    package func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { [clock] database in
                continuation.resume(
                    with: Swift.Result { try body(SQLiteTransaction(database: try database.get(), now: clock.now())) })
            }
        }
    }

    package func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { queue.add(SQLiteWriteJob(body: body, continuation: $0)) }
    }

    package func follow(logger: Logger) async {}

    package func close() async throws { try pool.close() }

    /// A setting of the connection that writes, as SQLite itself reports it.
    package func writerPragma(_ name: String) throws -> String {
        try pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") ?? "" }
    }

    private static func prepareFile(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.cannotOpen("\(folder.path) cannot be created")
        }
        if !FileManager.default.fileExists(atPath: path) {
            let made = FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            if !made { throw StorageError.cannotOpen("\(path) cannot be created") }
        }
    }
}

/// A transaction on one of the pool's connections.
struct SQLiteTransaction: Transaction {
    let database: Database
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
