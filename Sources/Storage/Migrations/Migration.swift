import Conversations

/// One step of the schema. A step that has shipped is never edited; the next one mends it.
struct Migration: Sendable {
    let name: String
    let statements: [SQL]

    static let all = [initial]
}

extension Engine {
    /// Brings the schema up to date. Safe to run at every start. Returns the names of the steps applied now.
    package func migrate() async throws -> [String] {
        try await write(as: .system) { transaction in
            try transaction.execute(
                "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL)")
            let applied = Set(
                try transaction.rows("SELECT name FROM schema_migrations").map { try $0["name"] as String })
            if let unknown = applied.subtracting(Migration.all.map(\.name)).sorted().first {
                throw StorageError.newerSchema(unknown)
            }
            let missing = Migration.all.filter { !applied.contains($0.name) }
            for migration in missing {
                for statement in migration.statements { try transaction.execute(statement) }
                try transaction.execute(
                    "INSERT INTO schema_migrations (name, applied_at) VALUES (\(migration.name), \(transaction.now))")
            }
            return missing.map(\.name)
        }
    }
}
