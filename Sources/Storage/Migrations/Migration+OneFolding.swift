import Conversations

extension Migration {
    /// Search texts and the keys of topics are folded anew, as `folded` does it now. First the topics, a few clinics at a
    /// time, then the patients.
    static let oneFolding = Migration(
        name: "0011-one-folding", oldestProgram: 10,
        backfill: Backfill(
            total: { transaction in
                let topics = try transaction.count("SELECT COUNT(*) AS n FROM knowledge")
                return try topics + transaction.count("SELECT COUNT(*) AS n FROM patients")
            },
            batch: { transaction, cursor in
                if let cursor, let patient = cursor.trimmed(of: patients) {
                    return try refoldPatients(after: patient.isEmpty ? nil : patient, in: transaction)
                }
                return try refoldTopics(after: cursor?.trimmed(of: clinics), in: transaction)
            }))

    /// What a cursor of each part begins with.
    private static let (clinics, patients) = ("clinic ", "patient ")

    private static func refoldPatients(
        after cursor: String?, in transaction: any Transaction
    ) throws -> Backfill.Batch {
        guard let backfill = searchTextAgain.backfill else { return Backfill.Batch(cursor: nil, rows: 0) }
        let batch = try backfill.batch(transaction, cursor, Rules())
        return Backfill.Batch(cursor: batch.cursor.map { patients + $0 }, rows: batch.rows)
    }

    private static func refoldTopics(
        after cursor: String?, in transaction: any Transaction
    ) throws -> Backfill.Batch {
        let last = try cursor.map { text throws -> ClinicID in
            guard let clinic = ClinicID(text) else { throw StorageError.unreadable("last_key") }
            return clinic
        }
        let isLater: SQL = last.map { "WHERE doctor_id > \($0)" } ?? ""
        let batch = try transaction.rows(
            """
            SELECT doctor_id, COUNT(*) AS n FROM knowledge \(isLater)
            GROUP BY doctor_id ORDER BY doctor_id LIMIT 50
            """
        ).map { row in (clinic: try row["doctor_id"] as ClinicID, count: try row["n"] as Int64) }
        guard let newest = batch.last else { return Backfill.Batch(cursor: patients, rows: 0) }
        let notes = try batch.flatMap { try RefoldedTopics(of: $0.clinic, in: transaction).store(in: transaction) }
        return Backfill.Batch(
            cursor: "\(clinics)\(newest.clinic)", rows: batch.map(\.count).reduce(0, +), notes: notes)
    }
}

extension String {
    /// What follows `prefix`; nil where it doesn't begin with it.
    fileprivate func trimmed(of prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}

/// One clinic's topics with their new keys. Where titles have become one, the topic that was written last keeps its own;
/// the others get a number, and none is lost.
private struct RefoldedTopics {
    private struct Change {
        let oldKey: String
        let oldTitle: String
        let topic: Topic
    }

    private let clinic: ClinicID
    private var changes: [Change] = []

    init(of clinic: ClinicID, in transaction: any Transaction) throws {
        self.clinic = clinic
        let rows = try transaction.rows(
            """
            SELECT topic_key, topic FROM knowledge WHERE doctor_id = \(clinic)
            ORDER BY updated_at DESC, position DESC, topic_key DESC
            """)
        var taken: Set<String> = []
        var others: [(key: String, title: String)] = []
        for row in rows {
            let (key, title): (String, String) = (try row["topic_key"], try row["topic"])
            let topic = Topic(written: title, answer: "")
            if taken.insert(topic.key).inserted {
                changes.append(Change(oldKey: key, oldTitle: title, topic: topic))
            } else {
                others.append((key, title))
            }
        }
        for (key, title) in others {
            changes.append(Change(oldKey: key, oldTitle: title, topic: Self.numbered(title, &taken)))
        }
    }

    private static func numbered(_ title: String, _ taken: inout Set<String>) -> Topic {
        var number = 2
        while true {
            let suffix = " (\(number))"
            let topic = Topic(written: title.cut(to: Topic.titleLimit - suffix.utf16.count) + suffix, answer: "")
            if taken.insert(topic.key).inserted { return topic }
            number += 1
        }
    }

    /// Returns what the operator has to know.
    func store(in transaction: any Transaction) throws -> [String] {
        let changed = changes.filter { $0.oldKey != $0.topic.key || $0.oldTitle != $0.topic.title }
        // A new key may be another topic's old one.
        for (number, change) in changed.enumerated() {
            try transaction.execute(
                "UPDATE knowledge SET topic_key = \("\u{1}\(number)") WHERE \(isTopic(change.oldKey))")
        }
        for (number, change) in changed.enumerated() {
            try transaction.execute(
                """
                UPDATE knowledge SET topic_key = \(change.topic.key), topic = \(change.topic.title)
                WHERE \(isTopic("\u{1}\(number)"))
                """)
        }
        return changed.filter { Topic(title: $0.oldTitle, answer: "").key != $0.topic.key }.map {
            "clinic \(clinic): a later topic has the title of \"\($0.oldTitle)\", which is \"\($0.topic.title)\" now"
        }
    }

    private func isTopic(_ key: String) -> SQL { "doctor_id = \(clinic) AND topic_key = \(key)" }
}

extension String {
    /// Without its end where it is longer than this many UTF-16 units.
    fileprivate func cut(to limit: Int) -> String {
        var length = 0
        return String(
            prefix {
                length += $0.utf16.count
                return length <= limit
            })
    }
}
