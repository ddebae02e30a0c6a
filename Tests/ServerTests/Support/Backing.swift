import Conversations
import Foundation
import TestSupport

/// A database that the whole product is tried on: a SQLite file, PostgreSQL, and PostgreSQL through a pooler in
/// transaction mode, where nobody can listen.
enum Backing: String, CaseIterable, Sendable {
    case sqlite, postgres, pooler

    /// Those that are there; one of them when TEST_ENGINE names it. With CI=true all have to be there.
    static var available: [Backing] {
        let environment = ProcessInfo.processInfo.environment
        if let only = environment["TEST_ENGINE"].flatMap(Backing.init(rawValue:)) { return [only] }
        return allCases.filter { backing in
            switch backing {
            case .sqlite: true
            case .postgres: PostgresDatabase.server != nil || environment["CI"] == "true"
            case .pooler: PostgresDatabase.pooler != nil || environment["CI"] == "true"
            }
        }
    }

    /// Runs `body` with the settings of a fresh database.
    func with(_ body: ([String: String]) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("shubhstra-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let media = "file:\(folder.path)/media"
        switch self {
        case .sqlite: try await body(["DATABASE_URL": "sqlite:\(folder.path)/test.db", "MEDIA_URL": media])
        case .postgres:
            try await PostgresDatabase.with { try await body(["DATABASE_URL": $0.uri.exposed, "MEDIA_URL": media]) }
        case .pooler:
            try await PostgresDatabase.with { database in
                guard let uri = database.pooledURI else { throw PostgresDatabase.Missing() }
                try await body(["DATABASE_URL": uri.exposed, "LISTEN_DATABASE_URL": "off", "MEDIA_URL": media])
            }
        }
    }
}
