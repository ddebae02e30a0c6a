import Conversations
@testable import Storage
import Synchronization
import TestSupport
import Testing

/// A database of the version before: keys and search texts are folded anew, and nothing is lost.
@Suite struct OneFoldingTests {
    private static let before = Array(Migration.all.prefix { $0.name != Migration.oneFolding.name })
    private static let clinic = ClinicID("c0000000-0000-0000-0000-000000000001")!
    private static let other = ClinicID("c0000000-0000-0000-0000-000000000002")!

    private struct Row: Hashable {
        var key: String
        var title: String
        /// In hours; the later one counts.
        var updated: Int64
        var answer: String { "\(title) \(updated)" }
    }

    private static func insert(_ rows: [Row], of clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO doctors (id, name, email, phone_number, created_at)
            VALUES (\(clinic), 'Dr', \("\(clinic)@clinic.example"), '919000000000', \(transaction.now))
            """)
        for (position, row) in rows.enumerated() {
            try transaction.execute(
                """
                INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved)
                VALUES (\(clinic), \(row.key), \(row.title), \(row.answer), \(Int64(position)),
                    \(Timestamp(milliseconds: row.updated * 3_600_000)), \(position.isMultiple(of: 2)))
                """)
        }
    }

    private static func upgraded(
        _ engine: TestEngine, _ rows: [Row], alone: Bool = true
    ) async throws -> (topics: [String: String], keys: [String], notes: [String]) {
        try await engine.engine { engine in
            _ = try await Migrator(engine: engine, migrations: before).run()
            try await engine.write(as: .owner) {
                try insert(rows, of: clinic, in: $0)
                try insert([Row(key: "café", title: "Café", updated: 1)], of: other, in: $0)
            }
            let notes = Mutex<[String]>([])
            _ = try await Migrator(engine: engine, rules: .forTests).run { progress in
                notes.withLock { $0 += progress.notes }
            }
            let stored = try await engine.read(as: .system) {
                try $0.rows(
                    "SELECT topic_key, topic, answer FROM knowledge WHERE doctor_id = \(clinic) ORDER BY position"
                )
                .map {
                    (
                        key: try $0["topic_key"] as String, title: try $0["topic"] as String,
                        answer: try $0["answer"] as String
                    )
                }
            }
            #expect(stored.count == rows.count)
            #expect(stored.map(\.answer) == rows.map(\.answer), "no answer is lost or moved")
            #expect(
                try await Operator(engine: engine, sealer: .forTests, rules: Rules()).knowledge(of: other).map(
                    \.topic.title) == [
                        "Café"
                    ])
            return (
                Dictionary(uniqueKeysWithValues: stored.map { ($0.answer, $0.title) }), stored.map(\.key),
                notes.withLock { $0 }
            )
        }
    }

    @Test(arguments: TestEngine.available)
    func `of titles that have become one the later keeps its own, and the other is named with its number`(
        on engine: TestEngine
    ) async throws {
        let rows = [
            Row(key: "doctor’s fee", title: "Doctor’s fee", updated: 1),
            Row(key: "doctor's fee", title: "Doctor's fee", updated: 2), Row(key: "hours", title: "Hours", updated: 3),
        ]
        let (topics, keys, notes) = try await Self.upgraded(engine, rows)
        #expect(topics[rows[0].answer] == "Doctor’s fee (2)" && topics[rows[1].answer] == "Doctor's fee")
        #expect(keys == ["doctor's fee (2)", "doctor's fee", "hours"])
        #expect(notes.count == 1 && notes[0].contains("\"Doctor’s fee (2)\"") && notes[0].contains("\(Self.clinic)"))
    }

    @Test(arguments: TestEngine.available)
    func `a number that is taken is not given, and many that have become one all stay`(
        on engine: TestEngine
    ) async throws {
        let rows = [
            Row(key: "x – y", title: "X – Y", updated: 1), Row(key: "x — y", title: "X — Y", updated: 4),
            Row(key: "x - y (2)", title: "X - Y (2)", updated: 1), Row(key: "x - y", title: "X - Y", updated: 3),
            Row(key: "x - y  (2)", title: "X - Y  (2)", updated: 2), Row(key: "x ‑ y", title: "X ‑ Y", updated: 4),
        ]
        let (topics, keys, notes) = try await Self.upgraded(engine, rows)
        #expect(Set(keys).count == rows.count && Set(topics.values.map(\.folded)) == Set(keys))
        // Written at the same time: the one that stands later.
        #expect(topics[rows[5].answer] == "X ‑ Y")
        #expect(topics[rows[4].answer] == "X - Y (2)", "of two with a number the later keeps it")
        #expect(topics[rows[1].answer] == "X — Y (3)" && topics[rows[3].answer] == "X - Y (4)")
        #expect(topics[rows[2].answer] == "X - Y (2) (2)" && topics[rows[0].answer] == "X – Y (5)")
        #expect(notes.count == 4)
    }

    @Test(arguments: TestEngine.available)
    func `a new key may be another topic's old one, and a long title is cut for its number`(
        on engine: TestEngine
    ) async throws {
        let long = String(repeating: "t", count: 200)
        let rows = [
            Row(key: "b", title: "A", updated: 1), Row(key: "a", title: "B", updated: 1),
            Row(key: long, title: long, updated: 1), Row(key: "\(long) ", title: "\(long) ", updated: 2),
            Row(key: "two\nlines", title: "Two\nlines", updated: 1),
        ]
        let (topics, keys, _) = try await Self.upgraded(engine, rows)
        #expect(keys.prefix(2) == ["a", "b"])
        let cut = try #require(topics[rows[2].answer])
        #expect(cut.count == 200 && cut.hasSuffix("t (2)"))
        #expect(topics[rows[4].answer] == "Two lines" && keys[4] == "two lines")
    }

    @Test(arguments: TestEngine.available)
    func `patients are found by the new folding at once, and a step that was killed goes on`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello", name: "Zoë O’Brien")
            _ = try await clinic.database.operator.importTopics(
                [Topic(title: "Doctor’s fee", answer: "500")], for: clinic.clinicID)
            try await clinic.engine.write(as: .owner) { transaction in
                try transaction.execute("UPDATE patients SET search_text = 'zoe o’brien 919876543210'")
                try transaction.execute("UPDATE knowledge SET topic_key = 'doctor’s fee'")
                // As it is left by a program that was killed after the topics of the first clinics.
                try transaction.execute("DELETE FROM schema_migrations WHERE name = \(Migration.oneFolding.name)")
                try transaction.execute(
                    """
                    INSERT INTO migration_progress (name, last_key, done_rows, total_rows)
                    VALUES (\(Migration.oneFolding.name), \("clinic 00000000-0000-0000-0000-000000000000"), 0, 2)
                    """)
            }
            let told = Mutex<[MigrationProgress]>([])
            _ = try await Migrator(engine: clinic.engine, rules: .forTests).run { progress in
                told.withLock { $0.append(progress) }
            }
            #expect(told.withLock { $0.last?.rows } == 2)
            let found = try await clinic.chats.patients(search: "o'brien", limit: 9).entries.map(\.patient.id)
            #expect(found == [patient])
            let again = try await clinic.database.operator.importTopics(
                [Topic(title: "Doctor's fee", answer: "500")], for: clinic.clinicID)
            #expect(again.added == 0 && again.respelled.map(\.before) == ["Doctor’s fee"])
        }
    }
}
