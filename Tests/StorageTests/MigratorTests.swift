import Conversations
import Foundation
@testable import Storage
import Synchronization
import TestSupport
import Testing

/// Steps that run Swift, and programs that are older than the schema.
@Suite struct MigratorTests {
    private struct Killed: Error {}

    /// Doubles a number in ten rows, three at a time. Throws before the batch after `killedAfter`.
    private static func doubling(killedAfter: String? = nil) -> Migration {
        Migration(
            name: "doubled", oldestProgram: Migration.known,
            statements: ["ALTER TABLE failed_sign_ins ADD COLUMN doubled BIGINT"],
            backfill: Backfill(
                total: { try $0.row("SELECT COUNT(*) AS n FROM failed_sign_ins")?["n"] ?? 0 },
                batch: { transaction, cursor in
                    if let killedAfter, cursor == killedAfter { throw Killed() }
                    let rows = try transaction.rows(
                        """
                        SELECT subject, failures FROM failed_sign_ins WHERE subject > \(cursor ?? "")
                        ORDER BY subject LIMIT 3
                        """)
                    for row in rows {
                        let (subject, failures): (String, Int64) = (try row["subject"], try row["failures"])
                        try transaction.execute(
                            """
                            UPDATE failed_sign_ins SET doubled = COALESCE(doubled, 0) + \(2 * failures)
                            WHERE subject = \(subject)
                            """)
                    }
                    return Backfill.Batch(
                        cursor: rows.count < 3 ? nil : try rows.last?["subject"], rows: Int64(rows.count))
                }))
    }

    private static func with(
        _ engine: TestEngine, _ body: (any Engine) async throws -> Void
    ) async throws {
        try await engine.engine { engine in
            _ = try await Migrator(engine: engine).run()
            for n in 1...10 as ClosedRange<Int64> {
                try await engine.write(as: .system) { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                        VALUES (\("s\(10 + n)"), \(n), \(transaction.now.adding(.seconds(900))))
                        """)
                }
            }
            try await body(engine)
        }
    }

    private static func doubled(_ engine: any Engine) async throws -> [Int64?] {
        try await engine.read(as: .owner) {
            try $0.rows("SELECT doubled FROM failed_sign_ins ORDER BY subject").map { try $0["doubled"] as Int64? }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a step in Swift works in batches, tells how far it is, and goes on where it was killed`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { engine in
            let steps = Migration.all + [Self.doubling(killedAfter: "s16")]
            await #expect(throws: Killed.self) {
                _ = try await Migrator(engine: engine, migrations: steps).run()
            }
            #expect(try await Self.doubled(engine) == [2, 4, 6, 8, 10, 12, nil, nil, nil, nil])
            let told = Mutex<[Int64]>([])
            let finished = try await Migrator(engine: engine, migrations: Migration.all + [Self.doubling()]).run {
                progress in
                #expect(progress.migration == "doubled" && progress.total == 10)
                told.withLock { $0.append(progress.rows) }
            }
            #expect(finished == ["doubled"])
            #expect(told.withLock { $0 } == [9, 10])
            #expect(try await Self.doubled(engine) == (1...10).map { 2 * $0 })
            #expect(try await Migrator(engine: engine, migrations: Migration.all + [Self.doubling()]).run().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `several nodes that start at once share a step in Swift, and every row is done once`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { engine in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        _ = try await Migrator(engine: engine, migrations: Migration.all + [Self.doubling()]).run()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.doubled(engine) == (1...10).map { 2 * $0 })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a program goes on beside an additive step of the next version, and not beside one that it cannot work with`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { engine in
            let database = Database(engine: engine)
            _ = try await Migrator(engine: engine, migrations: Migration.all + [Self.doubling()]).run()
            try await database.checkSchema()
            #expect(try await database.migrate().isEmpty, "also when it is started again")
            let needs = Migration.known + 2
            let breaking = Migration(name: "breaking", oldestProgram: needs, statements: ["SELECT 1"])
            let newer = Migration.all + [Self.doubling(), breaking]
            let heard = Recorder()
            let listening = database.changes.listen { all in if all.contains(.schema) { heard.note("schema") } }
            _ = try await Migrator(engine: engine, migrations: newer).run()
            withExtendedLifetime(listening) {}
            #expect(!heard.notes.isEmpty, "nodes are told")
            let needed = StorageError.newerSchema(needs: needs, known: Migration.known)
            await #expect(throws: needed) { try await database.checkSchema() }
            await #expect(throws: needed) { _ = try await database.migrate() }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a step that fails leaves nothing behind`(on engine: TestEngine) async throws {
        try await Self.with(engine) { engine in
            let broken = Migration(
                name: "broken", oldestProgram: Migration.known,
                statements: ["CREATE TABLE half (n BIGINT)", "INSERT INTO no_such_table VALUES (1)"])
            await #expect(throws: (any Error).self) {
                _ = try await Migrator(engine: engine, migrations: Migration.all + [broken]).run()
            }
            await #expect(throws: (any Error).self) {
                _ = try await engine.read(as: .owner) { try $0.rows("SELECT n FROM half") }
            }
        }
    }

    @Test func `on SQLite a table is made anew without losing what refers to it, and a broken reference is refused`()
        async throws
    {
        try await TestEngine.sqlite.clinic { clinic async throws -> Void in
            let patient = try await clinic.patientWrites("Hello")
            await #expect(throws: (any Error).self) {
                try await clinic.engine.reshape { try $0.execute("DELETE FROM patients") }
            }
            #expect(try await clinic.history(patient).count == 1)
            // What somebody else has broken before does not stand in the way of a step.
            try await clinic.engine.reshape { transaction in
                try transaction.execute("CREATE TABLE notes (patient TEXT REFERENCES nowhere (id))")
            }
        }
    }

    @Test(
        .enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"),
        arguments: [true, false])
    func `a node that may not change the schema says what is wrong with it, not what it may not do`(
        isTooOld: Bool
    ) async throws {
        try await PostgresDatabase.with { database in
            let owner = try database.engine()
            let steps = isTooOld ? Migration.all : Array(Migration.all.dropLast())
            _ = try await Migrator(engine: owner, migrations: steps).run()
            if isTooOld {
                try await owner.write(as: .owner) {
                    try $0.execute(
                        """
                        INSERT INTO schema_migrations (name, applied_at, oldest_program)
                        VALUES ('0099-later', \($0.now), 99)
                        """)
                }
            }
            try await owner.close()
            let app = "app_\(database.name)"
            try await database.run("CREATE ROLE \(app) LOGIN NOINHERIT IN ROLE shubhstra_doctor, shubhstra_system")
            var address = try #require(URLComponents(string: database.uri.exposed))
            (address.user, address.password) = (app, nil)
            let node = try PostgresDatabase(uri: Secret(address.string!), name: database.name).engine()
            let error = await #expect(throws: StorageError.self) { _ = try await Migrator(engine: node).run() }
            if isTooOld {
                #expect(error == .newerSchema(needs: 99, known: Migration.known))
            } else {
                #expect("\(try #require(error))".contains("run shubhstra migrate as the owner"))
            }
            try await node.close()
            try await database.run("DROP OWNED BY \(app); DROP ROLE \(app)")
        }
    }
}
