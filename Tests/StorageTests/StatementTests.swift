import Conversations
import Foundation
import Logging
@testable import Storage
import TestSupport
import Testing

/// What is bound comes back, what is prepared still fits, and what failed leaves nothing behind.
@Suite struct StatementTests {
    private static func subject(_ name: String) -> SQL {
        "SELECT failures FROM failed_sign_ins WHERE subject = \(name)"
    }

    private static func insert(_ name: String, _ failures: Int64 = 1, at time: Timestamp) -> SQL {
        """
        INSERT INTO failed_sign_ins (subject, failures, window_ends_at) VALUES (\(name), \(failures), \(time))
        """
    }

    // MARK: Shapes

    @Test func `a statement is found again by its place in the program, whatever its values, and holds none of them`() {
        let (one, other) = (SQLShape(Self.subject("one")), SQLShape(Self.subject("other")))
        #expect(one == other && one.hashValue == other.hashValue)
        #expect(one.withoutValues == one && one.withoutValues.hashValue == one.hashValue)
        #expect(!"\(one.withoutValues)".contains("one"))
        #expect(SQLShape(Self.subject("one")) != SQLShape(Self.insert("one", at: Timestamp(milliseconds: 0))))
    }

    @Test func `statements that differ in a list, a name or the type of a value are different ones`() {
        func among(_ names: [String]) -> SQLShape { SQLShape("SELECT \(SQL.list(names.map { "\($0)" }))") }
        #expect(among(["a"]) != among(["a", "b"]) && among(["a", "b"]) == among(["c", "d"]))
        func table(_ name: String) -> SQLShape { SQLShape("SELECT 1 AS one FROM \(SQL(stringLiteral: name))") }
        #expect(table("doctors") != table("patients") && table("doctors") == table("doctors"))
        func value(_ binding: Binding) -> SQLShape { SQLShape("SELECT \(binding) AS value") }
        #expect(value(.bigint(nil)) != value(.text(nil)) && value(.bigint(1)) == value(.bigint(nil)))
    }

    @Test func `lists of many lengths make few shapes`() {
        func filled(_ count: Int) -> [SQL] { (0..<count).map { "\(Int64($0))" }.filledToPowerOfTwo }
        #expect((0...9).map { filled($0).count } == [0, 1, 2, 4, 4, 8, 8, 8, 8, 16])
        #expect(SQLShape(SQL.list(filled(5))) == SQLShape(SQL.list(filled(7))))
        #expect(SQL.list(filled(3)).rendered { "$\($0)" } == "$1, $2, $3, $4")
        #expect(filled(64).count == 64 && filled(65).count == 128)
    }

    // MARK: Values

    @Test(arguments: TestEngine.available)
    func `every kind of value comes back as it went in, and NULL as nil`(on engine: TestEngine) async throws {
        let texts = [
            "", " ", "नमस्ते 👩🏽‍⚕️ مرحبا", "'; DROP TABLE x; --", "\\", "a\tb\r\nc", "2026-11-22T10:15:00.000Z",
            String(repeating: "é", count: 100_000),
        ]
        let times = [-62_135_596_800_000, -1, 0, 1_764_000_000_123, 253_402_300_799_999].map {
            Timestamp(milliseconds: $0)
        }
        try await engine.engine { engine in
            try await engine.write(as: .owner) { transaction in
                for text in texts {
                    let row = try #require(try transaction.row("SELECT \(text) AS a, \(text) AS b"))
                    #expect(try row["a"] == text && row["b"] as String? == text)
                }
                for time in times {
                    #expect(try transaction.row("SELECT \(time) AS v")?["v"] == time)
                }
                for number in [Int64.min, -1, 0, 1, Int64.max] {
                    #expect(try transaction.row("SELECT \(number) AS v")?["v"] == number)
                }
                for _ in 0..<20 {
                    let id = PatientID.make()
                    let row = try #require(try transaction.row("SELECT \(id) AS v"))
                    #expect(try row["v"] == id && row["v"] == id.description)
                }
                let row = try #require(
                    try transaction.row(
                        """
                        SELECT \(true) AS yes, \(false) AS no, \(nil as String?) AS text, \(nil as PatientID?) AS id,
                            \(nil as Timestamp?) AS time, \(nil as Int64?) AS number, \(nil as Bool?) AS flag
                        """))
                #expect(try row["yes"] as Bool && !(row["no"] as Bool) && row["flag"] as Bool? == nil)
                #expect(try row["text"] as String? == nil && row["id"] as PatientID? == nil)
                #expect(try row["time"] as Timestamp? == nil && row["number"] as Int64? == nil)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a NUL does not cut the text off`(on engine: TestEngine) async throws {
        try await engine.engine { engine in
            let found: String = try await engine.read(as: .owner) { try $0.rows("SELECT \("a\0b") AS v")[0]["v"] }
            #expect(found == "a\u{FFFD}b")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a wrong name and a value of another kind are errors, each time`(on engine: TestEngine) async throws {
        try await engine.engine { engine in
            for _ in 0..<3 {
                try await engine.read(as: .owner) { transaction in
                    let row = try #require(try transaction.row("SELECT \("x") AS name, \("y") AS name_too"))
                    #expect(throws: StorageError.noSuchColumn("nam")) { try row["nam"] as String }
                    #expect(throws: StorageError.noSuchColumn("NAME")) { try row[named: "NAME"] as String }
                    #expect(throws: StorageError.unreadable("name")) { try row["name"] as PatientID }
                    #expect(try row["name_too"] == "y")
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same statement with other values, and other statements in between, gives its own rows`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.engine.write(as: .system) { transaction in
                for n in 0..<10 as Range<Int64> {
                    try transaction.post(Self.insert("s\(n)", n, at: transaction.now))
                }
                for n in 0..<10 as Range<Int64> {
                    #expect(try transaction.row(Self.subject("s\(n)"))?["failures"] == n)
                    #expect(try transaction.row(Self.subject("nobody")) == nil)
                    #expect(try transaction.rows("SELECT subject FROM failed_sign_ins LIMIT \(n)").count == n)
                }
            }
        }
    }

    // MARK: Errors

    @Test(arguments: TestEngine.available)
    func `a statement that has failed works the next time, and keeps no transaction open`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            try await clinic.engine.write(as: .system) { transaction in
                for name in ["a", "a", "b", "a", "c"] {
                    try? transaction.savepoint { _ = try transaction.execute(Self.insert(name, at: transaction.now)) }
                }
            }
            for _ in 0..<2 {
                await #expect(throws: (any Error).self) {
                    try await clinic.engine.read(as: .system) { _ = try $0.rows("SELECT nothing FROM nowhere") }
                }
            }
            let count = try await clinic.engine.read(as: .system) {
                try $0.count("SELECT COUNT(*) AS n FROM failed_sign_ins")
            }
            #expect(count == 3)
        }
    }

    @Test func `an error of SQLite keeps its own number`() async throws {
        try await TestEngine.sqlite.clinic { clinic in
            do {
                try await clinic.engine.write(as: .system) { transaction in
                    for _ in 0..<2 { try transaction.execute(Self.insert("twice", at: transaction.now)) }
                }
                Issue.record("the second insert was not refused")
            } catch {
                // 1555: the primary key is taken.
                #expect(ReasonCode.of(error) == "database_sqlite_1555")
            }
        }
    }

    @Test func `where SQLite has undone the transaction, nothing that comes after is kept`() async throws {
        try await TestEngine.sqlite.clinic { clinic in
            await #expect(throws: (any Error).self) {
                try await clinic.engine.write(as: .system) { transaction in
                    try transaction.execute(Self.insert("before", at: transaction.now))
                    _ = try? transaction.execute(
                        """
                        INSERT OR ROLLBACK INTO failed_sign_ins (subject, failures, window_ends_at)
                        VALUES ('before', 1, \(transaction.now))
                        """)
                    _ = try? transaction.execute(Self.insert("after", at: transaction.now))
                }
            }
            try await clinic.engine.write(as: .system) { transaction in
                #expect(try transaction.count("SELECT COUNT(*) AS n FROM failed_sign_ins") == 0)
                try transaction.execute(Self.insert("later", at: transaction.now))
            }
        }
    }

    // MARK: What changes under a prepared statement

    @Test(arguments: TestEngine.available)
    func `a table that gets another shape is read as it is, without an error`(on engine: TestEngine) async throws {
        try await engine.engine { engine in
            let all: SQL = "SELECT * FROM notes"
            try await engine.reshape { transaction in
                try transaction.execute("CREATE TABLE notes (id BIGINT)")
                try transaction.execute("INSERT INTO notes VALUES (7)")
            }
            for _ in 0..<20 {
                let id: Int64? = try await engine.read(as: .owner) { try $0.row(all)?["id"] }
                #expect(id == 7)
            }
            try await engine.reshape { transaction in
                try transaction.execute("ALTER TABLE notes ADD COLUMN text TEXT DEFAULT 'new'")
            }
            for _ in 0..<20 {
                let text: String? = try await engine.read(as: .owner) { try $0.row(all)?["text"] }
                #expect(text == "new")
                try await engine.write(as: .owner) { _ = try $0.row(all) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `ever new shapes are forgotten again`(on engine: TestEngine) async throws {
        try await engine.engine { engine in
            for length in 1...700 {
                let values = (0..<length % 350 + 1).map { "\(Int64($0))" as SQL }
                try await engine.read(as: .owner) { transaction in
                    for _ in 0..<2 { _ = try transaction.rows("SELECT \(SQL.list(values))") }
                }
            }
            if engine.isShared {
                let kept = try await engine.read(as: .owner) {
                    try $0.count("SELECT COUNT(*) AS n FROM pg_prepared_statements")
                }
                #expect(kept < 300)
            }
        }
    }
}

#if PostgreSQL
    @Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
    struct PreparedStatementTests {
        /// An engine with one connection, so that what one transaction prepares the next one finds.
        private static func withEngine(
            at address: (PostgresDatabase) -> Secret? = { $0.uri }, connections: Int = 1,
            _ body: (PostgresEngine) async throws -> Void
        ) async throws {
            try await PostgresDatabase.with { database in
                guard let uri = address(database) else { return }
                let engine = try PostgresEngine(
                    PostgresSettings(uri: uri, connections: connections),
                    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
                do {
                    try await body(engine)
                    try await engine.close()
                } catch {
                    try? await engine.close()
                    throw error
                }
            }
        }

        private static func ask(_ engine: PostgresEngine, _ number: Int64) async throws {
            let answer: Int64? = try await engine.write(as: .owner) {
                try $0.row("SELECT \(number) AS asked")?["asked"]
            }
            #expect(answer == number)
        }

        private static func preparedCount(_ engine: PostgresEngine) async throws -> Int64 {
            try await engine.read(as: .owner) {
                try $0.count(
                    "SELECT COUNT(*) AS n FROM pg_prepared_statements WHERE statement LIKE '%AS asked%' AND NOT from_sql"
                )
            }
        }

        @Test func `what is run again is prepared, once`() async throws {
            try await Self.withEngine { engine in
                for number in 0..<10 { try await Self.ask(engine, Int64(number)) }
                // This question is counted as well.
                #expect(try await Self.preparedCount(engine) == 1)
                #expect(try await Self.preparedCount(engine) == 2)
            }
        }

        @Test func `what was planned for a small table is planned again once there may be a large one`() async throws {
            try await Self.withEngine { engine in
                func plans() async throws -> Int64 {
                    try await engine.read(as: .owner) {
                        try $0.count(
                            """
                            SELECT COALESCE(SUM(generic_plans + custom_plans), 0)::bigint AS n FROM pg_prepared_statements
                            WHERE statement LIKE '%AS asked%' AND NOT from_sql
                            """)
                    }
                }
                for number in 0..<100 { try await Self.ask(engine, Int64(number)) }
                let few = try await plans()
                #expect((90...100).contains(few))
                // Each is asked in a transaction of several statements.
                for number in 0..<600 { try await Self.ask(engine, Int64(number)) }
                #expect(try await plans() < 550)
            }
        }

        @Test func `a server that has forgotten what was prepared is no error, and is not asked to prepare again`()
            async throws
        {
            try await Self.withEngine { engine in
                for number in 0..<5 { try await Self.ask(engine, Int64(number)) }
                _ = try await engine.write(as: .owner) { try $0.execute("DEALLOCATE ALL") }
                for number in 5..<10 { try await Self.ask(engine, Int64(number)) }
                #expect(try await Self.preparedCount(engine) == 0)
            }
        }

        @Test func `a transaction in which a prepared statement does not fit any more is repeated, and done once`()
            async throws
        {
            try await Self.withEngine { engine in
                let tries = Recorder()
                _ = try await engine.write(as: .owner) { try $0.execute("CREATE TABLE notes (n BIGINT)") }
                func note() async throws {
                    try await engine.write(as: .owner) { transaction in
                        tries.note("once")
                        try transaction.post("INSERT INTO notes (n) VALUES (1)")
                        _ = try transaction.rows("SELECT * FROM notes")
                    }
                }
                for _ in 0..<3 { try await note() }
                _ = try await engine.write(as: .owner) { try $0.execute("ALTER TABLE notes ADD COLUMN text TEXT") }
                for _ in 0..<3 { try await note() }
                let count = try await engine.read(as: .owner) { try $0.count("SELECT COUNT(*) AS n FROM notes") }
                #expect(count == 6 && tries.notes.count == 7)
            }
        }

        @Test(.enabled(if: PostgresDatabase.pooler != nil, "SKIPPED, NOT TESTED: there is no TEST_POOLER_URL"))
        func `behind a pooler that shares connections nothing is prepared, and everything works`() async throws {
            try await Self.withEngine(at: { $0.pooledURI }, connections: 8) { engine in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 { group.addTask { try await Self.ask(engine, Int64(number)) } }
                    try await group.waitForAll()
                }
                for _ in 0..<20 { #expect(try await Self.preparedCount(engine) == 0) }
            }
        }
    }
#endif
