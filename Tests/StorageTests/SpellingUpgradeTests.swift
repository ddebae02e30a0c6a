import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// A database from before one number in two spellings was one person.
@Suite struct SpellingUpgradeTests {
    private static let (clinic, account) = (OldClinic.id, OldClinic.account)

    /// Two rows of one number, in every combination of their states.
    private struct Pair {
        let number: Int
        var isLongOlder: Bool { number % 2 == 0 }
        enum Paused: Int { case neither, long, short, both }
        var paused: Paused { Paused(rawValue: number / 2 % 4)! }
        enum Known: Int { case neither, long, short, contradict, formerly }
        var ids: Known { Known(rawValue: number / 8 % 5)! }
        enum Waiting: Int { case nobody, long, short, both }
        var waiting: Waiting { Waiting(rawValue: number / 40 % 4)! }

        var suffix: String { String(String(10_000 + number).suffix(4)) }
        var longPhone: String { "55889987\(suffix)9" }
        var shortPhone: String { "5588987\(suffix)9" }
        func id(_ row: Int) -> PatientID { PatientID("b0000000-0000-0000-000\(row)-00000000\(suffix)")! }
        func message(_ row: Int, _ n: Int) -> MessageID {
            MessageID("d0000000-0000-000\(n)-000\(row)-00000000\(suffix)")!
        }
        func isPaused(_ row: Int) -> Bool { paused == .both || paused == (row == 0 ? .long : .short) }
        func waits(_ row: Int) -> Bool {
            !isPaused(row) && (waiting == .both || waiting == (row == 0 ? .long : .short))
        }

        func userID(_ row: Int) -> String? {
            switch ids {
            case .neither: nil
            case .long: row == 0 ? "IN.\(number)" : nil
            case .short: row == 1 ? "IN.\(number)" : nil
            case .contradict, .formerly: "IN.\(number).\(row)"
            }
        }
    }

    private static let pairs = (0..<160).map(Pair.init(number:))

    @Test(arguments: TestEngine.available)
    func `rows of one number become one, unless their ids contradict each other`(on engine: TestEngine) async throws {
        let clock = ManualClock()
        try await engine.engine(clock: clock.wall) { engine in
            _ = try await Migrator(engine: engine, migrations: Array(Migration.all.prefix(8))).run()
            try await engine.write(as: .owner) { try Self.fill($0) }
            _ = try await Migrator(engine: engine).run()
            let database = Database(engine: engine, sealer: .forTests, rules: .withoutWaiting)
            for pair in Self.pairs { try await Self.check(pair, database, clock) }
            let left: Int64 = try await engine.read(as: .system) {
                try $0.rows("SELECT COUNT(*) AS n FROM patients")[0]["n"]
            }
            #expect(left == Int64(Self.pairs.count + Self.pairs.count { $0.ids == .contradict }))
        }
    }

    private static func check(_ pair: Pair, _ database: Database, _ clock: ManualClock) async throws {
        let chats = database.chats(of: account)
        let (long, short) = (try await chats.patient(pair.id(0)).patient, try await chats.patient(pair.id(1)).patient)
        guard pair.ids != .contradict else {
            #expect(long.id == pair.id(0) && short.id == pair.id(1))
            // The one who wrote last has the number.
            #expect((long.phoneNumber == nil) != (short.phoneNumber == nil))
            return
        }
        #expect(long.id == short.id && long.isPaused == (pair.paused != .neither), "\(pair)")
        if pair.isPaused(0) || pair.isPaused(1) { #expect(long.pause?.personName == "Anita") }
        let messages = try await chats.messages(of: long.id, page: .newest, limit: 50)
        #expect(messages.map(\.seq) == [1, 2, 3, 4, 5], "\(pair)")
        #expect(messages.map(\.body) == ["at 1", "at 2", "at 3", "at 4", "at 5"], "\(pair)")
        #expect(long.lastSeq == 5 && long.unreadCount == 5)
        if pair.ids != .neither { #expect(long.userID != nil) }
        // Whoever comes next, in whatever spelling, finds it.
        for (n, phone) in [pair.longPhone, pair.shortPhone].enumerated() {
            let message = InboundMessage(
                wamid: Wamid("new.\(pair.number).\(n)")!, person: WhatsAppPerson(phone: PhoneNumber(phone)!),
                sentAt: clock.now, body: "new")
            try await database.engine.write(as: .system) {
                _ = try InboundEvents(rules: Rules.forTests, transaction: $0).apply(
                    InboundUpdate(.message(message), at: "700800900100200"))
            }
        }
        #expect(try await chats.patient(long.id).patient.lastSeq == 7)
        let alarms: [Int64] = try await database.engine.read(as: .system) {
            try $0.rows("SELECT seq FROM alarms WHERE patient_id = \(long.id) ORDER BY seq").map { try $0["seq"] }
        }
        #expect(alarms == (pair.number % 3 == 0 ? [3, 4] : []), "\(pair)")
        try await checkReplies(pair, long.id, database)
    }

    private static func checkReplies(_ pair: Pair, _ id: PatientID, _ database: Database) async throws {
        let due = try await database.engine.read(as: .system) {
            try $0.row("SELECT 1 AS one FROM due_replies WHERE patient_id = \(id)") != nil
        }
        // Two messages came since.
        #expect(due == (pair.paused == .neither))
        let open: Int64? = try await database.engine.read(as: .system) {
            try $0.rows("SELECT answered_seq FROM patients WHERE id = \(id)")[0]["answered_seq"]
        }
        guard pair.paused == .neither else { return }
        let first: Int64 =
            switch pair.waiting {
            case .nobody: 5
            case .long, .both: 0
            case .short: 1
            }
        #expect(open == first, "\(pair)")
    }

    // MARK: Many

    private static let many = ProcessInfo.processInfo.environment["UPGRADE_PATIENTS"].flatMap { Int64($0) }

    /// `UPGRADE_PATIENTS=200000`: half of the rows are pairs, each with five messages. Prints how long it took.
    @Test(.enabled(if: many != nil, "by hand: UPGRADE_PATIENTS"), arguments: TestEngine.available)
    func `many rows are carried over`(on engine: TestEngine) async throws {
        let count = try #require(Self.many)
        try await engine.engine(clock: ManualClock().wall) { engine in
            _ = try await Migrator(engine: engine, migrations: Array(Migration.all.prefix(8))).run()
            try await engine.write(as: .owner) { try Self.fill($0, count) }
            let begun = ContinuousClock.now
            _ = try await Migrator(engine: engine).run()
            print("\(count) patients carried over on \(engine) in \(ContinuousClock.now - begun)")
            let left: Int64 = try await engine.read(as: .system) {
                try $0.rows("SELECT COUNT(*) AS n FROM patients")[0]["n"]
            }
            #expect(left == count - count / 4)
            let gaps: Int64 = try await engine.read(as: .system) {
                try $0.rows(
                    """
                    SELECT COUNT(*) AS n FROM (SELECT p.id FROM patients p JOIN messages m ON m.doctor_id = p.doctor_id
                        AND m.patient_id = p.id GROUP BY p.id, p.last_seq
                        HAVING COUNT(*) <> p.last_seq OR MAX(m.seq) <> p.last_seq) x
                    """)[0]["n"]
            }
            #expect(gaps == 0)
        }
    }

    private static func fill(_ transaction: any Transaction, _ count: Int64) throws {
        let now = transaction.now
        try OldClinic.insert(in: transaction)
        let isPostgreSQL = transaction.dialect.isPostgreSQL
        let padded: SQL = isPostgreSQL ? "lpad(n::text, 12, '0')" : "printf('%012d', n)"
        let (uuid, text): (SQL, SQL) = isPostgreSQL ? ("::uuid", "::text") : ("", "")
        // A pair is two rows that follow each other.
        try transaction.execute(
            """
            WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < \(count))
            INSERT INTO patients (id, doctor_id, phone_number, search_text, last_seq, last_patient_seq, last_activity_at,
                last_seen_at, created_at)
            SELECT ('b0000000-0000-0000-0000-' || \(padded))\(uuid), \(clinic),
                CASE WHEN n >= \(count / 2) THEN '91' || (9000000000 + n)\(text)
                    WHEN n % 2 = 0 THEN '55889' || (80000000 + n)\(text) ELSE '5588' || (80000000 + n - 1)\(text) END,
                'x', 5, 5, \(now), \(now), \(now) FROM numbers
            """)
        try transaction.execute(
            """
            WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < \(5 * count))
            INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body, status,
                created_at)
            SELECT ('d0000000-0000-0000-0000-' || \(padded))\(uuid), \(clinic), p.id, numbers.n % 5 + 1, 'incoming',
                'patient', 'text', 'Hello', 'received', \(now)
            FROM numbers JOIN patients p ON p.id = ('b0000000-0000-0000-0000-' || \(isPostgreSQL
                ? "lpad((n / 5)::text, 12, '0')" as SQL : "printf('%012d', n / 5)"))\(uuid) AND p.doctor_id = \(clinic)
            """)
    }

    // MARK: The old version's rows

    private static func fill(_ transaction: any Transaction) throws {
        try OldClinic.insert(in: transaction)
        for pair in pairs {
            for row in 0...1 { try insert(pair, row, in: transaction) }
            guard pair.ids == .formerly else { continue }
            try transaction.execute(
                """
                INSERT INTO patient_aliases (doctor_id, whatsapp_user_id, patient_id, created_at)
                VALUES (\(clinic), \(pair.userID(1)), \(pair.id(0)), \(transaction.now))
                """)
        }
    }

    /// The first row's messages are of 1, 3 and 5 o'clock, the second's of 2 and 4.
    private static func insert(_ pair: Pair, _ row: Int, in transaction: any Transaction) throws {
        let now = transaction.now
        let times = row == 0 ? [1, 3, 5] : [2, 4]
        let seen = now.adding(.seconds(3600 * Int64(times.last! - 10)))
        let paused = pair.isPaused(row)
        let isCalled = pair.number % 3 == 0
        try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, name, phone_number, whatsapp_user_id, search_text, is_bot_paused,
                bot_paused_at, bot_paused_by, bot_paused_by_account, bot_generation, last_seq, last_patient_seq,
                unread_count, needs_human, needs_human_reason, needs_human_severity, last_activity_at, last_seen_at,
                created_at)
            VALUES (\(pair.id(row)), \(clinic), \(row == 0 ? "Asha" : nil), \(row == 0 ? pair.longPhone : pair.shortPhone),
                \(pair.userID(row)), 'asha', \(paused), \(paused ? seen : nil), \(paused ? clinic : nil),
                \(paused ? account.id : nil), \(row), \(times.count), \(times.count), \(times.count), \(isCalled),
                \(isCalled ? "patient_asked" : nil), \(isCalled ? 70 : 0), \(seen), \(seen),
                \(now.adding(.seconds(-86_400 * (pair.isLongOlder == (row == 0) ? 9 : 8))))
            )
            """)
        for (index, time) in times.enumerated() {
            let at = now.adding(.seconds(3600 * Int64(time - 10)))
            // Stored later than it was written.
            try transaction.execute(
                """
                INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body, status,
                    sent_at, created_at)
                VALUES (\(pair.message(row, index)), \(clinic), \(pair.id(row)), \(index + 1), 'incoming', 'patient', 'text',
                    \("at \(time)"), 'received', \(at), \(now))
                """)
        }
        if isCalled {
            try transaction.execute(
                """
                INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
                VALUES (\(pair.message(row, 9)), \(clinic), \(pair.id(row)), 'patient_asked', 70, 2, \(now))
                """)
        }
        if pair.waits(row) {
            try transaction.execute(
                """
                INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at)
                VALUES (\(clinic), \(pair.id(row)), \(now), \(now))
                """)
        }
    }
}
