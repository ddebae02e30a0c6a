import Conversations

/// One step of the schema. A step that has shipped is never edited; the next one mends it.
struct Migration: Sendable {
    let name: String
    /// For both engines.
    var statements: [SQL] = []
    /// Only for PostgreSQL, after `statements`.
    var postgres: [SQL] = []

    static let all = [initial, inboxLanes, rowLevelSecurity, knowledgeApproval, listIndexes, sequencePrivileges]
}

extension Engine {
    /// Brings the schema up to date. Safe to run at every start, on several nodes at once. Returns the names of the
    /// steps applied now.
    ///
    /// On PostgreSQL only the owner of the tables can do it; where nothing is missing, anybody can call it.
    package func migrate() async throws -> [String] {
        if let applied = try? await read(as: .owner, { try Migration.applied(in: $0) }),
            try Migration.missing(from: applied).isEmpty
        {
            return []
        }
        return try await write(as: .owner) { try Migration.migrate(in: $0) }
    }
}

extension Migration {
    /// Applies what is missing, in the given transaction of the owner.
    static func migrate(in transaction: any Transaction) throws -> [String] {
        if transaction.dialect.isPostgreSQL { try transaction.execute("SELECT pg_advisory_xact_lock(7470500)") }
        try transaction.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL)")
        let missing = try missing(from: applied(in: transaction))
        for migration in missing {
            let statements = migration.statements + (transaction.dialect.isPostgreSQL ? migration.postgres : [])
            for statement in statements { try transaction.execute(statement) }
            try transaction.execute(
                "INSERT INTO schema_migrations (name, applied_at) VALUES (\(migration.name), \(transaction.now))")
        }
        return missing.map(\.name)
    }

    fileprivate static func applied(in transaction: any Transaction) throws -> Set<String> {
        Set(try transaction.rows("SELECT name FROM schema_migrations").map { try $0["name"] as String })
    }

    fileprivate static func missing(from applied: Set<String>) throws -> [Migration] {
        if let unknown = applied.subtracting(all.map(\.name)).sorted().first {
            throw StorageError.newerSchema(unknown)
        }
        return all.filter { !applied.contains($0.name) }
    }
}
