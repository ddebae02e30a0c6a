import Conversations
import Foundation
import Storage
import TestSupport
import Testing

/// What the rest relies on: durability, isolation, secrecy.
@Suite struct EngineTests {
    @Test("the connection that writes waits for the disk, keeps a write-ahead log and checks foreign keys")
    func pragmas() async throws {
        try await Clinic.onSQLite { (clinic) async throws in
            let engine = try #require(clinic.engine as? SQLiteEngine)
            #expect(try engine.writerPragma("synchronous") == "2")
            #expect(try engine.writerPragma("journal_mode") == "wal")
            #expect(try engine.writerPragma("foreign_keys") == "1")
        }
    }

    @Test("one caller's error undoes only what that caller did, also in a shared commit")
    func savepoints() async throws {
        struct Trouble: Error {}
        try await Clinic.with { (clinic) async throws in
            await withTaskGroup(of: Void.self) { group in
                for n in 0..<40 {
                    group.addTask {
                        _ = try? await clinic.engine.write(as: .system) { transaction in
                            try transaction.execute(
                                """
                                INSERT INTO sign_in_failures (subject, failures, window_ends_at)
                                VALUES (\("s\(n)"), 1, \(transaction.now))
                                """)
                            if n % 2 == 0 { throw Trouble() }
                        }
                    }
                }
            }
            let count: Int64 = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT COUNT(*) AS n FROM sign_in_failures")[0]["n"]
            }
            #expect(count == 20)
        }
    }

    @Test("what is posted is carried out in its turn, and fails inside its own savepoint")
    func posted() async throws {
        try await Clinic.with { (clinic) async throws in
            @Sendable func insert(_ subject: String, _ transaction: any Transaction) -> SQL {
                """
                INSERT INTO sign_in_failures (subject, failures, window_ends_at)
                VALUES (\(subject), 1, \(transaction.now))
                """
            }
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.post(insert("before", transaction))
                try transaction.post("UPDATE sign_in_failures SET failures = 7 WHERE subject = \("before")")
                let seen: Int64? = try transaction.rows("SELECT failures FROM sign_in_failures").first?["failures"]
                #expect(seen == 7)
                #expect(throws: (any Error).self) {
                    try transaction.savepoint {
                        try transaction.post(insert("undone", transaction))
                        try transaction.savepoint { try transaction.post(insert("before", transaction)) }
                    }
                }
                try transaction.savepoint { try transaction.post(insert("after", transaction)) }
                try transaction.post(insert("last", transaction))
            }
            let subjects: [String] = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT subject FROM sign_in_failures ORDER BY subject").map { try $0["subject"] }
            }
            #expect(subjects == ["after", "before", "last"])
        }
    }

    @Test("what is posted last and refused undoes the transaction, and is known to have failed")
    func postedAtCommit() async throws {
        try await Clinic.with { (clinic) async throws in
            let failure = await #expect(throws: (any Error).self) {
                try await clinic.engine.write(as: .system) { transaction in
                    for _ in 1...2 {
                        try transaction.post(
                            """
                            INSERT INTO sign_in_failures (subject, failures, window_ends_at)
                            VALUES ('twice', 1, \(transaction.now))
                            """)
                    }
                }
            }
            #expect(failure as? StorageError != .outcomeUnknown)
            let isEmpty = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT subject FROM sign_in_failures").isEmpty
            }
            #expect(isEmpty)
        }
    }

    @Test("a transaction is finished although its task was cancelled")
    func cancellation() async throws {
        try await Clinic.with { (clinic) async throws in
            let task = Task { try await clinic.store.receive(Array("{}".utf8)) }
            task.cancel()
            try await task.value
            #expect(try await clinic.store.newDeliveries(limit: 9).count == 1)
        }
    }

    @Test("migrating twice applies nothing the second time")
    func migrateTwice() async throws {
        try await Clinic.with { (clinic) async throws in
            #expect(try await clinic.engine.migrate().isEmpty)
        }
    }

    @Test("a message cannot be stored under another doctor's patient, whatever the code asks for")
    func tenancyInTheSchema() async throws {
        try await Clinic.with { (clinic) async throws in
            let patient = try await clinic.patientWrites("Hello")
            await #expect(throws: (any Error).self) {
                try await clinic.engine.write(as: .system) { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type,
                            message_body, status, created_at)
                        VALUES (\(MessageID.make()), \(clinic.otherAccount.doctorID), \(patient), 9, 'incoming',
                            'patient', 'text', 'x', 'received', \(transaction.now))
                        """)
                }
            }
        }
    }

    @Test("an access token is sealed at rest, bound to its doctor, and does not print")
    func sealing() async throws {
        try await Clinic.with { (clinic) async throws in
            let credentials = try #require(await clinic.store.credentials(of: clinic.doctorID))
            #expect(credentials.accessToken?.exposed == "token of anita@clinic.example")
            #expect("\(credentials)".contains("token of") == false)
            let sealed = try TokenSealer.forTests.seal(Secret("x"), for: clinic.doctorID)
            #expect(throws: StorageError.sealBroken) {
                try TokenSealer.forTests.open(sealed, for: clinic.otherAccount.doctorID)
            }
        }
    }

    @Test("a database is served by one process at a time")
    func lock() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path + ".lock") }
        var first: DatabaseLock? = try DatabaseLock(databasePath: path)
        #expect(first != nil)
        #expect(throws: StorageError.databaseInUse(path)) { try DatabaseLock(databasePath: path) }
        first = nil
        _ = try DatabaseLock(databasePath: path)
    }

    @Test("what is stored is told to those who listen, after the commit")
    func changes() async throws {
        try await Clinic.with { (clinic) async throws in
            let heard = Recorder()
            let listening = clinic.store.changes.listen { all in all.forEach { heard.note("\($0)") } }
            let patient = try await clinic.patientWrites("Hello")
            withExtendedLifetime(listening) {}
            #expect(heard.notes.contains { $0.contains("\(patient)") && $0.contains("seq: 1") })
        }
    }

    @Test("another password ends the sessions of that account, and of nobody else")
    func password() async throws {
        try await Clinic.with { (clinic) async throws in
            let store = clinic.store
            try await store.addSession(tokenHash: "own", for: clinic.account, lasting: .seconds(60))
            try await store.addSession(tokenHash: "other", for: clinic.otherAccount, lasting: .seconds(60))
            #expect(try await store.setPassword(email: clinic.account.email.uppercased(), passwordHash: "new"))
            #expect(try await store.accountToSignIn(email: clinic.account.email)?.passwordHash == "new")
            #expect(try await store.session(tokenHash: "own", lasting: .seconds(60)) == nil)
            #expect(try await store.session(tokenHash: "other", lasting: .seconds(60)) != nil)
            #expect(try await !store.setPassword(email: "nobody@clinic.example", passwordHash: "new"))
        }
    }

    @Test("sessions end, slide with use, and failed sign-ins are counted in a window")
    func sessions() async throws {
        try await Clinic.with { (clinic) async throws in
            let store = clinic.store
            try await store.addSession(tokenHash: "h", for: clinic.account, lasting: .seconds(7200))
            clinic.clock.advance(by: .seconds(5000))
            #expect(try await store.session(tokenHash: "h", lasting: .seconds(7200))?.account == clinic.account)
            clinic.clock.advance(by: .seconds(5000))
            #expect(try await store.session(tokenHash: "h", lasting: .seconds(7200)) != nil)
            clinic.clock.advance(by: .seconds(7200))
            #expect(try await store.session(tokenHash: "h", lasting: .seconds(7200)) == nil)
            for _ in 0..<3 { try await store.countSignInFailure(subject: "a", window: .seconds(900)) }
            #expect(try await store.signInWait(subject: "a", limit: 4) == nil)
            #expect(try await store.signInWait(subject: "a", limit: 3) == .seconds(900))
            clinic.clock.advance(by: .seconds(900))
            #expect(try await store.signInWait(subject: "a", limit: 3) == nil)
        }
    }
}
