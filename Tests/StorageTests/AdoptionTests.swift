import Conversations
import Foundation
import TestSupport
import Testing

@testable import Storage

/// The database of the replaced system becomes ours, with every irregular row accounted for.
@Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
struct AdoptionTests {
    private static let anita = ClinicID("d0000000-0000-0000-0000-000000000001")!
    private static let ravi = ClinicID("d0000000-0000-0000-0000-000000000002")!

    private static func old(_ body: (any Engine, PostgresDatabase) async throws -> Void) async throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/replaced-system.sql")
        try await PostgresDatabase.with { database in
            try await database.run(try String(contentsOf: file, encoding: .utf8))
            let engine = try database.engine()
            do {
                try await body(engine, database)
                try await engine.close()
            } catch {
                try? await engine.close()
                throw error
            }
        }
    }

    private static func adopt(_ engine: any Engine, isRehearsal: Bool = false) async throws -> AdoptionReport {
        try await Adoption(of: Database(engine: engine, rules: .forTests), sealer: .forTests).run(
            isRehearsal: isRehearsal)
    }

    private static func chats(of clinic: ClinicID, _ engine: any Engine) -> Chats {
        let person = Account(id: .make(), clinicID: clinic, name: "Anita", email: "anita@clinic.example", role: .doctor)
        return Database(engine: engine).chats(of: person)
    }

    private static func column(_ engine: any Engine, _ statement: SQL) async throws -> [String] {
        try await engine.read(as: .owner) { try $0.rows(statement).map { try $0["v"] as String } }
    }

    @Test func `spellings of one person become one patient, in the order of the messages, paused if one was`()
        async throws
    {
        try await Self.old { engine, _ in
            _ = try await Self.adopt(engine)
            let chats = Self.chats(of: Self.anita, engine)
            let page = try await chats.patients(search: "zoe", limit: 10)
            let zoe = try #require(page.entries.first).patient
            #expect(page.entries.count == 1 && zoe.phoneNumber == "919876543210" && zoe.isPaused)
            #expect(zoe.clinicID == Self.anita && zoe.unreadCount == 0)
            let history = try await chats.messages(of: zoe.id, page: .newest, limit: 50)
            #expect(history.map(\.body) == ["first", "", "", "photo"])
            #expect(history.map(\.seq) == [1, 2, 3, 4])
            #expect(history.map(\.status) == [.received, .sent, .failed, .received])
            #expect(history.map(\.wamid) == ["w1", nil, nil, nil])
        }
    }

    @Test func `a patient of two doctors has a row with each, and a stranger's message makes a patient`() async throws {
        try await Self.old { engine, _ in
            _ = try await Self.adopt(engine)
            let of: (ClinicID) async throws -> [String] = { doctor in
                try await Self.column(
                    engine, "SELECT phone_number AS v FROM patients WHERE doctor_id = \(doctor) ORDER BY 1")
            }
            #expect(try await of(Self.anita) == ["919876500000", "919876543210", "919876543211", "919876543212"])
            #expect(try await of(Self.ravi) == ["919876543212"])
            #expect(
                try await Self.column(engine, "SELECT message_body AS v FROM messages WHERE doctor_id = \(Self.ravi)")
                    == ["to the other"])
            #expect(
                try await Self.column(
                    engine, "SELECT phone_number AS v FROM patients WHERE is_bot_paused ORDER BY 1")
                    == ["919876543210", "919876543211"])
        }
    }

    @Test func `the token is sealed, e-mails are unique, and medical advice is not used until it is approved`()
        async throws
    {
        try await Self.old { engine, _ in
            _ = try await Self.adopt(engine)
            let database = Database(engine: engine, sealer: .forTests)
            let credentials = try #require(try await database.outbox.credentials(of: Self.anita))
            #expect(credentials.accessToken?.exposed == "EAAG-in-clear" && credentials.phoneNumberID == "701")
            #expect(
                try await Self.column(
                    engine, "SELECT COALESCE(to_jsonb(d)::text, '') AS v FROM adopted.doctors d"
                ).allSatisfy { !$0.contains("EAAG") })
            #expect(
                try await database.signIn.person(email: "anita@clinic.example")?.clinic.id == Self.anita)
            let topics = try await database.operator.topics(of: Self.anita)
            #expect(
                topics.map(\.title) == ["Opening hours", "Consultation fee", "Parking", "Opening hours (2)"])
            #expect(topics.first?.answer == "We are open from 09:00 to 18:30. Closed: Sunday, 26 January.")
            #expect(
                try await Self.column(engine, "SELECT topic AS v FROM knowledge WHERE NOT approved ORDER BY topic")
                    == ["Fever", "cough, cold"])
        }
    }

    @Test func `nothing is lost: what cannot be decided is listed by its id and stays, and foreign tables stay`()
        async throws
    {
        try await Self.old { engine, _ in
            let lines = try await Self.adopt(engine).lines
            for id in ["a0000000-0000-0000-0000-000000000006", "a0000000-0000-0000-0000-000000000007"] {
                #expect(lines.contains("    \(id)"))
            }
            #expect(lines.contains("    a0000000-0000-0000-0000-000000000003"), "its country code is a guess")
            #expect(lines.contains("    e0000000-0000-0000-0000-000000000006"))
            #expect(lines.contains("    e0000000-0000-0000-0000-000000000009"))
            #expect(lines.contains("    e0000000-0000-0000-0000-000000000010"), "it has no direction")
            for n in 2...4 { #expect(lines.contains("    b0000000-0000-0000-0000-00000000000\(n)")) }
            #expect(!lines.contains("    b0000000-0000-0000-0000-000000000001"), "a topic without a category is one")
            #expect(lines.contains("    d0000000-0000-0000-0000-000000000003"), "its hours are not complete")
            #expect(lines.contains("    \(Self.ravi)"))
            #expect(!lines.joined().contains("98765") && !lines.joined().contains("Zo"))
            #expect(try await Self.column(engine, "SELECT at::text AS v FROM appointments").count == 1)
        }
    }

    @Test func `what was built around the old tables is named`() async throws {
        try await Self.old { engine, database in
            try await database.run(
                """
                UPDATE doctors SET is_active = FALSE WHERE id = '\(Self.ravi)';
                CREATE FUNCTION remind() RETURNS void LANGUAGE sql AS 'UPDATE patients SET notes = NULL'
                """)
            let lines = try await Self.adopt(engine).lines
            #expect(lines.contains("    appointments: appointments_patient_id_fkey"))
            #expect(lines.contains("    appointments: appointments_doctor_id_fkey"))
            #expect(lines.contains("    remind()"))
            let off = try #require(lines.firstIndex { $0.contains("switched off") })
            #expect(lines[off].hasPrefix("1 ") && lines[off + 1] == "    \(Self.ravi)")
        }
    }

    @Test func `tables that somebody uses are not waited for`() async throws {
        try await Self.old { engine, database in
            let holding = Recorder()
            let release = DispatchSemaphore(value: 0)
            async let user: Void = engine.write(as: .owner) { transaction in
                _ = try transaction.rows("SELECT id FROM doctors")
                holding.note("reading")
                // Bounded, so that a test that fails also ends.
                _ = release.wait(timeout: .now() + 12)
            }
            try await eventually("the table is read") { holding.notes.isEmpty ? nil : true }
            await #expect(throws: AdoptionTrouble.inUse) { try await Self.adopt(engine, isRehearsal: true) }
            release.signal()
            try await user
        }
    }

    @Test func `policies that hide rows from the owner are noticed, and nothing is adopted`() async throws {
        try await Self.old { engine, database in
            let role = "hidden_\(database.name)"
            try await database.run("CREATE ROLE \(role) LOGIN CREATEROLE; ALTER SCHEMA public OWNER TO \(role)")
            try await database.run(
                """
                DO $$ DECLARE name TEXT; BEGIN
                    EXECUTE format('GRANT CREATE ON DATABASE %I TO \(role)', current_database());
                    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                        EXECUTE format('ALTER TABLE %I OWNER TO \(role)', name);
                    END LOOP;
                    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'shubhstra_system') THEN
                        GRANT shubhstra_doctor, shubhstra_system TO \(role);
                    END IF;
                END $$;
                ALTER TABLE messages ENABLE ROW LEVEL SECURITY; ALTER TABLE messages FORCE ROW LEVEL SECURITY
                """)
            var address = try #require(URLComponents(string: database.uri.exposed))
            (address.user, address.password) = (role, nil)
            let owner = try PostgresDatabase(uri: Secret(address.string!), name: database.name).engine()
            let error = await #expect(throws: StorageError.self) { _ = try await Self.adopt(owner) }
            #expect("\(String(describing: error))".contains("row-level security"))
            try await owner.close()
            #expect(try await Self.column(engine, "SELECT id::text AS v FROM messages").count > 5)
            try await database.run("DROP OWNED BY \(role) CASCADE; DROP ROLE \(role)")
        }
    }

    @Test func `a rehearsal reports the same and changes nothing`() async throws {
        try await Self.old { engine, _ in
            let rehearsed = try await Self.adopt(engine, isRehearsal: true)
            #expect(
                try await Self.column(engine, "SELECT 'x' AS v WHERE to_regclass('schema_migrations') IS NULL") == ["x"]
            )
            #expect(try await Self.adopt(engine) == rehearsed)
        }
    }

    @Test func `it refuses to run twice, on nothing, on half-done work and on SQLite`() async throws {
        try await Self.old { engine, database in
            try await database.run("CREATE SCHEMA adopted")
            await #expect(throws: AdoptionTrouble.halfDone) { try await Self.adopt(engine) }
            try await database.run("DROP SCHEMA adopted")
            _ = try await Self.adopt(engine)
            await #expect(throws: AdoptionTrouble.adoptedAlready) { try await Self.adopt(engine) }
        }
        try await PostgresDatabase.with { database in
            let engine = try database.engine()
            await #expect(throws: AdoptionTrouble.nothingToAdopt) { try await Self.adopt(engine) }
            try await engine.close()
        }
        try await TestEngine.sqlite.engine { engine in
            _ = await #expect(throws: AdoptionTrouble.notPostgreSQL) { try await Self.adopt(engine) }
        }
    }
}
