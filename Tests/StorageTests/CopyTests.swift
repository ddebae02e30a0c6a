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

    private static func fill(_ clinic: Clinic) async throws {
        for n in 0..<7 {
            let phone = "91987654321\(n)"
            try await clinic.patientWrites("Hello \(n) — ½ 🙂", from: phone, userID: "user.\(n)", name: nil)
        }
        let first = try #require(try await clinic.patients(clinic.account).first).patient.id
        try await clinic.doctorWrites("Good morning", to: first)
        try await clinic.store.importTopics([Topic(title: "Hours", answer: "9 to 6")], for: clinic.doctorID)
        try await clinic.store.addSession(tokenHash: "h", for: clinic.account, lasting: .seconds(9))
        try await clinic.store.countSignInFailure(subject: "s", window: .seconds(9))
        try await clinic.metaReports(.delivered, wamid: "not-known-yet")
        try await clinic.store.receive([0xFF, 0x00])
    }

    private static func target(_ body: (any Engine) async throws -> Void) async throws {
        try await PostgresDatabase.with { database in
            let engine = try database.engine()
            try await body(engine)
            try await engine.close()
        }
    }

    @Test("everything arrives, and both sides answer the same")
    func everything() async throws {
        try await Clinic.onSQLite(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                let copied = try await DatabaseCopy(from: clinic.engine, to: there) { _ in }.run()
                #expect(copied.first { $0.table == "messages" }?.rows == 8)
                let store = Store(engine: there, sealer: .forTests)
                for entry in try await clinic.patients(clinic.account) {
                    let id = entry.patient.id
                    let moved = try await store.messages(of: id, doctor: clinic.doctorID, page: .newest, limit: 200)
                    #expect(try await clinic.history(id) == moved)
                    #expect(try await store.patient(id, of: clinic.doctorID)?.patient.name == entry.patient.name)
                }
                let credentials = try await store.credentials(of: clinic.doctorID)
                #expect(credentials?.accessToken?.exposed == "token of anita@clinic.example")
                await #expect(throws: DatabaseCopy.Trouble.finishedBefore) {
                    try await DatabaseCopy(from: clinic.engine, to: there) { _ in }.run()
                }
            }
        }
    }

    @Test("an interrupted copy goes on where it was")
    func interrupted() async throws {
        try await Clinic.onSQLite(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                let seen = Mutex<[String]>([])
                await #expect(throws: Interrupted.self) {
                    try await DatabaseCopy(from: clinic.engine, to: there) { progress in
                        if progress.table == "patients" { throw Interrupted() }
                    }.run()
                }
                let copied = try await DatabaseCopy(from: clinic.engine, to: there) { progress in
                    seen.withLock { $0.append(progress.table) }
                }.run()
                #expect(!seen.withLock { $0.contains("doctors") || $0.contains("patients") })
                #expect(copied.first { $0.table == "patients" }?.rows == 7)
            }
        }
    }

    @Test("a row that differs is found, and the table is named")
    func differs() async throws {
        try await Clinic.onSQLite(rules: .withoutWaiting) { clinic in
            try await Self.fill(clinic)
            try await Self.target { there in
                await #expect(throws: Interrupted.self) {
                    try await DatabaseCopy(from: clinic.engine, to: there) { progress in
                        if progress.table == "patients" { throw Interrupted() }
                    }.run()
                }
                try await there.write(as: .owner) { try $0.execute("UPDATE knowledge SET answer = 'another'") }
                await #expect(throws: DatabaseCopy.Trouble.differs(table: "knowledge")) {
                    try await DatabaseCopy(from: clinic.engine, to: there) { _ in }.run()
                }
            }
        }
    }

    @Test("a target with doctors of its own is refused")
    func inUse() async throws {
        try await Clinic.onSQLite { (clinic) async throws -> Void in
            try await Clinic.onPostgres { (other) async throws -> Void in
                await #expect(throws: DatabaseCopy.Trouble.targetInUse) {
                    try await DatabaseCopy(from: clinic.engine, to: other.engine) { _ in }.run()
                }
            }
        }
    }

    @Test("a target with anything else of its own is refused too, before anything is copied")
    func inUseWithoutDoctors() async throws {
        try await Clinic.onSQLite { (clinic) async throws -> Void in
            try await Self.target { there in
                _ = try await there.migrate()
                try await Store(engine: there, sealer: .forTests).receive(Array("{}".utf8))
                await #expect(throws: DatabaseCopy.Trouble.targetInUse) {
                    try await DatabaseCopy(from: clinic.engine, to: there) { _ in }.run()
                }
            }
        }
    }

    @Test("no column of either engine is forgotten")
    func description() async throws {
        let described = Dictionary(
            uniqueKeysWithValues: CopiedTable.all.map { ($0.name, $0.columns.map(\.name).sorted()) })
        let left: Set = ["schema_migrations", "inbox_lanes", "announcements"]
        try await Clinic.with { (clinic) async throws in
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
