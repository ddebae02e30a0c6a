import Conversations

/// What became of the topics of a file.
package struct KnowledgeImport: Sendable, Hashable {
    package struct Respelling: Sendable, Hashable {
        package let before: String
        package let title: String
    }

    package internal(set) var added = 0
    package internal(set) var changed = 0
    package internal(set) var kept = 0
    /// The titles of those that the file does not have; nil where they stay.
    package internal(set) var removed: [String]?
    /// Titles that are spelled in another way now.
    package internal(set) var respelled: [Respelling] = []
    /// The titles of those that the assistant does not use, since nobody has approved their present wording.
    package internal(set) var unapproved: [String] = []
}

/// One clinic's topics while a file is imported.
struct KnowledgeImporter {
    let clinic: ClinicID
    let transaction: any Transaction
    let approves: Bool
    let replaces: Bool
    /// The titles, as they were, of topics that say or count something else now.
    private(set) var touched: [String] = []
    private(set) var report = KnowledgeImport()
    private var position: Int64 = 0

    init(clinic: ClinicID, transaction: any Transaction, approves: Bool, replaces: Bool) throws {
        (self.clinic, self.transaction, self.approves, self.replaces) = (clinic, transaction, approves, replaces)
        guard !replaces else { return }
        position = try transaction.count(
            "SELECT COALESCE(MAX(position), 0) AS n FROM knowledge WHERE doctor_id = \(clinic)")
    }

    mutating func removeOthers(than entries: [TopicEntry]) throws {
        let wanted = Set(entries.map(\.topic.key))
        let known = try transaction.rows(
            "SELECT topic_key, topic FROM knowledge WHERE doctor_id = \(clinic) ORDER BY position, topic_key")
        let others = try known.filter { !wanted.contains(try $0["topic_key"]) }
        for row in others {
            try transaction.execute("DELETE FROM knowledge WHERE \(isTopic(try row["topic_key"]))")
        }
        report.removed = try others.map { try $0["topic"] }
        touched += report.removed ?? []
    }

    mutating func store(_ entry: TopicEntry) throws {
        let topic = Topic(written: entry.topic.title, answer: entry.topic.answer)
        position += 1
        let known = try transaction.row(
            "SELECT topic, answer, approved FROM knowledge WHERE \(isTopic(topic.key))")
        let isApproved: Bool
        if let known {
            isApproved = try replace(TopicEntry(Topic(row: known), isApproved: known["approved"]), with: topic)
        } else {
            isApproved = entry.isApproved || approves
            try insert(topic, isApproved)
        }
        if !isApproved { report.unapproved.append(topic.title) }
    }

    private mutating func insert(_ topic: Topic, _ isApproved: Bool) throws {
        report.added += 1
        try transaction.execute(
            """
            INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved)
            VALUES (\(clinic), \(topic.key), \(topic.title), \(topic.answer), \(position), \(transaction.now),
                \(isApproved))
            """)
    }

    /// Returns whether the topic is approved.
    private mutating func replace(_ known: TopicEntry, with topic: Topic) throws -> Bool {
        let isSame = Topic(written: known.topic.title, answer: known.topic.answer) == topic
        let isApproved = approves || isSame && known.isApproved
        if isSame { report.kept += 1 } else { report.changed += 1 }
        if topic.title != known.topic.title {
            report.respelled.append(.init(before: known.topic.title, title: topic.title))
        }
        if replaces {
            try transaction.execute("UPDATE knowledge SET position = \(position) WHERE \(isTopic(topic.key))")
        }
        guard !isSame || isApproved != known.isApproved else { return isApproved }
        touched.append(known.topic.title)
        try transaction.execute(
            """
            UPDATE knowledge SET topic = \(topic.title), answer = \(topic.answer), approved = \(isApproved),
                updated_at = \(transaction.now)
            WHERE \(isTopic(topic.key))
            """)
        return isApproved
    }

    /// Where an adoption left more, they can still be changed.
    func checkCount() throws {
        let count = try transaction.count("SELECT COUNT(*) AS n FROM knowledge WHERE doctor_id = \(clinic)")
        guard report.added == 0 || count <= Topic.countLimit else { throw Refusal.tooManyTopics(count) }
    }

    private func isTopic(_ key: String) -> SQL { "doctor_id = \(clinic) AND topic_key = \(key)" }
}
