import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// A database from before it was known who waits.
@Suite struct WaitingUpgradeTests {
    private static let (clinic, account) = (OldClinic.id, OldClinic.account)
    private static let former = Array(Migration.all.prefix { $0.name != Migration.waiting.name })

    /// One message of the old version: how many hours ago, by whom, and what became of it.
    private struct Old {
        var hours: Int64
        var author = Author.patient
        var status = "received"
        var type = "text"
        var relation: String?
        var refersTo: String?
        var wamid: String?

        static func outgoing(_ hours: Int64, _ author: Author = .doctor, _ status: String = "delivered") -> Old {
            Old(hours: hours, author: author, status: status)
        }
    }

    private struct Case {
        let name: String
        let messages: [Old]
        var isPaused = false
        /// A call for a human of so many hours ago.
        var flag: Int64?
        var lookedAt: Int64?
        /// Since how many hours the patient waits after the upgrade; nil where nobody waits.
        let waits: Int64?
    }

    private static let cases = [
        Case(name: "asked", messages: [Old(hours: 48), Old(hours: 24)], isPaused: true, waits: 48),
        Case(name: "answered", messages: [Old(hours: 48), .outgoing(47, .assistant)], waits: nil),
        Case(name: "asked again", messages: [Old(hours: 48), .outgoing(47), Old(hours: 3)], waits: 3),
        Case(name: "long ago", messages: [Old(hours: 24 * 8)], waits: nil),
        Case(name: "long ago and lately", messages: [Old(hours: 24 * 8), Old(hours: 2)], waits: 2),
        Case(name: "handed over", messages: [Old(hours: 5), .outgoing(4, .assistant)], flag: 4, waits: 5),
        Case(name: "called and answered", messages: [Old(hours: 5), .outgoing(3)], flag: 4, waits: nil),
        Case(name: "looked at", messages: [Old(hours: 5)], lookedAt: 4, waits: nil),
        Case(name: "failed", messages: [Old(hours: 5), .outgoing(4, .doctor, "failed")], waits: 5),
        Case(name: "still to leave", messages: [Old(hours: 5), .outgoing(4, .doctor, "pending")], waits: 5),
        Case(
            name: "reaction",
            messages: [Old(hours: 5, type: "reaction", relation: "reaction", refersTo: "w")], waits: nil),
        Case(
            name: "taken back",
            messages: [Old(hours: 5, wamid: "w.back"), Old(hours: 4, relation: "deletion", refersTo: "w.back")],
            waits: nil),
    ]

    private static func id(_ number: Int) -> PatientID {
        PatientID("b0000000-0000-0000-0000-0000000000\(10 + number)")!
    }

    @Test(arguments: TestEngine.available)
    func `what nobody has answered in the last seven days waits, and no alarm is raised for it`(
        on engine: TestEngine
    ) async throws {
        let clock = ManualClock()
        try await engine.engine(clock: clock.wall) { engine in
            _ = try await Migrator(engine: engine, migrations: Self.former).run()
            try await engine.write(as: .owner) { transaction in
                try OldClinic.insert(in: transaction)
                for (number, old) in Self.cases.enumerated() { try Self.insert(old, number, in: transaction) }
            }
            _ = try await Migrator(engine: engine).run()
            let database = Database(engine: engine, sealer: .forTests, rules: .withoutWaiting)
            let chats = database.chats(of: Self.account)
            for (number, old) in Self.cases.enumerated() {
                let since = try await chats.patient(Self.id(number)).patient.waitingSince
                #expect(since == old.waits.map { clock.now.adding(.seconds(-3600 * $0)) }, "\(old.name)")
            }
            let order = try await chats.patients(limit: 99).entries.prefix(3).map(\.patient.name)
            #expect(order == ["asked", "handed over", "called and answered"])
            clock.advance(by: .seconds(86_400))
            #expect(try await database.alarms.claim(limit: 99).isEmpty)
            #expect(try await database.alarms.nextDue() == nil)
            try await Self.goesOn(database)
        }
    }

    /// What was to leave then is an answer, and who is answered does not wait.
    private static func goesOn(_ database: Database) async throws {
        let chats = database.chats(of: account)
        let number = try #require(cases.firstIndex { $0.name == "still to leave" })
        let claim = try #require(
            await database.outbox.claimSend(ConversationKey(clinicID: clinic, patientID: id(number))))
        try await database.outbox.recordAccepted(claim, wamid: "out.later")
        #expect(try await chats.patient(id(number)).patient.waitingSince == nil)
        try await chats.markDone(patient: id(0), upTo: 1)
        #expect(try await chats.patient(id(0)).patient.waitingSince != nil, "the second message")
        try await chats.markDone(patient: id(0), upTo: 2)
        #expect(try await chats.patient(id(0)).patient.waitingSince == nil)
    }

    private static func insert(_ old: Case, _ number: Int, in transaction: any Transaction) throws {
        let ago = { (hours: Int64) in transaction.now.adding(.seconds(-3600 * hours)) }
        let seen = old.messages.filter { $0.author == .patient }.map { ago($0.hours) }.max()
        let count = old.messages.count
        let isCalled = old.flag != nil
        try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, name, phone_number, search_text, is_bot_paused, bot_paused_at, last_seq,
                last_patient_seq, needs_human, needs_human_reason, needs_human_severity, looked_at, last_activity_at,
                last_seen_at, created_at)
            VALUES (\(id(number)), \(clinic), \(old.name), \("9198000000\(10 + number)"), 'x', \(old.isPaused),
                \(old.isPaused ? transaction.now : nil), \(count), 1, \(isCalled), \(isCalled ? "assistant_unsure" : nil),
                \(isCalled ? 10 : 0), \(old.lookedAt.map(ago)), \(ago(1)), \(seen), \(ago(1000)))
            """)
        for (index, message) in old.messages.enumerated() {
            let messageID = MessageID.make()
            try transaction.execute(
                """
                INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body,
                    whatsapp_message_id, relation, context_message_id, status, created_at)
                VALUES (\(messageID), \(clinic), \(id(number)), \(index + 1), \(message.author.direction.rawValue),
                    \(message.author), \(message.type), 'x', \(message.wamid), \(message.relation), \(message.refersTo),
                    \(message.status), \(ago(message.hours)))
                """)
            guard message.status == "pending" else { continue }
            try transaction.execute(
                """
                INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, not_before, created_at)
                VALUES (\(messageID), \(clinic), \(id(number)), 'message', 'doctor', \(index + 1), 0, 'pending',
                    \(transaction.now), \(transaction.now))
                """)
        }
        guard let flag = old.flag else { return }
        try transaction.execute(
            """
            INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
            VALUES (\(id(number)), \(clinic), \(id(number)), 'assistant_unsure', 10, 1, \(ago(flag)))
            """)
    }

    // MARK: Many

    private static let many = ProcessInfo.processInfo.environment["UPGRADE_PATIENTS"].flatMap { Int64($0) }

    /// `UPGRADE_PATIENTS=200000`: five messages each, of the last days; every tenth patient waits. Prints how long it took.
    @Test(.enabled(if: many != nil, "by hand: UPGRADE_PATIENTS"), arguments: TestEngine.available)
    func `many rows are carried over`(on engine: TestEngine) async throws {
        let count = try #require(Self.many)
        try await engine.engine(clock: ManualClock().wall) { engine in
            _ = try await Migrator(engine: engine, migrations: Self.former).run()
            try await engine.write(as: .owner) { try Self.fill($0, count) }
            let begun = ContinuousClock.now
            _ = try await Migrator(engine: engine).run()
            print("\(count) patients carried over on \(engine) in \(ContinuousClock.now - begun)")
            let waiting = try await engine.read(as: .system) {
                try $0.count("SELECT COUNT(*) AS n FROM patients WHERE waiting_since IS NOT NULL")
            }
            #expect(waiting == (count + 9) / 10)
        }
    }

    private static func fill(_ transaction: any Transaction, _ count: Int64) throws {
        let now = transaction.now
        try OldClinic.insert(in: transaction)
        let isPostgreSQL = transaction.dialect.isPostgreSQL
        func padded(_ number: SQL) -> SQL {
            isPostgreSQL ? "lpad((\(number))::text, 12, '0')" : "printf('%012d', \(number))"
        }
        let (uuid, text): (SQL, SQL) = isPostgreSQL ? ("::uuid", "::text") : ("", "")
        try transaction.execute(
            """
            WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < \(count))
            INSERT INTO patients (id, doctor_id, phone_number, search_text, last_seq, last_patient_seq, last_activity_at,
                last_seen_at, created_at)
            SELECT ('b0000000-0000-0000-0000-' || \(padded("n")))\(uuid), \(clinic), '91' || (9000000000 + n)\(text), 'x', 5,
                5, \(now), \(now), \(now) FROM numbers
            """)
        // The fifth is the patient's where the patient waits.
        try transaction.execute(
            """
            WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < \(5 * count)),
            kinds AS (SELECT n, (n % 5 IN (0, 2) OR (n % 5 = 4 AND n / 5 % 10 = 0)) AS is_in FROM numbers)
            INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body, status,
                created_at)
            SELECT ('d0000000-0000-0000-0000-' || \(padded("n")))\(uuid), \(clinic),
                ('b0000000-0000-0000-0000-' || \(padded("n / 5")))\(uuid), n % 5 + 1,
                CASE WHEN is_in THEN 'incoming' ELSE 'outgoing' END, CASE WHEN is_in THEN 'patient' ELSE 'assistant' END,
                'text', 'Hello', CASE WHEN is_in THEN 'received' ELSE 'sent' END, \(now)
            FROM kinds
            """)
    }
}
