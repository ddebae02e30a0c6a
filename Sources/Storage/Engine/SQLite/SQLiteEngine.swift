import Conversations
import Dispatch
import Foundation
import GRDB
import Logging

/// SQLite through GRDB: one writer, many readers, write-ahead log.
///
/// GRDB is used as pool and driver only; the SQL is ours.
final class SQLiteEngine: Engine {
    let changes: ChangeSignal
    let isShared = false
    private let pool: DatabasePool
    private let connections = SQLiteConnections()
    private let queue: SQLiteWriteQueue
    private let clock: WallClock

    /// Opens the database file, or creates it where it may (`creates`), readable by its owner alone. Throws
    /// `StorageError.cannotOpen` or `.noDatabase`.
    init(
        path: String, creates: Bool = true, clock: WallClock = .system, changes: ChangeSignal = ChangeSignal()
    ) throws {
        do {
            try Self.prepareFile(path, creates: creates)
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool sets NORMAL on its writer when it turns the write-ahead log on, after any preparation of
            // the connection. With NORMAL a power cut can lose a webhook that was already answered 200.
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
                // In KiB. A batch of messages changes more pages than the 2 MiB that SQLite keeps by itself; what does not fit
                // is written early, read again and written once more.
                try $0.execute(sql: "PRAGMA cache_size = -32768")
                // In pages of 4 KiB. The same ones are written again and again: the later, the fewer times.
                try $0.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            }
        } catch let error as DatabaseError {
            throw StorageError.cannotOpen(
                "\(error.message ?? "SQLite refuses") (SQLite \(error.extendedResultCode.rawValue))")
        }
        self.clock = clock
        self.changes = changes
        queue = SQLiteWriteQueue(pool: pool, connections: connections, clock: clock, changes: changes)
    }

    func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { [clock, connections] database in
                continuation.resume(
                    with: Swift.Result {
                        let connection = try connections.connection(of: database.get())
                        return try body(SQLiteTransaction(on: connection, as: principal, now: clock.now()))
                    })
            }
        }
    }

    func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let job = SQLiteWriteJob(principal: principal, body: body, continuation: continuation)
            queue.add(job)
        }
    }

    func reshape<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            reshape(SQLiteWriteJob(principal: .owner, body: body, continuation: continuation))
        }
    }

    /// Tables may be recreated: while one is missing, references to it are not checked. All are checked before the
    /// commit.
    private func reshape(_ job: any WriteJob) {
        let changes = changes
        let clock = clock
        let connections = connections
        pool.asyncWriteWithoutTransaction { database in
            let pending = PendingChanges()
            do {
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
                try database.inTransaction(.immediate) {
                    // Whoever has opened the file with another program may have left broken ones; those stay as they are.
                    let broken = try database.countBrokenReferences()
                    job.run(on: try connections.connection(of: database), at: clock.now(), pending)
                    // GRDB has not seen what has changed.
                    database.clearSchemaCache()
                    guard try database.countBrokenReferences() <= broken else {
                        throw StorageError.refused(sqlState: "23503", message: "a reference would be broken")
                    }
                    return .commit
                }
                job.finish(nil)
                changes.send(pending.all)
            } catch {
                job.finish(error)
            }
        }
    }

    func follow(logger: Logger) async {}

    /// The last to close a database in WAL mode writes the log back and removes it, if it may write. The pool closes its
    /// writer before its readers, which may not.
    func close() async throws { try closeInOrder() }

    private func closeInOrder() throws {
        try? pool.barrierWriteWithoutTransaction { _ in connections.finalizeAll() }
        pool.releaseMemory()
        try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
    }

    /// A setting of the connection that writes, as SQLite itself reports it.
    func writerPragma(_ name: String) throws -> String {
        try pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") ?? "" }
    }

    /// How often statements of the connection that writes were planned anew, in all.
    func timesPlannedAgain() throws -> Int {
        try pool.writeWithoutTransaction { try connections.connection(of: $0).timesPlannedAgain }
    }

    private static func prepareFile(_ path: String, creates: Bool) throws {
        if FileManager.default.fileExists(atPath: path) { return }
        guard creates else { throw StorageError.noDatabase(path) }
        try prepareFolder(of: path)
        do {
            _ = try PrivateFile(new: path)
        } catch let trouble as FileTrouble where trouble.code != EEXIST {
            throw StorageError.cannotOpen(trouble.description)
        } catch {
            // Another process was quicker.
        }
    }

    /// Makes the folder of a database where it is missing, for its owner alone.
    static func prepareFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.cannotOpen("\(folder.path) cannot be created")
        }
    }
}

extension GRDB.Database {
    fileprivate func countBrokenReferences() throws -> Int {
        let violations = try foreignKeyViolations()
        var count = 0
        while try violations.next() != nil { count += 1 }
        return count
    }
}
