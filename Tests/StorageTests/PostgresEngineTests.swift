import Conversations
import Foundation
import Logging
@testable import Storage
import TestSupport
import Testing

#if PostgreSQL
    /// What only a server can do to us: go away, be slow, be elsewhere, be used by somebody else too.
    @Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
    struct PostgresEngineTests {
        /// Runs `body` with an engine on an empty database.
        private static func withEngine(
            _ change: (inout PostgresSettings) -> Void = { _ in },
            _ body: (PostgresEngine, PostgresDatabase) async throws -> Void
        ) async throws {
            try await PostgresDatabase.with { database in
                var settings = PostgresSettings(uri: database.uri, connections: 3)
                change(&settings)
                let engine = try engine(settings)
                do {
                    try await body(engine, database)
                    try await engine.close()
                } catch {
                    try? await engine.close()
                    throw error
                }
            }
        }

        @Test func `times that somebody else has set to for ever are read as the farthest there are`() async throws {
            try await Self.withEngine { engine, _ in
                let row = try await engine.read(as: .owner) {
                    try $0.rows(
                        """
                        SELECT TIMESTAMPTZ '-infinity' AS first, TIMESTAMPTZ 'infinity' AS last,
                            TIMESTAMPTZ '1999-12-31T23:59:59.9995Z' AS before
                        """)[0]
                }
                let first: Timestamp = try row["first"]
                let last: Timestamp = try row["last"]
                let before: Timestamp = try row["before"]
                #expect(first.description == "0001-01-01T00:00:00.000Z")
                #expect(last.description == "9999-12-31T23:59:59.999Z")
                #expect(before.description == "1999-12-31T23:59:59.999Z")
            }
        }

        private static func engine(_ settings: PostgresSettings) throws -> PostgresEngine {
            try PostgresEngine(settings, logger: silent)
        }

        private static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }

        private static func count(_ engine: PostgresEngine, _ table: SQL = "notes") async throws -> Int64 {
            try await engine.read(as: .owner) { try $0.rows("SELECT COUNT(*) AS n FROM \(table)")[0]["n"] }
        }

        private static func prepare(_ engine: PostgresEngine, _ statements: SQL...) async throws {
            try await engine.write(as: .owner) { transaction in
                for statement in statements { try transaction.execute(statement) }
            }
        }

        // MARK: A server that goes away

        @Test func `connections that the server has ended are made again, without an error`() async throws {
            try await Self.withEngine { engine, database in
                try await Self.prepare(engine, "CREATE TABLE notes (n BIGINT)")
                try await database.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database.name)' AND pid <> pg_backend_pid()"
                )
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for n in 0..<12 {
                        group.addTask {
                            _ = try await engine.write(as: .owner) { try $0.execute("INSERT INTO notes VALUES (\(n))") }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await Self.count(engine) == 12)
            }
        }

        /// A table whose first insert, and no other, ends the connection it came over.
        private static func prepareToBreak(_ engine: PostgresEngine, _ moment: SQL) async throws {
            try await prepare(
                engine, "CREATE TABLE notes (n BIGINT)", "CREATE SEQUENCE tries",
                """
                CREATE FUNCTION break_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('tries') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                    RETURN NULL;
                END $$
                """,
                """
                CREATE CONSTRAINT TRIGGER break_once AFTER INSERT ON notes DEFERRABLE INITIALLY \(moment)
                FOR EACH ROW EXECUTE FUNCTION break_once()
                """)
        }

        private static func tries(_ engine: PostgresEngine) async throws -> Int64 {
            try await engine.read(as: .owner) { try $0.rows("SELECT last_value AS n FROM tries")[0]["n"] }
        }

        @Test func `a transaction whose connection breaks before the commit is repeated, and done once`() async throws {
            try await Self.withEngine { engine, _ in
                try await Self.prepareToBreak(engine, "IMMEDIATE")
                _ = try await engine.write(as: .owner) { try $0.execute("INSERT INTO notes VALUES (1)") }
                #expect(try await Self.count(engine) == 1)
                #expect(try await Self.tries(engine) == 2)
            }
        }

        @Test func `a transaction whose connection breaks at the commit is not repeated: it may be there`() async throws
        {
            try await Self.withEngine { engine, _ in
                try await Self.prepareToBreak(engine, "DEFERRED")
                await #expect(throws: StorageError.outcomeUnknown) {
                    _ = try await engine.write(as: .owner) { try $0.execute("INSERT INTO notes VALUES (1)") }
                }
                #expect(try await Self.tries(engine) == 1)
            }
        }

        @Test func `a commit that is never confirmed is not taken for done, and not repeated`() async throws {
            try await Self.withEngine({
                $0.statementLimit = .milliseconds(200)
                $0.silenceLimit = .milliseconds(300)
            }) { engine, _ in
                _ = try await Migrator(engine: engine).run()
                try await Self.prepare(
                    engine, "CREATE TABLE notes (n BIGINT)", "CREATE SEQUENCE tries",
                    """
                    CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        PERFORM nextval('tries'), pg_sleep(30);
                        RETURN NULL;
                    END $$
                    """,
                    """
                    CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION linger()
                    """,
                    "GRANT ALL ON notes, tries TO shubhstra_system")
                await #expect(throws: StorageError.outcomeUnknown) {
                    _ = try await engine.write(as: .system) { try $0.execute("INSERT INTO notes VALUES (1)") }
                }
                #expect(try await Self.tries(engine) == 1)
            }
        }

        @Test func `a statement that takes too long is ended by the server, and the connection goes on`() async throws {
            try await Self.withEngine({
                $0.connections = 2
                $0.statementLimit = .milliseconds(150)
            }) { engine, _ in
                _ = try await Migrator(engine: engine).run()
                try await Self.prepare(
                    engine, "CREATE TABLE notes (n BIGINT)", "GRANT ALL ON notes TO shubhstra_system")
                for _ in 0..<3 {
                    let error = await #expect(throws: StorageError.self) {
                        try await engine.write(as: .system) { transaction in
                            try transaction.execute("INSERT INTO notes VALUES (1)")
                            try transaction.execute("SELECT pg_sleep(20)")
                        }
                    }
                    #expect(error?.isPassing == true)
                    guard case .refused(let state, _)? = error else {
                        Issue.record("\(String(describing: error)) is not the server's word")
                        continue
                    }
                    #expect(state == "57014")
                }
                #expect(try await Self.count(engine) == 0)
            }
        }

        @Test func `a server that is not there is an error after a while, and the password is not in it`() async throws
        {
            var settings = PostgresSettings(
                uri: Secret("postgresql://clinic:hunter2@127.0.0.1:9/clinic"), connections: 2)
            settings.patience = .milliseconds(200)
            let engine = try Self.engine(settings)
            let error = await #expect(throws: StorageError.self) {
                try await engine.read(as: .system) { _ = try $0.rows("SELECT 1 AS one") }
            }
            guard case .unavailable? = error else {
                Issue.record("\(String(describing: error)) does not say that the database is away")
                return
            }
            #expect(!"\(error!)".contains("hunter2"))
            try await engine.close()
        }

        @Test func `more work than anybody would wait for is refused at once`() async throws {
            try await Self.withEngine({ $0.connections = 2 }) { engine, _ in
                let refused = Recorder()
                let gate = DispatchSemaphore(value: 0)
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<2 {
                        group.addTask { () async in try? await engine.read(as: .owner) { _ in gate.wait() } }
                    }
                    for _ in 0..<4200 {
                        group.addTask { () async in
                            do {
                                try await engine.read(as: .owner) { _ = try $0.rows("SELECT 1 AS one") }
                            } catch {
                                refused.note("\(error)")
                                // The blocked reads go on as soon as one was refused.
                                gate.signal()
                            }
                        }
                    }
                    await group.waitForAll()
                }
                #expect(refused.notes.contains { $0.contains("too much waits") })
            }
        }

        @Test func `of several hosts, the one is used that is there and takes writes`() async throws {
            try await PostgresDatabase.with { database in
                guard let parts = URLComponents(string: database.uri.exposed), let host = parts.host else { return }
                let user = parts.user.map { "\($0)\(parts.password.map { ":\($0)" } ?? "")@" } ?? ""
                let uri = "postgresql://\(user)127.0.0.1:9,\(host):\(parts.port ?? 5432)/\(database.name)"
                let engine = try Self.engine(
                    PostgresSettings(uri: Secret("\(uri)?target_session_attrs=read-write"), connections: 2))
                let name: String = try await engine.read(as: .owner) {
                    try $0.rows("SELECT current_database()::text AS v")[0]["v"]
                }
                #expect(name == database.name)
                try await engine.close()
            }
        }

        // MARK: Several nodes

        @Test func `several nodes that start at once apply every migration once`() async throws {
            try await PostgresDatabase.with { database in
                let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let engine = try database.engine()
                            let names = try await Migrator(engine: engine).run()
                            try await engine.close()
                            return names
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(applied.sorted() == Migration.all.map(\.name))
            }
        }

        /// Two engines on one database, of which the second hears what the first commits.
        private static func withTwoNodes(
            listen: ListenAddress,
            _ body: (_ speaking: PostgresEngine, _ heard: Recorder, PostgresDatabase) async throws -> Void
        ) async throws {
            try await withEngine { first, database in
                _ = try await Migrator(engine: first).run()
                let second = try engine(PostgresSettings(uri: database.uri, connections: 2, listen: listen))
                let heard = Recorder()
                let listening = second.changes.listen { all in all.forEach { heard.note("\($0)") } }
                let following = Task { await second.follow(logger: silent) }
                let outcome: Result<Void, any Error>
                do {
                    // The other node follows once it hears a change that is repeated until then.
                    try await eventually("the other node follows") {
                        try await say(ClinicID.make(), on: first)
                        return heard.notes.isEmpty ? nil : true
                    }
                    outcome = .success(try await body(first, heard, database))
                } catch { outcome = .failure(error) }
                withExtendedLifetime(listening) {}
                following.cancel()
                await following.value
                try await second.close()
                try outcome.get()
            }
        }

        @discardableResult
        private static func say(_ doctor: ClinicID, on engine: PostgresEngine) async throws -> PatientID {
            let patient = PatientID.make()
            try await engine.write(as: .system) { $0.signal(.patient(doctor, patient, seq: 1)) }
            return patient
        }

        @Test(arguments: [ListenAddress.sameAddress, .off]) func `what one node commits, the other hears of`(
            listen: ListenAddress
        ) async throws {
            try await Self.withTwoNodes(listen: listen) { first, heard, _ in
                for _ in 0..<3 {
                    let patient = try await Self.say(ClinicID.make(), on: first)
                    try await eventually("the other node hears of it") {
                        heard.notes.contains { $0.contains("\(patient)") } ? true : nil
                    }
                }
            }
        }

        @Test func `a node whose connections were ended hears what was committed meanwhile`() async throws {
            try await Self.withTwoNodes(listen: .sameAddress) { first, heard, database in
                try await database.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database.name)' AND pid <> pg_backend_pid()"
                )
                let patient = try await Self.say(ClinicID.make(), on: first)
                try await eventually("the other node hears of it") {
                    heard.notes.contains { $0.contains("\(patient)") } ? true : nil
                }
            }
        }

        @Test func `a node hears what is new also after a lost primary has taken the numbers of announcements with it`()
            async throws
        {
            try await Self.withTwoNodes(listen: .sameAddress) { first, heard, database in
                for _ in 0..<3 { try await Self.say(ClinicID.make(), on: first) }
                let last = try await Self.say(ClinicID.make(), on: first)
                try await eventually("the other node is up to date") {
                    heard.notes.contains { $0.contains("\(last)") } ? true : nil
                }
                try await database.run("DELETE FROM announcements; ALTER TABLE announcements ALTER COLUMN id RESTART")
                let patient = try await Self.say(ClinicID.make(), on: first)
                try await eventually("the other node hears of it") {
                    heard.notes.contains { $0.contains("\(patient)") || $0.contains("missed") } ? true : nil
                }
            }
        }

        @Test func `what could not be announced at first is announced later, although nothing else happens`()
            async throws
        {
            try await Self.withTwoNodes(listen: .sameAddress) { first, heard, database in
                try await database.run("REVOKE INSERT ON announcements FROM shubhstra_system")
                let patient = try await Self.say(ClinicID.make(), on: first)
                try await database.run("GRANT INSERT ON announcements TO shubhstra_system")
                try await eventually("the other node hears that something changed") {
                    heard.notes.contains { $0.contains("\(patient)") || $0.contains("missed") } ? true : nil
                }
            }
        }
    }
#endif
