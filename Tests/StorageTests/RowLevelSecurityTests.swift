import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// The second wall: raw SQL in a doctor's transaction reaches this doctor's rows and no others.
@Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
struct RowLevelSecurityTests {
    /// What names the tenant in each table that a person of a clinic reaches, as the tables' descriptions say.
    private static let tenantColumns = Dictionary(
        uniqueKeysWithValues: Table.all.compactMap { table -> (String, String)? in
            guard case .clinic(let key, _?) = table.tenancy else { return nil }
            return (table.name, key)
        })

    private static func fill(_ clinic: TestClinic) async throws {
        for (account, number) in [(clinic.account, TestClinic.number), (clinic.otherAccount, TestClinic.otherNumber)] {
            try await clinic.patientWrites("Hello", to: number)
            let patient = try #require(try await clinic.patients(account).first).patient.id
            _ = try await clinic.database.chats(of: account).send(
                OutgoingMessage(patientID: patient, text: MessageText("Good morning")!, clientMessageID: nil))
            _ = try await clinic.database.chats(of: account).queue(
                OutgoingMessage(patientID: patient, text: MessageText("When you write")!, clientMessageID: nil))
            try await clinic.database.chats(of: account).markDone(patient: patient, upTo: 0)
            _ = try await clinic.database.operator.importTopics(
                [Topic(title: "Hours", answer: "9 to 6")], for: account.clinicID)
            _ = try await clinic.database.modelUsage.begin("m", isInHouse: true, for: account.clinicID)
            try await clinic.database.signIn.addSession(tokenHash: "h\(number)", for: account)
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    """
                    INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                    VALUES (\(account.clinicID), 'w', \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
                    VALUES (\(patient), \(account.clinicID), \(patient), 'assistant_unsure', 10, 1, \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at)
                    VALUES (\(account.clinicID), \(patient), \(transaction.now), \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO drafts (id, doctor_id, patient_id, parts, provenance, knowledge_digest, mode, rule, why,
                        is_medical, after_seq, up_to_seq, made_at)
                    VALUES (\(patient), \(account.clinicID), \(patient), '["Hi"]', '{"kind":"fixed","topics":[]}', '',
                        'answer', 'r', 'w', FALSE, 0, 1, \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO summaries (doctor_id, patient_id, words, up_to_seq, made_at)
                    VALUES (\(account.clinicID), \(patient), '{}', 1, \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO media (doctor_id, message_id, state)
                    SELECT doctor_id, id, 'gone' FROM messages WHERE doctor_id = \(account.clinicID)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO transcripts (doctor_id, message_id, kind, state)
                    SELECT doctor_id, message_id, 'transcript', 'expected' FROM media
                        WHERE doctor_id = \(account.clinicID)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO uploads (doctor_id, message_id, due_at)
                    SELECT doctor_id, message_id, \(transaction.now) FROM media
                        WHERE doctor_id = \(account.clinicID)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO amendments (id, doctor_id, message_id, number, kind, author, said_at, state, created_at)
                    SELECT message_id, doctor_id, message_id, 1, 'deletion', 'patient', \(transaction.now), 'sent',
                        \(transaction.now)
                    FROM media WHERE doctor_id = \(account.clinicID)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO message_prices (doctor_id, message_id, priced_at, category, type, is_billable)
                    VALUES (\(account.clinicID), \(patient), \(transaction.now), 'service', 'regular', TRUE)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO unanswered_questions (id, doctor_id, patient_id, question_id, text, asked_at)
                    VALUES (\(patient), \(account.clinicID), \(patient), \(patient), 'q', \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO templates (doctor_id, name, language, template_id, category, status, parts, said_at)
                    VALUES (\(account.clinicID), 'n', 'en', '1', 'UTILITY', 'APPROVED', '{}', \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO former_patients (doctor_id, id, patient_id, joined_at)
                    VALUES (\(account.clinicID), \(account.clinicID), \(patient), \(transaction.now))
                    """)
            }
        }
    }

    private static func tables(_ clinic: TestClinic) async throws -> [String] {
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
        _ clinic: TestClinic, as principal: Principal, _ statement: SQL
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

    private static func count(_ clinic: TestClinic, as principal: Principal, _ statement: SQL) async throws -> Int64 {
        try await clinic.engine.read(as: principal) { try $0.rows(statement)[0]["n"] }
    }

    @Test func `a doctor reads, changes, deletes, inserts and moves rows of no other doctor, on every table`()
        async throws
    {
        try await TestEngine.postgres.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            let (own, other) = (clinic.account.clinicID, clinic.otherAccount.clinicID)
            for name in try await Self.tables(clinic) {
                let table = SQL(stringLiteral: name)
                guard let column = Self.tenantColumns[name] else {
                    for statement: SQL in ["SELECT 1 FROM \(table)", "DELETE FROM \(table)"] {
                        let state = await Self.refusal(clinic, as: .person(.make(), of: own), statement)
                        #expect(state == "42501", "\(name) is the system's alone")
                    }
                    continue
                }
                let key = SQL(stringLiteral: column)
                let all = try await Self.count(clinic, as: .system, "SELECT COUNT(\(key)) AS n FROM \(table)")
                let seen = try await Self.count(
                    clinic, as: .person(.make(), of: own), "SELECT COUNT(\(key)) AS n FROM \(table)")
                #expect(all > seen && seen > 0, "\(name) holds rows of both, and shows one's")
                let foreign = try await Self.count(
                    clinic, as: .person(.make(), of: own),
                    "SELECT COUNT(\(key)) AS n FROM \(table) WHERE \(key) = \(other)")
                #expect(foreign == 0, "\(name)")
                for statement: SQL in [
                    "UPDATE \(table) SET \(key) = \(other) WHERE \(key) = \(own)",
                    "UPDATE \(table) SET \(key) = \(own) WHERE \(key) = \(other)",
                    "DELETE FROM \(table) WHERE \(key) = \(other)",
                    "INSERT INTO \(table) SELECT * FROM \(table) WHERE \(key) = \(other)",
                ] {
                    _ = await Self.refusal(clinic, as: .person(.make(), of: own), statement)
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

    @Test func `a row for another doctor is refused by the policy, not only by a key`() async throws {
        try await TestEngine.postgres.clinic { clinic in
            let state = await Self.refusal(
                clinic, as: .person(.make(), of: clinic.account.clinicID),
                """
                INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                VALUES (\(clinic.otherAccount.clinicID), 'w', clock_timestamp())
                """)
            #expect(state == "42501")
        }
    }

    @Test(arguments: ["", "nonsense"]) func `without a doctor, or with nonsense in its place, nothing is seen`(
        value: String
    ) async throws {
        try await TestEngine.postgres.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            let seen = try? await clinic.engine.read(as: .person(.make(), of: clinic.account.clinicID)) {
                transaction -> Int64 in
                _ = try transaction.rows("SELECT set_config('shubhstra.doctor_id', \(value), TRUE)")
                return try transaction.rows("SELECT COUNT(*) AS n FROM patients")[0]["n"]
            }
            #expect(seen == nil || seen == 0)
        }
    }

    @Test func `password hashes and access tokens are out of a doctor's reach`() async throws {
        try await TestEngine.postgres.clinic { clinic in
            let doctor = Principal.person(.make(), of: clinic.account.clinicID)
            #expect(await Self.refusal(clinic, as: doctor, "SELECT password_hash FROM accounts") == "42501")
            #expect(await Self.refusal(clinic, as: doctor, "SELECT whatsapp_access_token FROM doctors") == "42501")
        }
    }

    @Test func `role and doctor are over with the transaction, and neither role owns a table`() async throws {
        try await PostgresDatabase.with { database in
            let engine = try database.engine(connections: 2)
            _ = try await Migrator(engine: engine).run()
            for _ in 0..<4 {
                try await engine.write(as: .person(.make(), of: .make())) { _ = try $0.rows("SELECT 1 AS one") }
            }
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

    @Test func `every table has row-level security, and taking one policy away is noticed`() async throws {
        try await TestEngine.postgres.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            let open = try await Self.count(
                clinic, as: .owner,
                """
                SELECT COUNT(*) AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    AND relname <> 'schema_migrations' AND NOT relrowsecurity
                """)
            #expect(open == 0)
            let doctor = Principal.person(.make(), of: clinic.account.clinicID)
            let before = try await Self.count(clinic, as: doctor, "SELECT COUNT(*) AS n FROM patients")
            try await clinic.engine.write(as: .owner) {
                try $0.execute("ALTER TABLE patients DISABLE ROW LEVEL SECURITY")
            }
            let after = try await Self.count(clinic, as: doctor, "SELECT COUNT(*) AS n FROM patients")
            #expect(before == 1 && after == 2)
        }
    }

    @Test func `with Supabase's roles a doctor's dashboard reads its own rows, and nobody else reads any`() async throws
    {
        try await PostgresDatabase.with { database in
            try await database.run(
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
            _ = try await Migrator(engine: engine).run()
            let storage = Database(engine: engine, sealer: .forTests)
            for name in ["anita", "ravi"] {
                _ = try await storage.operator.add(
                    NewClinic(
                        doctorName: name, email: EmailAddress("\(name)@clinic.example")!, phoneNumber: "919000000000",
                        phoneNumberID: name == "anita" ? "1" : "2", accessToken: Secret("t"), passwordHash: "hash"))
            }
            try await database.run(
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
            #expect(await seen(claims, as: "authenticated", "SELECT body AS name FROM deliveries") == "42501")
            try await engine.close()
        }
    }
}
