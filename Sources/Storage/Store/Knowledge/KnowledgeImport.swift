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
    /// The titles of those among them that only a doctor can approve.
    package internal(set) var medical: [String] = []
}

/// What an import may do.
struct ImportRights {
    /// Whether new topics that are not medical count as approved.
    var approvesNew = true
    /// Whether all topics that are not medical do.
    var approvesAll = false
    /// Whether the file may make a medical topic of one that is there. No file makes the opposite.
    var changesKinds = true
}

/// One clinic's topics while a file is imported.
struct KnowledgeImporter {
    let clinic: ClinicID
    let transaction: any Transaction
    let rules: Rules
    let rights: ImportRights
    let replaces: Bool
    /// The titles, as they were, of topics that say or count something else now.
    private(set) var touched: [String] = []
    private(set) var report = KnowledgeImport()
    private var position: Int64 = 0

    init(
        clinic: ClinicID, transaction: any Transaction, rules: Rules, rights: ImportRights, replaces: Bool
    ) throws {
        (self.clinic, self.transaction, self.rules) = (clinic, transaction, rules)
        (self.rights, self.replaces) = (rights, replaces)
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
        let topic = Topic(written: entry.topic.title, answer: entry.topic.answer, kind: entry.topic.kind)
        position += 1
        let known = try transaction.row(
            "SELECT topic, answer, kind, approved FROM knowledge WHERE \(isTopic(topic.key))")
        let stored: TopicEntry
        if let known {
            stored = try replace(TopicEntry(Topic(row: known), isApproved: known["approved"]), with: topic)
        } else {
            let kind = rules.kind(of: topic, before: topic.kind)
            let approves = entry.isApproved && rights.approvesNew || rights.approvesAll
            stored = TopicEntry(topic.of(kind), isApproved: kind == .administrative && approves)
            try insert(stored)
        }
        if !stored.isApproved { report.unapproved.append(topic.title) }
        if !stored.isApproved && stored.topic.kind == .medical { report.medical.append(topic.title) }
    }

    private mutating func insert(_ entry: TopicEntry) throws {
        report.added += 1
        try transaction.insert(entry, at: position, as: TopicID.make(), of: clinic)
    }

    /// Returns the topic as it is now.
    private mutating func replace(_ known: TopicEntry, with topic: Topic) throws -> TopicEntry {
        let isSame = Topic(written: known.topic.title, answer: known.topic.answer).reads(like: topic)
        let kind = kind(of: topic, before: known.topic.kind, isSame: isSame)
        let stays = isSame && known.isApproved && kind == known.topic.kind
        let isApproved = stays || rights.approvesAll && kind == .administrative
        if isSame { report.kept += 1 } else { report.changed += 1 }
        if topic.title != known.topic.title {
            report.respelled.append(.init(before: known.topic.title, title: topic.title))
        }
        if replaces {
            try transaction.execute("UPDATE knowledge SET position = \(position) WHERE \(isTopic(topic.key))")
        }
        let entry = TopicEntry(topic.of(kind), isApproved: isApproved)
        if !isSame || isApproved != known.isApproved || kind != known.topic.kind {
            touched.append(known.topic.title)
            try transaction.change(isTopic(topic.key), to: entry, keepsApproval: stays)
        }
        return entry
    }

    /// What a doctor has called administrative stays so with the same words.
    private func kind(of topic: Topic, before: TopicKind, isSame: Bool) -> TopicKind {
        if topic.kind == .medical && rights.changesKinds { return .medical }
        return isSame ? before : rules.kind(of: topic, before: before)
    }

    /// Where an adoption left more, they can still be changed.
    func checkCount() throws {
        if report.added > 0 { try transaction.checkTopicCount(of: clinic) }
    }

    private func isTopic(_ key: String) -> SQL { "doctor_id = \(clinic) AND topic_key = \(key)" }
}

extension Topic {
    func of(_ kind: TopicKind) -> Topic { Topic(title: title, answer: answer, kind: kind) }
}

/// How topics are written, whoever writes them.
extension Transaction {
    /// `account` is who approves it, nil where nobody of the clinic does.
    func insert(
        _ entry: TopicEntry, at position: Int64, as id: TopicID, of clinic: ClinicID,
        approvedBy account: AccountID? = nil
    ) throws {
        let (topic, isApproved) = (entry.topic, entry.isApproved)
        try execute(
            """
            INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved, id, kind,
                approved_by, approved_at)
            VALUES (\(clinic), \(topic.key), \(topic.title), \(topic.answer), \(position), \(now), \(isApproved), \(id),
                \(topic.kind), \(isApproved ? account : nil), \(isApproved ? now : nil))
            """)
    }

    /// With `keepsApproval` it stays as it was approved, and by whom.
    func change(
        _ isThis: SQL, to entry: TopicEntry, keepsApproval: Bool, approvedBy account: AccountID? = nil
    ) throws {
        let (topic, isApproved) = (entry.topic, entry.isApproved)
        let approval: SQL =
            keepsApproval
            ? ""
            : ", approved_by = \(isApproved ? account : nil), approved_at = \(isApproved ? now : nil)"
        try execute(
            """
            UPDATE knowledge SET topic_key = \(topic.key), topic = \(topic.title), answer = \(topic.answer),
                kind = \(topic.kind), approved = \(isApproved), updated_at = \(now) \(approval)
            WHERE \(isThis)
            """)
    }

    /// Throws `Refusal.tooManyTopics`.
    func checkTopicCount(of clinic: ClinicID) throws {
        let count = try count("SELECT COUNT(*) AS n FROM knowledge WHERE doctor_id = \(clinic)")
        guard count <= Topic.countLimit else { throw Refusal.tooManyTopics(count) }
    }
}
