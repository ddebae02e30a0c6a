package import Conversations

/// What became of the topics of a file.
package struct KnowledgeImport: Sendable, Hashable {
    package internal(set) var added = 0
    package internal(set) var changed = 0
    package internal(set) var kept = 0
    /// The titles of those that the assistant does not use, since nobody has approved their present wording.
    package internal(set) var unapproved: [String] = []
}

extension Operator {
    /// Adds topics, or replaces the answers of those that exist under the same title.
    ///
    /// A new topic counts as approved by whoever imports it. An existing one keeps its approval only with its wording:
    /// a changed answer waits for approval, and what was not approved stays so. `approves` approves every topic of the
    /// file.
    package func importTopics(
        _ topics: [Topic], approves: Bool = false, for clinic: ClinicID
    ) async throws -> KnowledgeImport {
        try await engine.write(as: .system) { transaction in
            let last = try transaction.row(
                "SELECT COALESCE(MAX(position), 0) AS last FROM knowledge WHERE doctor_id = \(clinic)")
            var position: Int64 = try last?["last"] ?? 0
            var report = KnowledgeImport()
            for topic in topics {
                position += 1
                let isApproved = try Self.store(topic, at: position, approves, for: clinic, in: transaction, &report)
                if !isApproved { report.unapproved.append(topic.title) }
            }
            return report
        }
    }

    /// Returns whether the topic is approved.
    private static func store(
        _ topic: Topic, at position: Int64, _ approves: Bool, for clinic: ClinicID, in transaction: any Transaction,
        _ report: inout KnowledgeImport
    ) throws -> Bool {
        let key = SearchText.fold(topic.title)
        let isTopic: SQL = "doctor_id = \(clinic) AND topic_key = \(key)"
        guard let known = try transaction.row("SELECT topic, answer, approved FROM knowledge WHERE \(isTopic)") else {
            report.added += 1
            try transaction.execute(
                """
                INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved)
                VALUES (\(clinic), \(key), \(topic.title), \(topic.answer), \(position), \(transaction.now), TRUE)
                """)
            return true
        }
        let isSame = try known["topic"] == topic.title && known["answer"] == topic.answer
        let isApproved = try approves || isSame && known["approved"]
        if isSame { report.kept += 1 } else { report.changed += 1 }
        guard try !isSame || isApproved != known["approved"] else { return isApproved }
        try transaction.execute(
            """
            UPDATE knowledge SET topic = \(topic.title), answer = \(topic.answer), approved = \(isApproved),
                updated_at = \(transaction.now)
            WHERE \(isTopic)
            """)
        return isApproved
    }

    /// What the assistant may say, in the order in which it was given, 500 topics at most.
    package func topics(of clinic: ClinicID) async throws -> [Topic] {
        try await engine.read(as: .system) { try Topic.approved(of: clinic, in: $0) }
    }
}

extension Topic {
    static func approved(of clinic: ClinicID, in transaction: any Transaction) throws -> [Topic] {
        try transaction.rows(
            """
            SELECT topic, answer FROM knowledge WHERE doctor_id = \(clinic) AND approved
            ORDER BY position, topic_key LIMIT 500
            """
        ).map { Topic(title: try $0["topic"], answer: try $0["answer"]) }
    }
}
