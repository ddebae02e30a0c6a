import Conversations

/// Brings a schema up to date. Safe to run at every start, on several nodes at once.
///
/// The structure changes in one transaction per step. A backfill follows in transactions of its own; a step counts as
/// applied once its backfill is done.
struct Migrator: Sendable {
    let engine: any Engine
    var migrations = Migration.all
    /// What a backfill judges rows by.
    var rules = Rules()

    /// Returns the names of the steps that were finished now. On PostgreSQL only the owner of the tables can do it;
    /// where nothing is missing, anybody can call it. Throws `StorageError.newerSchema` where the schema needs a newer
    /// program.
    func run(report: @escaping @Sendable (MigrationProgress) -> Void = { _ in }) async throws -> [String] {
        do {
            if try await engine.read(as: .owner, { try missing(in: $0).isEmpty }) {
                try await check()
                return []
            }
        } catch let error as StorageError {
            if case .newerSchema = error { throw error }
        } catch {
            // There is no table of steps yet.
        }
        var finished: [String] = []
        while let step = try await applyNext() {
            if let backfill = step.backfill, try await !run(backfill, of: step, report) { continue }
            finished.append(step.name)
        }
        return finished
    }

    /// Throws `StorageError.newerSchema` where the schema needs a newer program than this one.
    func check() async throws {
        try await engine.read(as: .system) { try check(in: $0) }
    }

    /// Throws `StorageError.noDatabase` where there is no schema, `.olderSchema` where a step is missing, `.newerSchema`
    /// where it needs a newer program.
    func requireComplete() async throws {
        try await engine.read(as: .owner) { transaction in
            let table: SQL =
                transaction.dialect.isPostgreSQL
                ? "SELECT 1 AS one WHERE to_regclass('schema_migrations') IS NOT NULL"
                : "SELECT 1 AS one FROM sqlite_schema WHERE name = 'schema_migrations'"
            guard try transaction.row(table) != nil else { throw StorageError.noDatabase(nil) }
            guard try missing(in: transaction).isEmpty else { throw StorageError.olderSchema }
        }
    }

    /// Applies everything that is missing, in the given transaction of the owner.
    func run(in transaction: any Transaction) throws {
        while let step = try applyNext(in: transaction) {
            guard let backfill = step.backfill else { continue }
            while try next(of: backfill, step, in: transaction) != nil {}
        }
    }

    // MARK: Steps

    private func applyNext() async throws -> Migration? {
        do {
            return try await engine.reshape { transaction in
                let step = try applyNext(in: transaction)
                // Nodes before the first numbered step do not listen, and then nobody may tell them yet.
                if let step, step.oldestProgram > 0 { transaction.signal(.schema) }
                return step
            }
        } catch StorageError.refused(sqlState: "42501", _) {
            throw StorageError.cannotOpen(
                "its schema is not up to date, and this role may not change it; run shubhstra migrate as the owner of "
                    + "the tables, and wait for its end")
        }
    }

    /// The next step that is missing, with its statements carried out.
    private func applyNext(in transaction: any Transaction) throws -> Migration? {
        try waitForTurn(transaction)
        try transaction.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL)")
        guard let step = try missing(in: transaction).first else { return nil }
        if try !isBegun(step, in: transaction) {
            let own = transaction.dialect.isPostgreSQL ? step.postgres : step.sqlite
            if transaction.dialect.isPostgreSQL, !step.locked.isEmpty {
                try transaction.execute("LOCK TABLE \(SQL.list(step.locked)) IN ACCESS EXCLUSIVE MODE")
            }
            for statement in step.statements + own { try transaction.execute(statement) }
            if let backfill = step.backfill { try begin(backfill, of: step, in: transaction) }
        }
        if step.backfill == nil { try note(step, in: transaction) }
        return step
    }

    private func missing(in transaction: any Transaction) throws -> [Migration] {
        let applied = Set(try transaction.rows("SELECT name FROM schema_migrations").map { try $0["name"] as String })
        if !applied.isSubset(of: migrations.map(\.name)) { try check(in: transaction) }
        return migrations.filter { !applied.contains($0.name) }
    }

    /// Since the step `namedForWhatTheyAre` the table says which programs may still work with the schema.
    private func check(in transaction: any Transaction) throws {
        let row = try transaction.row("SELECT COALESCE(MAX(oldest_program), 0) AS oldest FROM schema_migrations")
        let oldest: Int64 = try row?["oldest"] ?? 0
        let known = Int64(migrations.count)
        guard oldest <= known else { throw StorageError.newerSchema(needs: oldest, known: known) }
    }

    private func note(_ step: Migration, in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO schema_migrations (name, applied_at) VALUES (\(step.name), \(transaction.now))")
        guard step.oldestProgram > 0 else { return }
        try transaction.execute(
            "UPDATE schema_migrations SET oldest_program = \(step.oldestProgram) WHERE name = \(step.name)")
    }

    private func waitForTurn(_ transaction: any Transaction) throws {
        if transaction.dialect.isPostgreSQL { try transaction.execute("SELECT pg_advisory_xact_lock(7470500)") }
    }

    // MARK: Backfills

    private func isBegun(_ step: Migration, in transaction: any Transaction) throws -> Bool {
        guard step.backfill != nil else { return false }
        return try transaction.row("SELECT 1 AS one FROM migration_progress WHERE name = \(step.name)") != nil
    }

    private func begin(_ backfill: Backfill, of step: Migration, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO migration_progress (name, done_rows, total_rows)
            VALUES (\(step.name), 0, \(try backfill.total(transaction)))
            """)
    }

    /// False when another node did the last of it.
    private func run(
        _ backfill: Backfill, of step: Migration, _ report: @escaping @Sendable (MigrationProgress) -> Void
    ) async throws -> Bool {
        while true {
            let batch = try await engine.write(as: .owner) { try next(of: backfill, step, in: $0) }
            guard let batch else { return false }
            report(batch.progress)
            if batch.isLast { return true }
        }
    }

    /// Works on one batch. Nil when there is nothing left to do, here or because another node has done it.
    private func next(
        of backfill: Backfill, _ step: Migration, in transaction: any Transaction
    ) throws -> (progress: MigrationProgress, isLast: Bool)? {
        try waitForTurn(transaction)
        let row = try transaction.row(
            "SELECT last_key, done_rows, total_rows FROM migration_progress WHERE name = \(step.name)")
        guard let row else { return nil }
        let batch = try backfill.batch(transaction, try row["last_key"], rules)
        let done: Int64 = try row["done_rows"] + batch.rows
        if let cursor = batch.cursor {
            try transaction.execute(
                """
                UPDATE migration_progress SET last_key = \(cursor), done_rows = \(done) WHERE name = \(step.name)
                """)
        } else {
            try transaction.execute("DELETE FROM migration_progress WHERE name = \(step.name)")
            try note(step, in: transaction)
            transaction.signal(.schema)
        }
        let progress = MigrationProgress(
            migration: step.name, rows: done, total: try row["total_rows"], notes: batch.notes)
        return (progress, isLast: batch.cursor == nil)
    }
}
