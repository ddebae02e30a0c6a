import Conversations
@testable import Storage
import TestSupport
import Testing

/// A database of the version before due replies and alarms were rows, with a thousand conversations in every state, is
/// carried over.
@Suite struct UpgradeTests {
    private static let (clinic, account) = (OldClinic.id, OldClinic.account)

    /// One conversation as the old version had it. Every combination of its states comes up among a thousand.
    private struct Old {
        let number: Int
        var id: PatientID { PatientID("b0000000-0000-0000-0000-\(padded(number))")! }
        var messageID: MessageID { MessageID("d0000000-0000-0000-0000-\(padded(number))")! }
        var outgoingID: MessageID { MessageID("e0000000-0000-0000-0000-\(padded(number))")! }
        var isPaused: Bool { number % 3 == 0 }
        var reason: String? {
            let words = NeedsHuman.known.map(\.word) + ["of_a_newer_version", nil, nil]
            return words[number % words.count]
        }
        enum Reply: Int { case none, due, leased, recomputed }
        var reply: Reply { isPaused ? .none : Reply(rawValue: number % 4)! }
        enum Outgoing: Int, CaseIterable {
            case sent, pending, sending, uncertain, unconfirmed, notConnected, metaZero, metaCode
        }
        var outgoing: Outgoing { Outgoing(rawValue: number % 8)! }

        private func padded(_ number: Int) -> String { String(String(1_000_000_000_000 + number).dropFirst()) }
    }

    private static let old = (0..<1000).map(Old.init(number:))

    @Test(arguments: TestEngine.available)
    func `a thousand conversations in every state are carried over, and go on`(on engine: TestEngine) async throws {
        let clock = ManualClock()
        try await engine.engine(clock: clock.wall) { engine in
            _ = try await Migrator(engine: engine, migrations: Array(Migration.all.prefix(6))).run()
            try await engine.write(as: .owner) { try Self.fill($0) }
            let steps = try await Migrator(engine: engine).run()
            #expect(steps == Migration.all.dropFirst(6).map(\.name))
            var rules = Rules.forTests
            rules.repliesPerClinic = 1000
            let database = Database(engine: engine, sealer: .forTests, rules: rules)
            try await Self.checkPatients(database.chats(of: Self.account))
            try await Self.checkFailures(database.chats(of: Self.account))
            try await Self.checkReplies(database, clock)
            try await Self.checkAlarms(database)
        }
    }

    private static func checkPatients(_ chats: Chats) async throws {
        var seen: [PatientID: Patient] = [:]
        var cursor: String?
        repeat {
            let page = try await chats.patients(cursor: cursor, limit: 100)
            for entry in page.entries { seen[entry.patient.id] = entry.patient }
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen.count == old.count)
        for expected in old {
            let patient = try #require(seen[expected.id])
            #expect(patient.isPaused == expected.isPaused && patient.lastSeq == 2 && patient.generation == 5)
            #expect(patient.pause?.personName == (expected.isPaused ? "Anita" : nil))
            #expect(patient.needsHuman == expected.reason.map(NeedsHuman.init(word:)))
            #expect(patient.assistantIsWriting == (expected.reply == .leased))
            #expect(patient.unreadCount == 1 && patient.name == "Ånita \(expected.number)")
        }
        // The rows' own search text was out of date, as after a join of the old version.
        #expect(try await chats.patients(search: "anita 77", limit: 100).entries.count == 11)
    }

    private static func checkFailures(_ chats: Chats) async throws {
        for expected in old.prefix(16) {
            let message = try #require(try await chats.message(expected.outgoingID))
            let origin = message.failure?.origin
            switch expected.outgoing {
            case .sent, .pending, .sending, .uncertain: #expect(origin == nil)
            case .unconfirmed, .notConnected: #expect(origin == .ours)
            case .metaZero: #expect(origin == .meta(code: nil))
            case .metaCode: #expect(origin == .meta(code: 131_026))
            }
            #expect(message.phoneNumber?.text == "91980000\(1000 + expected.number)")
        }
    }

    private static func checkReplies(_ database: Database, _ clock: ManualClock) async throws {
        let due = old.filter { $0.reply == .due || $0.reply == .recomputed }.map(\.id)
        let claims = try await database.replies.claim(limit: 1000)
        #expect(Set(claims.map(\.patientID)) == Set(due))
        #expect(claims.allSatisfy { $0.upToSeq == 1 && $0.afterSeq == 0 && $0.generation == 5 })
        let claim = try #require(claims.first)
        #expect(try await database.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
        // A lease that a node of the old version held ends as it would have ended.
        clock.advance(by: .seconds(61))
        let late = try await database.replies.claim(limit: 1000).map(\.patientID)
        #expect(Set(late).isSuperset(of: old.filter { $0.reply == .leased }.map(\.id)))
    }

    private static func checkAlarms(_ database: Database) async throws {
        let chats = database.chats(of: account)
        let called = try #require(old.first { $0.reason == "assistant_unsure" })
        try await chats.markDone(patient: called.id, upTo: .max)
        #expect(try await chats.patient(called.id).patient.needsHuman == nil)
        let open: Int64 = try await database.engine.read(as: .system) {
            try $0.rows("SELECT COUNT(*) AS n FROM alarms WHERE closed_at IS NULL")[0]["n"]
        }
        #expect(open == Int64(old.count { $0.reason != nil } - 1))
    }

    // MARK: The old version's rows

    private static func fill(_ transaction: any Transaction) throws {
        try OldClinic.insert(in: transaction)
        for old in old {
            try insertPatient(old, in: transaction)
            try insertMessages(old, in: transaction)
        }
    }

    private static func insertPatient(_ old: Old, in transaction: any Transaction) throws {
        let now = transaction.now
        let due: Timestamp? = old.reply == .none ? nil : now.adding(.seconds(-1))
        let lease: Timestamp? = old.reply == .leased ? now.adding(.seconds(60)) : nil
        let pausedAt: Timestamp? = old.isPaused ? now : nil
        try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, name, phone_number, search_text, is_bot_paused, bot_paused_at,
                bot_paused_by, bot_paused_by_account, bot_generation, last_seq, last_patient_seq, unread_count, needs_human,
                needs_human_reason, reply_due_at, reply_burst_at, reply_started_at, reply_lease_until, reply_attempts,
                reply_tries, last_activity_at, created_at)
            VALUES (\(old.id), \(clinic), \("Ånita \(old.number)"), \("91980000\(1000 + old.number)"), 'out of date',
                \(old.isPaused), \(pausedAt), \(old.isPaused ? clinic : nil), \(old.isPaused ? account.id : nil), 5, 2, 1,
                1, \(old.reason != nil), \(old.reason), \(due), \(due), \(due), \(lease),
                \(old.reply == .recomputed ? 2 : 0), \(old.reply == .leased ? 1 : 0), \(now), \(now))
            """)
    }

    private static func insertMessages(_ old: Old, in transaction: any Transaction) throws {
        let now = transaction.now
        let status: String
        var failure: (code: Int64?, sentence: String)?
        switch old.outgoing {
        case .sent: status = "sent"
        case .pending: status = "pending"
        case .sending, .uncertain: status = "sending"
        case .unconfirmed: (status, failure) = ("failed", (nil, SendFailure.unconfirmed.sentence))
        case .notConnected:
            (status, failure) = (
                "failed", (0, "The clinic is not connected to WhatsApp yet: the access token or the number is missing.")
            )
        case .metaZero:
            (status, failure) = ("failed", (0, "WhatsApp could not deliver this message and gave no reason."))
        case .metaCode: (status, failure) = ("failed", (131_026, "Not reachable."))
        }
        try transaction.execute(
            """
            INSERT INTO messages (id, doctor_id, patient_id, seq, phone_number, direction, author, message_type,
                message_body, status, created_at)
            VALUES (\(old.messageID), \(clinic), \(old.id), 1, \("91980000\(1000 + old.number)"), 'incoming', 'patient',
                'text', 'When are you open?', 'received', \(now))
            """)
        try transaction.execute(
            """
            INSERT INTO messages (id, doctor_id, patient_id, seq, phone_number, direction, author, message_type,
                message_body, status, error_code, error, can_retry, created_at)
            VALUES (\(old.outgoingID), \(clinic), \(old.id), 2, \("91980000\(1000 + old.number)"), 'outgoing',
                'doctor', 'text', 'Come at nine', \(status), \(failure?.code), \(failure?.sentence), FALSE, \(now))
            """)
        let state = [Old.Outgoing.pending: "pending", .sending: "sending", .uncertain: "uncertain"][old.outgoing]
        guard let state else { return }
        try transaction.execute(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, not_before, send_deadline,
                created_at)
            VALUES (\(old.outgoingID), \(clinic), \(old.id), 'message', 'doctor', 2, 5, \(state),
                \(now.adding(.seconds(30))), \(now.adding(.seconds(30))), \(now))
            """)
    }
}
