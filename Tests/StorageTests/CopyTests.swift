import Conversations
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// A clinic that has outgrown its machine moves from SQLite to PostgreSQL.
@Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
struct CopyTests {
    private struct Interrupted: Error {}

    private static func fill(_ clinic: TestClinic) async throws {
        for n in 0..<7 {
            let phone = "91987654321\(n)"
            try await clinic.patientWrites("Hello \(n) — ½ 🙂", from: phone, userID: "user.\(n)", name: nil)
        }
        let first = try #require(try await clinic.patients(clinic.account).first).patient.id
        try await clinic.doctorWrites("Good morning", to: first)
        _ = try await clinic.database.operator.importTopics(
            [Topic(title: "Hours", answer: "9 to 6")], for: clinic.clinicID)
        try await clinic.database.signIn.addSession(tokenHash: "h", for: clinic.account)
        _ = try await clinic.database.signIn.rememberDevice(shown: [], new: "d", for: clinic.account)
        _ = try await clinic.database.signIn.begin(SignInAttempt(account: "s", address: nil, devices: []))
        try await clinic.metaReports(.delivered, wamid: "not-known-yet")
        try await clinic.inbox.receive([0xFF, 0x00])
    }

    private static func target(_ body: (any Engine) async throws -> Void) async throws {
        try await PostgresDatabase.with { database in
            let engine = try database.engine()
            try await body(engine)
            try await engine.close()
        }
    }

    @Test func `everything arrives, and both sides answer the same`() async throws {
        try await TestEngine.sqlite.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                let copied = try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { _ in }.run()
                #expect(copied.first { $0.table == "messages" }?.rows == 8)
                let other = Database(engine: there, sealer: .forTests)
                let chats = other.chats(of: clinic.account)
                for entry in try await clinic.patients(clinic.account) {
                    let id = entry.patient.id
                    let moved = try await chats.messages(of: id, page: .newest, limit: 200)
                    #expect(try await clinic.history(id) == moved)
                    #expect(try await chats.patient(id).patient.name == entry.patient.name)
                }
                let credentials = try await other.outbox.credentials(of: clinic.clinicID)
                #expect(credentials?.accessToken?.exposed == "token of anita@clinic.example")
                await #expect(throws: DatabaseCopy.Trouble.finishedBefore) {
                    try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { _ in }.run()
                }
            }
        }
    }

    @Test func `an interrupted copy goes on where it was`() async throws {
        try await TestEngine.sqlite.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                let seen = Mutex<[String]>([])
                await #expect(throws: Interrupted.self) {
                    try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { progress in
                        if progress.table == "patients" { throw Interrupted() }
                    }.run()
                }
                let copied = try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { progress in
                    seen.withLock { $0.append(progress.table) }
                }.run()
                #expect(!seen.withLock { $0.contains("doctors") || $0.contains("patients") })
                #expect(copied.first { $0.table == "patients" }?.rows == 7)
            }
        }
    }

    @Test func `a row that differs is found, and the table is named`() async throws {
        try await TestEngine.sqlite.clinic(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                await #expect(throws: Interrupted.self) {
                    try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { progress in
                        if progress.table == "patients" { throw Interrupted() }
                    }.run()
                }
                try await there.write(as: .owner) { try $0.execute("UPDATE knowledge SET answer = 'another'") }
                await #expect(throws: DatabaseCopy.Trouble.differs(table: "knowledge")) {
                    try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { _ in }.run()
                }
            }
        }
    }

    @Test func `a target with doctors of its own is refused`() async throws {
        try await TestEngine.sqlite.clinic { clinic in
            try await TestEngine.postgres.clinic { (other) async throws -> Void in
                await #expect(throws: DatabaseCopy.Trouble.targetInUse) {
                    try await DatabaseCopy(from: clinic.database, to: other.database) { _ in }.run()
                }
            }
        }
    }

    @Test func `a target with anything else of its own is refused too, before anything is copied`() async throws {
        try await TestEngine.sqlite.clinic { clinic in
            try await Self.target { there in
                _ = try await Migrator(engine: there).run()
                try await Database(engine: there).inbox.receive(Array("{}".utf8))
                await #expect(throws: DatabaseCopy.Trouble.targetInUse) {
                    try await DatabaseCopy(from: clinic.database, to: Database(engine: there)) { _ in }.run()
                }
            }
        }
    }

    @Test(arguments: TestEngine.available) func `no column of either engine is forgotten`(on engine: TestEngine)
        async throws
    {
        let described = Dictionary(
            uniqueKeysWithValues: Table.all.filter { $0.pageSize != nil }.map {
                ($0.name, $0.columns.map(\.name).sorted())
            })
        let left: Set = [
            "schema_migrations", "delivery_lanes", "announcements", "migration_progress", "installation",
            "changed_patients",
        ]
        try await engine.clinic { clinic in
            let rows = try await clinic.engine.read(as: .owner) { transaction in
                try transaction.rows(
                    transaction.dialect.isPostgreSQL
                        ? """
                        SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns
                        WHERE table_schema = 'public'
                        """
                        : """
                        SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c
                        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
                        """
                ).map { (try $0["t"] as String, try $0["c"] as String) }
            }
            let real = Dictionary(grouping: rows.filter { !left.contains($0.0) }, by: \.0)
                .mapValues { $0.map(\.1).sorted() }
            #expect(real == described)
        }
    }
}
