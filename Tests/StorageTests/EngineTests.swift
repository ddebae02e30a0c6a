import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// What the rest relies on: durability, isolation, secrecy.
@Suite struct EngineTests {
    @Test func `the connection that writes waits for the disk, keeps a write-ahead log and checks foreign keys`()
        async throws
    {
        try await TestEngine.sqlite.clinic { clinic in
            let engine = try #require(clinic.engine as? SQLiteEngine)
            #expect(try engine.writerPragma("synchronous") == "2")
            #expect(try engine.writerPragma("journal_mode") == "wal")
            #expect(try engine.writerPragma("foreign_keys") == "1")
            #expect(try engine.writerPragma("cache_size") == "-32768")
            #expect(try engine.writerPragma("wal_autocheckpoint") == "4000")
        }
    }

    @Test(arguments: TestEngine.available)
    func `one caller's error undoes only what that caller did, also in a shared commit`(on engine: TestEngine)
        async throws
    {
        struct Trouble: Error {}
        try await engine.clinic { clinic in
            await withTaskGroup(of: Void.self) { group in
                for n in 0..<40 {
                    group.addTask {
                        _ = try? await clinic.engine.write(as: .system) { transaction in
                            try transaction.execute(
                                """
                                INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                                VALUES (\("s\(n)"), 1, \(transaction.now))
                                """)
                            if n % 2 == 0 { throw Trouble() }
                        }
                    }
                }
            }
            let count: Int64 = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT COUNT(*) AS n FROM failed_sign_ins")[0]["n"]
            }
            #expect(count == 20)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is posted is carried out in its turn, and fails inside its own savepoint`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            @Sendable func insert(_ subject: String, _ transaction: any Transaction) -> SQL {
                """
                INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                VALUES (\(subject), 1, \(transaction.now))
                """
            }
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.post(insert("before", transaction))
                try transaction.post("UPDATE failed_sign_ins SET failures = 7 WHERE subject = \("before")")
                let seen: Int64? = try transaction.rows("SELECT failures FROM failed_sign_ins").first?["failures"]
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
                try $0.rows("SELECT subject FROM failed_sign_ins ORDER BY subject").map { try $0["subject"] }
            }
            #expect(subjects == ["after", "before", "last"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is posted last and refused undoes the transaction, and is known to have failed`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let failure = await #expect(throws: (any Error).self) {
                try await clinic.engine.write(as: .system) { transaction in
                    for _ in 1...2 {
                        try transaction.post(
                            """
                            INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                            VALUES ('twice', 1, \(transaction.now))
                            """)
                    }
                }
            }
            #expect(failure as? StorageError != .outcomeUnknown)
            let isEmpty = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT subject FROM failed_sign_ins").isEmpty
            }
            #expect(isEmpty)
        }
    }

    @Test(arguments: TestEngine.available) func `a transaction is finished although its task was cancelled`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let task = Task { try await clinic.inbox.receive(Array("{}".utf8)) }
            task.cancel()
            try await task.value
            #expect(try await clinic.inbox.counts().new == 1)
        }
    }

    @Test(arguments: TestEngine.available) func `migrating twice applies nothing the second time`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic async throws -> Void in
            #expect(try await clinic.database.migrate().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message cannot be stored under another doctor's patient, whatever the code asks for`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            await #expect(throws: (any Error).self) {
                try await clinic.engine.write(as: .system) { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type,
                            message_body, status, created_at)
                        VALUES (\(MessageID.make()), \(clinic.otherAccount.clinicID), \(patient), 9, 'incoming',
                            'patient', 'text', 'x', 'received', \(transaction.now))
                        """)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an access token is sealed at rest, bound to its doctor, and does not print`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let credentials = try #require(await clinic.outbox.credentials(of: clinic.clinicID))
            #expect(credentials.accessToken?.exposed == "token of anita@clinic.example")
            #expect("\(credentials)".contains("token of") == false)
            let sealed = try TokenSealer.forTests.seal(Secret("x"), for: clinic.clinicID)
            #expect(throws: StorageError.sealBroken) {
                try TokenSealer.forTests.open(sealed, for: clinic.otherAccount.clinicID)
            }
        }
    }

    @Test func `a database is served by one process at a time`() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path + ".lock") }
        var first: DatabaseLock? = try DatabaseLock(databasePath: path)
        #expect(first != nil)
        #expect(throws: StorageError.databaseInUse(path)) { try DatabaseLock(databasePath: path) }
        first = nil
        _ = try DatabaseLock(databasePath: path)
    }

    @Test func `a lock that goes in an instant is waited for`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path + ".lock") }
        // What a program that is being started has of it for a moment.
        let copy = open(path + ".lock", O_CREAT | O_RDWR, 0o600)
        #expect(flock(copy, LOCK_EX) == 0)
        Thread.detachNewThread {
            usleep(50_000)
            close(copy)
        }
        _ = try DatabaseLock(databasePath: path)
    }

    @Test(arguments: TestEngine.available) func `what is stored is told to those who listen, after the commit`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let heard = Recorder()
            let listening = clinic.database.changes.listen { all in all.forEach { heard.note("\($0)") } }
            let patient = try await clinic.patientWrites("Hello")
            withExtendedLifetime(listening) {}
            #expect(heard.notes.contains { $0.contains("\(patient)") && $0.contains("seq: 1") })
        }
    }

    @Test(arguments: TestEngine.available)
    func `another password ends the sessions of that account, and of nobody else`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (store, people) = (clinic.database.signIn, clinic.database.operator)
            try await store.addSession(tokenHash: "own", for: clinic.account)
            try await store.addSession(tokenHash: "other", for: clinic.otherAccount)
            #expect(try await people.setPassword(email: clinic.account.email, passwordHash: "new"))
            #expect(try await store.account(email: clinic.account.email)?.passwordHash == "new")
            #expect(try await store.session(tokenHash: "own") == nil)
            #expect(try await store.session(tokenHash: "other") != nil)
            #expect(try await !people.setPassword(email: "nobody@clinic.example", passwordHash: "new"))
        }
    }
}
