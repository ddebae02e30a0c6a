import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// What is done for every message, every look of a worker and every request costs the same however long the history
/// is: on a million messages, each statement is explained while the store runs it.
@Suite(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
struct QueryPlanTests {
    /// Tables that grow with the clinic.
    private static let growing: Set = [
        "patients", "messages", "outbox", "deliveries", "sessions", "aliases", "parked_statuses",
        "retired_wamids",
        "alarms", "due_replies", "due_alarms", "former_patients", "search_pieces", "changed_patients",
    ]
    /// No statement may look at more pages of 8 KiB than this. The messages alone fill some twenty thousand.
    private static let pageLimit = 450
    /// A search looks at a thousand pieces at most, and at as many patients.
    private static let searchLimit = 2500

    @Test func `no statement of a hot path reads a table through, and none looks at many pages`() async throws {
        try await TestEngine.postgres.clinic(rules: .withoutWaiting, wrapping: ExplainingEngine.init) { clinic in
            try await Self.fill(clinic)
            let engine = try #require(clinic.engine as? ExplainingEngine)
            var statements = 0
            for (name, work) in Self.hotPaths {
                let plans = try await engine.plans { try await work(clinic) }
                #expect(!plans.isEmpty, "\(name) asked the database nothing")
                // What has changed is a day's, and swept without an index that every message would have to write.
                let growing = name == "sweep" ? Self.growing.subtracting(["changed_patients"]) : Self.growing
                for plan in plans {
                    #expect(growing.isDisjoint(with: plan.sequentialScans), "\(name):\n\(plan)")
                    let limit = name.hasPrefix("search") ? Self.searchLimit : Self.pageLimit
                    #expect(plan.pages <= limit, "\(name) looks at \(plan.pages) pages:\n\(plan)")
                }
                statements += plans.count
            }
            #expect(statements > 100)
            // The rows, the words of those who need somebody, and since when: none for each row.
            let page = try await engine.plans { _ = try await clinic.chats.patients(limit: 100) }
            #expect(page.count == 3, "a page of the list takes \(page.count) statements")
            // Counting a clinic's patients looks at each once, and at nothing that grows faster.
            for plan in try await engine.plans(of: { _ = try await clinic.chats.patientCounts() }) {
                #expect(plan.sequentialScans.allSatisfy { $0 == "patients" }, "\(plan)")
                #expect(plan.pages <= 2 * Self.pageLimit, "counting looks at \(plan.pages) pages:\n\(plan)")
            }
        }
    }

    @Test func `the plan of a statement without an index is recognised`() async throws {
        try await TestEngine.postgres.clinic(wrapping: ExplainingEngine.init) { clinic in
            let engine = try #require(clinic.engine as? ExplainingEngine)
            let plans = try await engine.plans {
                try await engine.read(as: .system) { _ = try $0.rows("SELECT 1 AS one FROM accounts") }
            }
            let plan = try #require(plans.first)
            #expect(plan.sequentialScans == ["accounts"] && plan.pages > 0)
        }
    }

    private typealias HotPath = @Sendable (TestClinic) async throws -> Void

    private static let hotPaths: [(String, HotPath)] = [
        ("take a webhook in", { try await $0.inbox.receive(Array("{}".utf8), for: [TestClinic.number]) }),
        ("look for deliveries", { _ = try await $0.inbox.claim(limit: 9) }),
        ("apply a patient's message", { try await $0.patientApplies("A question", from: "910000000007") }),
        ("apply a deletion", { try await $0.patientTakesBack("w910000000007.49", from: "910000000007") }),
        ("apply a stranger's message", { try await $0.patientApplies("Hello", from: "919999999999") }),
        ("apply a status", { try await $0.metaReports(.read, wamid: "w910000000007.2") }),
        ("apply an unknown status", { try await $0.metaReports(.read, wamid: "nobody") }),
        ("apply an echo", { try await $0.phoneWrites("Come today", to: "910000000008") }),
        ("look for replies", { _ = try await $0.replies.nextDue() }),
        ("look for replies beside full clinics", { _ = try await $0.replies.nextDue(besides: $0.manyClaims) }),
        ("claim beside full clinics", { _ = try await $0.replies.claim(limit: 9, besides: $0.manyClaims) }),
        ("answer", { try await $0.assistantAnswersOnce() }),
        ("look for sends", { _ = try await $0.outbox.claim(limit: 64) }),
        ("look when to send", { _ = try await $0.outbox.nextDue() }),
        ("send", { try await $0.sendOnce() }),
        ("look for typing", { _ = try await $0.outbox.receipts.claim(limit: 8) }),
        ("take over", { _ = try await $0.doctorWrites("Come today", to: $0.some(3), clientMessageID: "a") }),
        ("pause", { try await $0.chats.setPaused(true, patient: $0.some(4)) }),
        ("resume", { try await $0.chats.setPaused(false, patient: $0.some(4)) }),
        ("mark read", { try await $0.chats.markRead(patient: $0.some(5), upTo: 50) }),
        ("mark done", { try await $0.chats.markDone(patient: $0.some(3), upTo: 50) }),
        ("take it back", { try await $0.chats.undoDone(patient: $0.some(3)) }),
        ("look for alarms", { _ = try await $0.database.alarms.claim(limit: 64) }),
        ("look when to call", { _ = try await $0.database.alarms.nextDue() }),
        ("call", { try await $0.callsOnce() }),
        ("change when to call", { _ = try await $0.chats.changeClinic { $0.name = "Smile" } }),
        ("list all", { try await $0.lists(.all) }),
        ("list who waits for a human", { try await $0.lists(.needsHuman) }),
        ("list who waits for an answer", { try await $0.lists(.waiting) }),
        ("list who is with the clinic", { try await $0.lists(.manual) }),
        ("list what is unread", { try await $0.lists(.unread) }),
        ("search for a part of a number", { try await $0.finds("010007", 1...2) }),
        ("search for the last digits of a number", { try await $0.finds("1234", 2...50) }),
        ("search for a rare word beside a common one", { try await $0.finds("patient 19998", 1...1) }),
        ("search for what all have", { try await $0.finds("atien", 50...50) }),
        ("search for one letter", { try await $0.finds("p", 50...50) }),
        ("search for what nobody has", { try await $0.finds("zebra", 0...0) }),
        ("ask what has changed", { try await $0.asksWhatChanged() }),
        ("read a history", { try await $0.readsHistory() }),
        ("sign in", { _ = try await $0.database.signIn.account(email: $0.account.email) }),
        ("use a session", { _ = try await $0.database.signIn.session(tokenHash: "s500") }),
        ("count the inbox", { _ = try await $0.inbox.counts() }),
        ("sweep", { _ = try await $0.database.operator.sweep() }),
    ]

    /// Twenty thousand patients with fifty messages each, a second clinic, a week of deliveries, many sessions, and
    /// five thousand messages that wait because WhatsApp was away.
    private static func fill(_ clinic: TestClinic) async throws {
        let (own, other) = (clinic.clinicID, clinic.otherAccount.clinicID)
        try await clinic.engine.write(as: .owner) { transaction in
            let now = transaction.now
            let statements: [SQL] = [
                // Without triggers: what is written here is consistent, and checking a million references takes long.
                "SELECT set_config('session_replication_role', 'replica', TRUE) AS mode",
                """
                INSERT INTO patients (id, doctor_id, name, phone_number, search_text, pieces_of, last_seq, last_patient_seq,
                    is_bot_paused, bot_paused_at, unread_count, needs_human, needs_human_reason, needs_human_severity, last_activity_at,
                    waiting_since, waiting_seq, list_rank, created_at)
                SELECT gen_random_uuid(), CASE WHEN n < 20000 THEN \(own) ELSE \(other) END, 'Patient ' || n,
                    (910000000000 + n)::text, 'patient ' || n || ' ' || (910000000000 + n),
                    'patient ' || n || ' ' || (910000000000 + n), 50, 49, n % 2000 = 1,
                    CASE WHEN n % 2000 = 1 THEN \(now) END, CASE WHEN n % 2000 = 2 THEN 3 ELSE 0 END, n % 2000 = 3,
                    CASE WHEN n % 2000 = 3 THEN 'send_failed' END, CASE WHEN n % 2000 = 3 THEN 80 ELSE 0 END, \(now) - n * INTERVAL '1 minute',
                    CASE WHEN n % 2000 IN (1, 4) THEN \(now) - n * INTERVAL '1 minute' END,
                    CASE WHEN n % 2000 IN (1, 4) THEN 49 END, CASE n % 2000 WHEN 1 THEN 100000 + n WHEN 3 THEN 1 ELSE 0 END,
                    \(now)
                FROM generate_series(0, 21999) n
                """,
                """
                INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body,
                    whatsapp_message_id, status, waits_for_answer, answers_seq, created_at)
                SELECT gen_random_uuid(), doctor_id, id, n, CASE n % 2 WHEN 1 THEN 'incoming' ELSE 'outgoing' END,
                    CASE n % 2 WHEN 1 THEN 'patient' ELSE 'assistant' END, 'text',
                    'What are your opening hours on Saturday?', 'w' || phone_number || '.' || n,
                    CASE n % 2 WHEN 1 THEN 'received' ELSE 'sent' END, n % 2 = 1, CASE n % 2 WHEN 0 THEN n - 1 END,
                    \(now) - (50 - n) * INTERVAL '1 day'
                FROM patients CROSS JOIN generate_series(1, 50) n ORDER BY n
                """,
                """
                INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, not_before,
                    created_at)
                SELECT m.id, m.doctor_id, m.patient_id, 'message', 'assistant', m.seq, 0, 'pending',
                    \(now) - n * INTERVAL '1 second', \(now)
                FROM (SELECT id, doctor_id, row_number() OVER (ORDER BY phone_number) AS n FROM patients) p
                JOIN messages m ON m.doctor_id = p.doctor_id AND m.patient_id = p.id AND m.seq = 50
                WHERE n BETWEEN 1000 AND 6000
                """,
                """
                INSERT INTO deliveries (id, received_at, body, encoding, state)
                SELECT gen_random_uuid(), \(now) - n * INTERVAL '3 seconds', '{}', 'utf8', 'done'
                FROM generate_series(1, 200000) n
                """,
                """
                INSERT INTO sessions (token_hash, doctor_id, account_id, ends_at, created_at)
                SELECT 's' || n, \(own), \(clinic.account.id), \(now) + n * INTERVAL '1 minute', \(now)
                FROM generate_series(1, 20000) n
                """,
                """
                INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                SELECT \(own), 'r' || n, \(now) FROM generate_series(1, 20000) n
                """,
                """
                INSERT INTO parked_statuses (doctor_id, whatsapp_message_id, status, can_retry, created_at)
                SELECT \(own), 'p' || n, 'sent', FALSE, \(now) FROM generate_series(1, 20000) n
                """,
                """
                INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at, closed_at)
                SELECT gen_random_uuid(), doctor_id, id, 'assistant_unsure', 10, n, \(now),
                    CASE WHEN n > 1 OR NOT needs_human THEN \(now) END
                FROM patients CROSS JOIN generate_series(1, 2) n
                """,
                """
                INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at, leased_until)
                SELECT doctor_id, id, \(now) + INTERVAL '1 hour' * CASE WHEN phone_number LIKE '%55' THEN -1 ELSE 1 END,
                    \(now), CASE WHEN phone_number LIKE '%55' THEN \(now) + INTERVAL '1 hour' END
                FROM patients WHERE NOT is_bot_paused
                """,
                """
                INSERT INTO due_alarms (doctor_id, patient_id, arrived_at, due_at)
                SELECT doctor_id, id, \(now), \(now) + INTERVAL '1 hour' * CASE WHEN phone_number LIKE '%4' THEN -1 ELSE 1 END
                FROM patients
                """,
                """
                INSERT INTO former_patients (doctor_id, id, patient_id, joined_at)
                SELECT doctor_id, gen_random_uuid(), id, \(now) FROM patients
                """,
                """
                INSERT INTO changed_patients (doctor_id, patient_id, changed_in, changed_at)
                SELECT doctor_id, id, row_number() OVER (ORDER BY phone_number) % 500, \(now) FROM patients
                """,
                """
                INSERT INTO aliases (doctor_id, patient_id, kind, value, spelling, first_said_at, last_said_at, is_held)
                SELECT doctor_id, id, 'number', phone_number, phone_number, \(now), \(now), TRUE FROM patients
                UNION ALL SELECT doctor_id, id, 'user_id', 'IN.' || phone_number, NULL, \(now), \(now), FALSE
                FROM patients
                """,
            ]
            for statement in statements { _ = try transaction.rows(statement) }
            try transaction.execute(
                """
                INSERT INTO search_pieces (doctor_id, patient_id, piece)
                SELECT DISTINCT doctor_id, id, substr(search_text, n, 8) FROM patients CROSS JOIN generate_series(1, 40) n
                WHERE substr(search_text, n, 1) NOT IN ('', ' ')
                """)
        }
        try await clinic.engine.write(as: .owner) { transaction in
            for table in growing { try transaction.execute("ANALYZE \(SQL(stringLiteral: table))") }
            let messages: Int64 = try transaction.rows("SELECT COUNT(*) AS n FROM messages")[0]["n"]
            #expect(messages >= 1_000_000)
        }
    }
}

/// The steps of the hot paths, without what `TestClinic` looks up around them.
extension TestClinic {
    fileprivate func finds(_ text: String, _ count: ClosedRange<Int>) async throws {
        let found = try await chats.patients(search: text, limit: 50).entries.count
        #expect(count.contains(found), "\(text): \(found)")
    }

    fileprivate func some(_ number: Int64) async throws -> PatientID {
        try await engine.read(as: .system) { [clinicID] transaction in
            try transaction.rows(
                """
                SELECT id FROM patients WHERE doctor_id = \(clinicID)
                    AND phone_number = \(String(910_000_000_000 + number))
                """)[0]["id"]
        }
    }

    /// As many as fill two clinics.
    fileprivate var manyClaims: Set<ReplyClaim> {
        Set(
            (0..<2 * rules.repliesPerClinic).map { number in
                ReplyClaim(
                    conversation: ConversationKey(
                        clinicID: number.isMultiple(of: 2) ? .make() : otherAccount.clinicID, patientID: .make()),
                    generation: 0, mode: .answer, isHeldByPerson: false, upToSeq: 1, afterSeq: 0, lastSeq: 1,
                    begunAt: clock.now, recomputed: 0, leases: 1,
                    smallTalkIsAnswered: false)
            })
    }

    fileprivate func patientTakesBack(_ wamid: Wamid, from phone: String) async throws {
        try await patientApplies("This message was deleted.", from: phone, .deletion(of: wamid))
    }

    fileprivate func patientApplies(
        _ text: String, from phone: String, _ relation: InboundMessage.Relation? = nil
    ) async throws {
        var message = InboundMessage(
            wamid: Wamid("in.\(UUID())")!, person: WhatsAppPerson(phone: PhoneNumber(phone)!, name: "Asha"),
            sentAt: clock.now, body: text)
        message.relation = relation
        let updates = [InboundUpdate(.message(message), at: TestClinic.number)]
        try await inbox.receive(Array("{}".utf8), for: [TestClinic.number])
        for lane in try await inbox.claim(limit: 9) {
            _ = try await inbox.applyNext(in: lane) {
                ReadDelivery(
                    id: $0.id, updates: updates, problem: nil,
                    numbers: [TestClinic.number])
            }
        }
    }

    fileprivate func assistantAnswersOnce() async throws {
        let claim = try #require(try await takeReply())
        _ = try #require(try await replies.question(for: claim))
        try await replies.showTyping(for: claim)
        #expect(try await replies.enqueue(MessageText("9 to 6")!, for: claim) == .enqueued)
    }

    fileprivate func sendOnce() async throws {
        let key = try #require(try await outbox.claim(limit: 1).first)
        let claim = try #require(try await outbox.claimSend(key))
        try await outbox.recordAccepted(claim, wamid: Wamid("sent.\(UUID())")!)
    }

    fileprivate func callsOnce() async throws {
        let due = try await database.alarms.claim(limit: 64)
        #expect(due.count == 64)
        for key in due.prefix(5) { _ = try await database.alarms.raise(key) }
    }

    fileprivate func lists(_ filter: PatientFilter) async throws {
        let first = try await chats.patients(filter: filter, limit: 5)
        #expect(first.entries.count == 5)
        let cursor = try #require(first.nextCursor)
        _ = try await chats.patients(filter: filter, cursor: cursor, limit: 5)
    }

    /// Beside twenty thousand patients that have changed today.
    fileprivate func asksWhatChanged() async throws {
        let since = try #require(try await chats.patients(limit: 1).since)
        for number in 10..<20 as Range<Int64> { try await chats.markRead(patient: some(number), upTo: 50) }
        let changes = try await chats.patients(changedSince: since, search: "patient", filter: .all, limit: 100)
        #expect(changes.entries.count == 10)
    }

    fileprivate func readsHistory() async throws {
        let patient = try await some(9)
        for page in [MessagePage.newest, .before(40), .after(10)] {
            let messages = try await chats.conversation(with: patient, page: page, limit: 50).messages
            _ = try await chats.message(messages[0].id)
        }
        _ = try await chats.patient(patient)
    }
}
