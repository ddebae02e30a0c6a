package import Conversations

/// A topic as it is kept.
package struct TopicEntry: Sendable, Hashable {
    package let topic: Topic
    /// The assistant uses only what is approved.
    package let isApproved: Bool

    package init(_ topic: Topic, isApproved: Bool) {
        self.topic = topic
        self.isApproved = isApproved
    }
}

extension Operator {
    /// Adds topics, or replaces the answers of those that exist under the same title.
    ///
    /// A new topic counts as approved by whoever imports it, unless its entry says otherwise. An existing one keeps its
    /// approval only with its wording: a changed answer waits for approval, and what was not approved stays so. What is
    /// medical is never approved by an import (`Rules.kind`).
    /// - Parameters:
    ///   - approves: approves every topic of the file that is not medical.
    ///   - replaces: the file is the whole truth: other topics go, and its order holds.
    /// - Throws: `Refusal.tooManyTopics`, and nothing is changed, where topics are added beyond the limit of a clinic.
    package func importTopics(
        _ entries: [TopicEntry], approves: Bool = false, replaces: Bool = false, for clinic: ClinicID
    ) async throws -> KnowledgeImport {
        try await engine.write(as: .system) { [rules] transaction in
            var knowledge = try KnowledgeImporter(
                clinic: clinic, transaction: transaction, rules: rules, rights: ImportRights(approvesAll: approves),
                replaces: replaces)
            if replaces { try knowledge.removeOthers(than: entries) }
            for entry in entries { try knowledge.store(entry) }
            try knowledge.checkCount()
            try Drafts.topicsChanged(knowledge.touched, of: clinic, in: transaction)
            transaction.signal(.clinic(clinic))
            return knowledge.report
        }
    }

    /// The same for topics that somebody stands behind.
    package func importTopics(
        _ topics: [Topic], approves: Bool = false, for clinic: ClinicID
    ) async throws -> KnowledgeImport {
        try await importTopics(topics.map { TopicEntry($0, isApproved: true) }, approves: approves, for: clinic)
    }

    /// Returns what was removed; nil where the clinic has no topic of this title.
    package func removeTopic(_ title: String, of clinic: ClinicID) async throws -> Topic? {
        let key = Topic(title: title, answer: "").key
        return try await engine.write(as: .system) { transaction in
            let isTopic: SQL = "doctor_id = \(clinic) AND topic_key = \(key)"
            let row = try transaction.row("SELECT topic, answer, kind FROM knowledge WHERE \(isTopic)")
            if let row {
                try transaction.execute("DELETE FROM knowledge WHERE \(isTopic)")
                try Drafts.topicsChanged([row["topic"]], of: clinic, in: transaction)
            }
            return try row.map(Topic.init(row:))
        }
    }

    /// Every topic, approved or not, in the order in which they were given.
    package func knowledge(of clinic: ClinicID) async throws -> [TopicEntry] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows(
                "SELECT topic, answer, kind, approved FROM knowledge WHERE doctor_id = \(clinic) ORDER BY position, topic_key"
            ).map { TopicEntry(try Topic(row: $0), isApproved: try $0["approved"]) }
        }
    }

    /// What the assistant may say, in the order in which it was given, `Topic.countLimit` at most.
    package func topics(of clinic: ClinicID) async throws -> [Topic] {
        try await engine.read(as: .system) { try Topic.approved(of: clinic, in: $0) }
    }
}

extension Topic {
    /// Titles with the same key name the same topic.
    package var key: String {
        let folded = title.folded
        return folded.isEmpty ? title : folded
    }

    static func approved(of clinic: ClinicID, in transaction: any Transaction) throws -> [Topic] {
        try transaction.rows(
            """
            SELECT topic, answer, kind FROM knowledge WHERE doctor_id = \(clinic) AND approved
            ORDER BY position, topic_key LIMIT \(countLimit)
            """
        ).map(Topic.init(row:))
    }

    init(row: ResultRow) throws {
        self.init(title: try row["topic"], answer: try row["answer"], kind: try row["kind"])
    }
}
