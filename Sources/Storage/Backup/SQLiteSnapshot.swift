import Conversations
import GRDB

/// Copies of a whole SQLite database as files.
enum SQLiteSnapshot {
    /// Copies what is committed at this moment into an empty file; others read and write meanwhile. The copy has no
    /// write-ahead log. Throws `BackupTrouble.failed`.
    static func copy(from source: String, to target: String) throws {
        try sayingWhy {
            let from = try DatabaseQueue(path: source, configuration: configuration)
            let to = try DatabaseQueue(path: target, configuration: configuration)
            try from.backup(to: to)
            try to.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try to.close()
            try from.close()
        }
    }

    /// Reads all of it. Returns how many rows each table has. Throws `BackupTrouble.foreign`, naming `name`, where it is
    /// no sound database of ours.
    static func examine(_ path: String, calledBy name: String) throws -> [String: Int64] {
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            let rows = try database.read { try examine($0, calledBy: name) }
            try database.close()
            return rows
        } catch let error as DatabaseError {
            throw BackupTrouble.foreign(name, sentence(error))
        }
    }

    /// The names of the files that are kept, in a database that was examined. None where it is from before there were any.
    static func fileNames(_ path: String) throws -> [FileName] {
        try sayingWhy {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            let names = try database.read { database in
                guard try database.tableExists("media") else { return [] as [String] }
                return try String.fetchAll(
                    database, sql: "SELECT file FROM media WHERE state = 'ready' ORDER BY doctor_id, message_id")
            }
            try database.close()
            return names.compactMap { FileName($0) }
        }
    }

    private static func examine(_ database: GRDB.Database, calledBy name: String) throws -> [String: Int64] {
        let found = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? ""
        guard found == "ok" else { throw BackupTrouble.foreign(name, "SQLite finds it damaged") }
        // They would run as soon as something is written.
        let strange = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')")
        guard strange == 0 else { throw BackupTrouble.foreign(name, "it has triggers or views") }
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        guard tables.contains("schema_migrations"), tables.contains("doctors") else {
            throw BackupTrouble.foreign(name, "its tables are missing")
        }
        let counts = try tables.map {
            try Int64.fetchOne(database, sql: "SELECT COUNT(*) FROM \($0.quotedDatabaseIdentifier)") ?? 0
        }
        return Dictionary(uniqueKeysWithValues: zip(tables, counts))
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        return configuration
    }

    private static func sayingWhy<Outcome>(_ body: () throws -> Outcome) throws -> Outcome {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw BackupTrouble.failed(sentence(error))
        }
    }

    /// The number says what it is; the message of a copy is another connection's.
    private static func sentence(_ error: DatabaseError) -> String { "SQLite error \(error.extendedResultCode)" }
}
