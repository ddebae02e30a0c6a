import Conversations
import Foundation
import Logging
import Synchronization
@testable import Storage

/// Databases that are migrated once in a test run and copied for every test: to migrate each took longer than most
/// tests.
actor Templates {
    static let shared = Templates()

    private var folder: Task<URL, any Error>?
    private var name: Task<String, any Error>?

    /// A migrated SQLite database at `path`.
    func copySQLite(to path: String) async throws {
        let template = try await sqlite()
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        // What was written last is still in the write-ahead log.
        for suffix in ["", "-wal"] {
            let file = template.appendingPathComponent("test.db\(suffix)").path
            guard FileManager.default.fileExists(atPath: file) else { continue }
            try FileManager.default.copyItem(atPath: file, toPath: path + suffix)
        }
    }

    /// The name of a migrated PostgreSQL database that nobody is connected to.
    func postgres() async throws -> String {
        if let name { return try await name.value }
        let task = Task {
            let database = try await PostgresDatabase.make()
            let engine = try database.engine()
            _ = try await Migrator(engine: engine).run()
            try await engine.close()
            Leftovers.drop(database)
            return database.name
        }
        name = task
        return try await task.value
    }

    private func sqlite() async throws -> URL {
        if let folder { return try await folder.value }
        let task = Task {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shubhstra-\(UUID().uuidString)")
            let engine = try SQLiteEngine(path: folder.appendingPathComponent("test.db").path, clock: .system)
            _ = try await Migrator(engine: engine).run()
            try await engine.close()
            Leftovers.remove(folder)
            return folder
        }
        folder = task
        return try await task.value
    }
}

/// What is cleared away when the tests end.
private enum Leftovers {
    private static let waiting = Mutex<[@Sendable () -> Void]>([])

    static func remove(_ folder: URL) { atEnd { try? FileManager.default.removeItem(at: folder) } }

    static func drop(_ database: PostgresDatabase) { atEnd { PostgresDatabase.dropAtEnd(database.name) } }

    private static func atEnd(_ work: @escaping @Sendable () -> Void) {
        let isFirst = waiting.withLock { works in
            works.append(work)
            return works.count == 1
        }
        guard isFirst else { return }
        atexit { Leftovers.waiting.withLock { works in works.forEach { $0() } } }
    }
}
