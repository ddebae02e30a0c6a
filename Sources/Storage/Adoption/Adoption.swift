import Conversations

/// Turns the database of the replaced system into ours, in one transaction: either all of it or nothing.
///
/// The old tables move into the schema `adopted` and stay there as they were, except for access tokens in the clear;
/// foreign keys of tables that are not ours still lead there. Our tables take their names, with the same ids. See
/// docs/OPERATIONS.md.
package struct Adoption: Sendable {
    /// Ends a rehearsal: everything is undone, and the report remains.
    private struct Rehearsed: Error { let report: AdoptionReport }

    private let engine: any Engine
    private let sealer: TokenSealer
    private let rules: Rules

    package init(of database: Database, sealer: TokenSealer) {
        engine = database.engine
        rules = database.rules
        self.sealer = sealer
    }

    /// Throws `AdoptionTrouble`, and then nothing has changed.
    package func run(isRehearsal: Bool) async throws -> AdoptionReport {
        do {
            return try await engine.write(as: .owner) { [sealer, engine, rules] transaction in
                guard transaction.dialect.isPostgreSQL else { throw AdoptionTrouble.notPostgreSQL }
                let migrator = Migrator(engine: engine, rules: rules)
                let report = try Self.adopt(in: transaction, sealer: sealer, migrator)
                if isRehearsal { throw Rehearsed(report: report) }
                return report
            }
        } catch let rehearsal as Rehearsed {
            return rehearsal.report
        } catch StorageError.refused(sqlState: "55P03", _) {
            throw AdoptionTrouble.inUse
        }
    }

    private static func adopt(
        in transaction: any Transaction, sealer: TokenSealer, _ migrator: Migrator
    ) throws -> AdoptionReport {
        try transaction.execute("SELECT pg_advisory_xact_lock(7470500)")
        try check(transaction)
        // Policies that also hold for the owner would hide rows. With this, PostgreSQL refuses instead.
        try transaction.execute("SELECT set_config('row_security', 'off', TRUE)")
        try setAside(transaction)
        var report = AdoptionReport()
        try AdoptedSurroundings(transaction: transaction).describe(in: &report)
        try migrator.run(in: transaction)
        try AdoptedDoctors(transaction: transaction, sealer: sealer).adopt(&report)
        try AdoptedPeople(transaction: transaction).adopt(&report)
        try AdoptedMessages(transaction: transaction).adopt(&report)
        try AdoptedKnowledge(transaction: transaction, rules: migrator.rules).adopt(&report)
        return report
    }

    private static func check(_ transaction: any Transaction) throws {
        let found = try transaction.rows(
            """
            SELECT to_regclass('schema_migrations') IS NOT NULL AS ours, to_regclass('doctors') IS NOT NULL
                AND to_regclass('patients') IS NOT NULL AND to_regclass('messages') IS NOT NULL AS old,
                EXISTS (SELECT FROM pg_namespace WHERE nspname = 'adopted') AS begun
            """)[0]
        if try found["ours"] { throw AdoptionTrouble.adoptedAlready }
        if try found["begun"] { throw AdoptionTrouble.halfDone }
        guard try found["old"] else { throw AdoptionTrouble.nothingToAdopt }
    }

    private static func setAside(_ transaction: any Transaction) throws {
        // Without this, it would wait for whoever still uses one of the tables, while nobody could use those locked
        // already.
        try transaction.execute("SELECT set_config('lock_timeout', '5s', TRUE)")
        try transaction.execute("CREATE SCHEMA adopted")
        for name in ["messages", "clinic_config", "doctor_knowledge_base", "patients", "doctors"] {
            let table = SQL(stringLiteral: name)
            try transaction.execute("ALTER TABLE IF EXISTS \(table) SET SCHEMA adopted")
        }
        // A copy that was just restored has no statistics, and large joins follow.
        for name in ["messages", "patients"] { try transaction.execute("ANALYZE adopted.\(SQL(stringLiteral: name))") }
        // Digits with the country code. A leading 0 stands for the country of the clinic's own number, where that has
        // one before ten digits.
        try transaction.execute(
            """
            CREATE FUNCTION adopted.digits(phone TEXT, clinic TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE
                    WHEN d.digits LIKE '00%' THEN ltrim(d.digits, '0')
                    WHEN d.digits LIKE '0%' AND length(d.digits) = 11 AND length(c.digits) BETWEEN 11 AND 13
                        THEN left(c.digits, length(c.digits) - 10) || substr(d.digits, 2)
                    ELSE ltrim(d.digits, '0') END
                FROM (SELECT regexp_replace(COALESCE(phone, ''), '[^0-9]', '', 'g') AS digits) d,
                    (SELECT regexp_replace(COALESCE(clinic, ''), '[^0-9]', '', 'g') AS digits) c
            $$
            """)
        try transaction.execute(
            """
            CREATE FUNCTION adopted.canonical(phone TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
                SELECT \(SQL.canonical("phone"))
            $$
            """)
    }
}

extension Transaction {
    /// The column `id` of an answer, as text.
    func ids(_ statement: SQL) throws -> [String] { try rows(statement).map { try $0["id"] as String } }
}
