import Conversations
import Foundation
import Storage
import TestSupport
import Testing

/// The second wall: raw SQL in a doctor's transaction reaches this doctor's rows and no others.
@Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
struct RowLevelSecurityTests {
    /// Every table of ours with what names the tenant in it; nil where a doctor has no business at all.
    private static let tenantColumns = [
        "doctors": "id", "accounts": "doctor_id", "knowledge": "doctor_id", "patients": "doctor_id",
        "messages": "doctor_id", "outbox": "doctor_id", "retired_wamids": "doctor_id",
    ]

    private static func fill(_ clinic: Clinic) async throws {
        for (account, number) in [(clinic.account, Clinic.number), (clinic.otherAccount, Clinic.otherNumber)] {
            try await clinic.patientWrites("Hello", to: number)
            let patient = try #require(try await clinic.patients(account).first).patient.id
            _ = try await clinic.store.send(
                Draft(patientID: patient, text: MessageText("Good morning")!, clientMessageID: nil), by: account)
            try await clinic.store.importTopics([Topic(title: "Hours", answer: "9 to 6")], for: account.doctorID)
            try await clinic.store.addSession(tokenHash: "h\(number)", for: account, lasting: .seconds(60))
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    """
                    INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                    VALUES (\(account.doctorID), 'w', \(transaction.now))
                    """)
            }
        }
    }

    private static func tables(_ clinic: Clinic) async throws -> [String] {
        try await clinic.engine.read(as: .owner) { transaction in
            try transaction.rows(
                """
                SELECT relname::text AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations'
                ORDER BY relname
                """
            ).map { try $0["name"] as String }
        }
    }

    private static func refusal(
        _ clinic: Clinic, as principal: Principal, _ statement: SQL
    ) async -> String? {
        do {
            try await clinic.engine.write(as: principal) { _ = try $0.execute(statement) }
            return nil
        } catch StorageError.refused(let state, _) {
            return state
        } catch {
            return "\(error)"
        }
    }

    private static func count(_ clinic: Clinic, as principal: Principal, _ statement: SQL) async throws -> Int64 {
        try await clinic.engine.read(as: principal) { try $0.rows(statement)[0]["n"] }
    }

    @Test("a doctor reads, changes, deletes, inserts and moves rows of no other doctor, on every table")
    func crossing() async throws {
        try await Clinic.onPostgres(rules: .withoutWaiting) { (clinic) async throws in
            try await Self.fill(clinic)
            let (own, other) = (clinic.account.doctorID, clinic.otherAccount.doctorID)
            for name in try await Self.tables(clinic) {
                let table = SQL(stringLiteral: name)
                guard let column = Self.tenantColumns[name] else {
                    for statement: SQL in ["SELECT 1 FROM \(table)", "DELETE FROM \(table)"] {
                        let state = await Self.refusal(clinic, as: .doctor(own), statement)
                        #expect(state == "42501", "\(name) is the system's alone")
                    }
                    continue
                }
                let key = SQL(stringLiteral: column)
                let all = try await Self.count(clinic, as: .system, "SELECT COUNT(\(key)) AS n FROM \(table)")
                let seen = try await Self.count(clinic, as: .doctor(own), "SELECT COUNT(\(key)) AS n FROM \(table)")
                #expect(all > seen && seen > 0, "\(name) holds rows of both, and shows one's")
                let foreign = try await Self.count(
                    clinic, as: .doctor(own), "SELECT COUNT(\(key)) AS n FROM \(table) WHERE \(key) = \(other)")
                #expect(foreign == 0, "\(name)")
                for statement: SQL in [
                    "UPDATE \(table) SET \(key) = \(other) WHERE \(key) = \(own)",
                    "UPDATE \(table) SET \(key) = \(own) WHERE \(key) = \(other)",
                    "DELETE FROM \(table) WHERE \(key) = \(other)",
                    "INSERT INTO \(table) SELECT * FROM \(table) WHERE \(key) = \(other)",
                ] {
                    _ = await Self.refusal(clinic, as: .doctor(own), statement)
                }
                let after = try await Self.count(
                    clinic, as: .system, "SELECT COUNT(\(key)) AS n FROM \(table) WHERE \(key) = \(other)")
                #expect(after == all - seen, "\(name) still has every row of the other doctor")
                let kept = try await Self.count(
                    clinic, as: .system, "SELECT COUNT(\(key)) AS n FROM \(table) WHERE \(key) = \(own)")
                #expect(kept == seen, "\(name): a doctor's rows cannot be given away")
            }
        }
    }

    @Test("a row for another doctor is refused by the policy, not only by a key")
    func insertForAnother() async throws {
        try await Clinic.onPostgres { (clinic) async throws in
            let state = await Self.refusal(
                clinic, as: .doctor(clinic.account.doctorID),
                """
                INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                VALUES (\(clinic.otherAccount.doctorID), 'w', clock_timestamp())
                """)
            #expect(state == "42501")
        }
    }

    @Test("without a doctor, or with nonsense in its place, nothing is seen", arguments: ["", "nonsense"])
    func nobody(value: String) async throws {
        try await Clinic.onPostgres(rules: .withoutWaiting) { (clinic) async throws in
            try await Self.fill(clinic)
            let seen = try? await clinic.engine.read(as: .doctor(clinic.account.doctorID)) { transaction -> Int64 in
                _ = try transaction.rows("SELECT set_config('shubhstra.doctor_id', \(value), TRUE)")
                return try transaction.rows("SELECT COUNT(*) AS n FROM patients")[0]["n"]
            }
            #expect(seen == nil || seen == 0)
        }
    }

    @Test("password hashes and access tokens are out of a doctor's reach")
    func secrets() async throws {
        try await Clinic.onPostgres { (clinic) async throws in
            let doctor = Principal.doctor(clinic.account.doctorID)
            #expect(await Self.refusal(clinic, as: doctor, "SELECT password_hash FROM accounts") == "42501")
            #expect(await Self.refusal(clinic, as: doctor, "SELECT whatsapp_access_token FROM doctors") == "42501")
        }
    }

    @Test("role and doctor are over with the transaction, and neither role owns a table")
    func nothingStays() async throws {
        try await PostgresDatabase.with { database in
            let engine = try database.engine(connections: 2)
            _ = try await engine.migrate()
            for _ in 0..<4 { try await engine.write(as: .doctor(.make())) { _ = try $0.rows("SELECT 1 AS one") } }
            for _ in 0..<4 {
                let row = try await engine.read(as: .owner) {
                    try $0.rows(
                        """
                        SELECT current_user = session_user AS is_self,
                            COALESCE(current_setting('shubhstra.doctor_id', TRUE), '') AS doctor,
                            (SELECT COUNT(*) FROM pg_tables WHERE tableowner LIKE 'shubhstra%') AS owned
                        """)[0]
                }
                #expect(try row["is_self"] as Bool)
                #expect(try row["doctor"] as String == "")
                #expect(try row["owned"] as Int64 == 0)
            }
            try await engine.close()
        }
    }

    @Test("every table has row-level security, and taking one policy away is noticed")
    func everyTable() async throws {
        try await Clinic.onPostgres(rules: .withoutWaiting) { (clinic) async throws in
            try await Self.fill(clinic)
            let open = try await Self.count(
                clinic, as: .owner,
                """
                SELECT COUNT(*) AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    AND relname <> 'schema_migrations' AND NOT relrowsecurity
                """)
            #expect(open == 0)
            let doctor = Principal.doctor(clinic.account.doctorID)
            let before = try await Self.count(clinic, as: doctor, "SELECT COUNT(*) AS n FROM patients")
            try await clinic.engine.write(as: .owner) {
                try $0.execute("ALTER TABLE patients DISABLE ROW LEVEL SECURITY")
            }
            let after = try await Self.count(clinic, as: doctor, "SELECT COUNT(*) AS n FROM patients")
            #expect(before == 1 && after == 2)
        }
    }

    @Test("with Supabase's roles a doctor's dashboard reads its own rows, and nobody else reads any")
    func supabase() async throws {
        try await PostgresDatabase.with { database in
            try database.run(
                """
                DO $$ BEGIN CREATE ROLE anon; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                DO $$ BEGIN CREATE ROLE authenticated; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                CREATE SCHEMA auth; GRANT USAGE ON SCHEMA auth TO anon, authenticated;
                CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS
                    'SELECT NULLIF(current_setting(''request.jwt.claims'', TRUE), '''')::jsonb';
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated;
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated
                """)
            let engine = try database.engine()
            _ = try await engine.migrate()
            let store = Store(engine: engine, sealer: .forTests)
            for name in ["anita", "ravi"] {
                _ = try await store.add(
                    NewDoctor(
                        name: name, email: "\(name)@clinic.example", phoneNumber: "919000000000", clinicName: nil,
                        clinicAddress: nil, phoneNumberID: name == "anita" ? "1" : "2", accessToken: Secret("t"),
                        passwordHash: "hash"))
            }
            try database.run(
                """
                INSERT INTO patients (id, doctor_id, name, phone_number, search_text, last_seq, last_activity_at, created_at)
                    SELECT gen_random_uuid(), id, 'of ' || name, '919876543210', '', 1, now(), now() FROM doctors;
                INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body, status,
                    created_at)
                    SELECT gen_random_uuid(), doctor_id, id, 1, 'incoming', 'patient', 'text', 'to ' || name, 'received',
                        now() FROM patients
                """)
            @Sendable func seen(_ claims: String, as role: String, _ statement: SQL) async -> String {
                do {
                    return try await engine.read(as: .owner) { transaction in
                        _ = try transaction.rows(
                            """
                            SELECT set_config('request.jwt.claims', \(claims), TRUE), set_config('role', \(role), TRUE)
                            """)
                        return try transaction.rows(statement).map { try $0["name"] as String }.joined(separator: ",")
                    }
                } catch StorageError.refused(let state, _) {
                    return state
                } catch {
                    return "\(error)"
                }
            }
            let claims = #"{"email":"Anita@Clinic.example","role":"authenticated"}"#
            let guest = #"{"email":"anita@clinic.example","is_anonymous":true}"#
            #expect(await seen(claims, as: "authenticated", "SELECT name FROM doctors") == "anita")
            #expect(await seen(claims, as: "authenticated", "SELECT name FROM patients") == "of anita")
            #expect(
                await seen(claims, as: "authenticated", "SELECT message_body AS name FROM messages") == "to of anita")
            #expect(await seen(guest, as: "authenticated", "SELECT name FROM patients") == "")
            let mayWrite = "has_table_privilege('authenticated', 'patients', 'INSERT, UPDATE, DELETE, TRUNCATE')" as SQL
            #expect(await seen(claims, as: "authenticated", "SELECT \(mayWrite)::text AS name") == "false")
            #expect(await seen(guest, as: "authenticated", "SELECT name FROM doctors") == "")
            #expect(await seen(claims, as: "anon", "SELECT name FROM doctors") == "42501")
            #expect(
                await seen(claims, as: "anon", "SELECT setval('announcements_id_seq', 9)::text AS name") == "42501")
            #expect(
                await seen(claims, as: "authenticated", "SELECT whatsapp_access_token AS name FROM doctors") == "42501")
            #expect(await seen(claims, as: "authenticated", "SELECT email AS name FROM accounts") == "42501")
            #expect(await seen(claims, as: "authenticated", "SELECT body AS name FROM inbox") == "42501")
            try await engine.close()
        }
    }
}
