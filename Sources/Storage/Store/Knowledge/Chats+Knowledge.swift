package import Conversations

/// What the people of a clinic do about what the assistant may say. Only a doctor approves a topic or changes its kind.
extension Chats {
    /// Every topic, approved or not, in their order.
    package func knowledge() async throws -> [KnowledgeTopic] {
        try await read { transaction in
            try transaction.rows(
                "\(KnowledgeTopic.select) WHERE k.doctor_id = \(clinicID) ORDER BY position, topic_key"
            )
            .map(KnowledgeTopic.init(row:))
        }
    }

    /// Adds a topic as the last one, and returns it. It is medical where its words are (`Rules.kind`), and then never
    /// approved at once; else it is where `isApproved` says so.
    /// - Parameter question: is answered by it, and goes.
    /// - Throws: `Refusal.topicTaken`, `.tooManyTopics`, `.doctorOnly` where somebody else approves, `.noSuchQuestion`.
    package func addTopic(
        _ topic: Topic, isApproved: Bool, answering question: UnansweredID? = nil
    ) async throws -> KnowledgeTopic {
        try await changeKnowledge { transaction in
            if isApproved { try transaction.mustBeDoctor(person.id, of: clinicID) }
            let kind = rules.kind(of: topic, before: topic.kind)
            let entry = TopicEntry(topic.of(kind), isApproved: isApproved && kind == .administrative)
            try requireFree(topic.key, in: transaction)
            let last = try transaction.count(
                "SELECT COALESCE(MAX(position), 0) AS n FROM knowledge WHERE doctor_id = \(clinicID)")
            let id = TopicID.make()
            try transaction.insert(entry, at: last + 1, as: id, of: clinicID, approvedBy: person.id)
            try transaction.checkTopicCount(of: clinicID)
            if let question { try remove(question, in: transaction) }
            return try known(id, in: transaction)
        }
    }

    /// Changes a topic, and returns it.
    ///
    /// Other words take the approval away, unless the doctor who writes them approves them in the same call. Words that make
    /// an administrative topic medical are approved by a call of their own, and so is it with a new kind. That a topic whose
    /// words are medical is administrative is said by a doctor, and holds until its words change.
    /// - Throws: `Refusal.noSuchTopic`, `.topicTaken`, and `.doctorOnly` where somebody else approves or changes the kind.
    package func changeTopic(_ id: TopicID, _ change: TopicChange) async throws -> KnowledgeTopic {
        try await changeKnowledge { transaction in
            let old = try known(id, in: transaction)
            let new = ChangedTopic(old, change, rules)
            if new.needsDoctor { try transaction.mustBeDoctor(person.id, of: clinicID) }
            if new.entry.topic.key != old.topic.key { try requireFree(new.entry.topic.key, in: transaction) }
            if new.entry != TopicEntry(old.topic, isApproved: old.isApproved) {
                try transaction.change(
                    "doctor_id = \(clinicID) AND id = \(id)", to: new.entry, keepsApproval: new.keepsApproval,
                    approvedBy: person.id)
                try Drafts.topicsChanged([old.topic.title], of: clinicID, in: transaction)
            }
            if let position = change.position { try move(id, to: position, in: transaction) }
            return try known(id, in: transaction)
        }
    }

    /// Throws `Refusal.noSuchTopic`.
    package func removeTopic(_ id: TopicID) async throws {
        try await changeKnowledge { transaction in
            let title = try known(id, in: transaction).topic.title
            try transaction.execute("DELETE FROM knowledge WHERE doctor_id = \(clinicID) AND id = \(id)")
            try Drafts.topicsChanged([title], of: clinicID, in: transaction)
        }
    }

    /// Puts topics into this order; those that are not named come after them, as they were. Returns all. Throws
    /// `Refusal.noSuchTopic`, and then nothing is moved.
    package func orderTopics(_ ids: [TopicID]) async throws -> [KnowledgeTopic] {
        try await changeKnowledge { transaction in
            let all = try self.ids(in: transaction)
            let (known, wanted) = (Set(all), Set(ids))
            guard wanted.isSubset(of: known), wanted.count == ids.count else { throw Refusal.noSuchTopic }
            try store(ids + all.filter { !wanted.contains($0) }, in: transaction)
        }
        return try await knowledge()
    }

    /// Like the operator's import, but nothing is approved by it. Throws `Refusal.tooManyTopics`.
    package func importTopics(_ entries: [TopicEntry], replaces: Bool) async throws -> KnowledgeImport {
        try await changeKnowledge { transaction in
            let isDoctor = (try? transaction.mustBeDoctor(person.id, of: clinicID)) != nil
            var knowledge = try KnowledgeImporter(
                clinic: clinicID, transaction: transaction, rules: rules,
                rights: ImportRights(approvesNew: false, changesKinds: isDoctor), replaces: replaces)
            if replaces { try knowledge.removeOthers(than: entries) }
            for entry in entries { try knowledge.store(entry) }
            try knowledge.checkCount()
            try Drafts.topicsChanged(knowledge.touched, of: clinicID, in: transaction)
            return knowledge.report
        }
    }

    /// What the assistant may say now, and the clinic in whose name: what a question outside of a conversation is asked with.
    package func assistantKnowledge() async throws -> (clinic: Clinic, topics: [Topic]) {
        try await read { transaction in
            guard let clinic = try Clinic.find(clinicID, in: transaction) else { throw Refusal.noSuchClinic }
            return (clinic, try Topic.approved(of: clinicID, in: transaction))
        }
    }

    // MARK: What nobody could answer

    /// Questions that ended with a human, those that are the same once folded as one, the newest first.
    package func unanswered() async throws -> [UnansweredQuestion] {
        try await read { transaction in
            try transaction.rows(
                """
                SELECT question_id, text, asked, asked_at FROM (
                    SELECT question_id, text, asked_at, COUNT(*) OVER (PARTITION BY question_id) AS asked,
                        ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY asked_at DESC, id) AS place
                    FROM unanswered_questions WHERE doctor_id = \(clinicID)) q
                WHERE place = 1 ORDER BY asked_at DESC, question_id LIMIT \(UnansweredQuestion.groupLimit)
                """
            ).map { row in
                UnansweredQuestion(
                    id: try row["question_id"], text: try row["text"], count: try row["asked"],
                    lastAskedAt: try row["asked_at"])
            }
        }
    }

    /// Throws `Refusal.noSuchQuestion`.
    package func removeUnanswered(_ id: UnansweredID) async throws {
        try await changeKnowledge { try remove(id, in: $0) }
    }

    // MARK: Parts

    /// The clinic's row is locked, so that two people change one after the other, and the screens are told.
    private func changeKnowledge<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.write(as: principal) { transaction in
            let row = try transaction.row(
                "SELECT 1 AS one FROM doctors WHERE id = \(clinicID)\(transaction.dialect.rowLock)")
            guard row != nil else { throw Refusal.noSuchClinic }
            let value = try body(transaction)
            transaction.signal(.clinic(clinicID))
            return value
        }
    }

    private func known(_ id: TopicID, in transaction: any Transaction) throws -> KnowledgeTopic {
        let row = try transaction.row("\(KnowledgeTopic.select) WHERE k.doctor_id = \(clinicID) AND k.id = \(id)")
        guard let row else { throw Refusal.noSuchTopic }
        return try KnowledgeTopic(row: row)
    }

    private func requireFree(_ key: String, in transaction: any Transaction) throws {
        let row = try transaction.row(
            "SELECT 1 AS one FROM knowledge WHERE doctor_id = \(clinicID) AND topic_key = \(key)")
        guard row == nil else { throw Refusal.topicTaken }
    }

    private func remove(_ question: UnansweredID, in transaction: any Transaction) throws {
        let count = try transaction.execute(
            "DELETE FROM unanswered_questions WHERE doctor_id = \(clinicID) AND question_id = \(question)")
        guard count > 0 else { throw Refusal.noSuchQuestion }
    }

    private func ids(in transaction: any Transaction) throws -> [TopicID] {
        try transaction.rows("SELECT id FROM knowledge WHERE doctor_id = \(clinicID) ORDER BY position, topic_key")
            .map { try $0["id"] }
    }

    private func move(_ id: TopicID, to position: Int64, in transaction: any Transaction) throws {
        var ids = try ids(in: transaction).filter { $0 != id }
        ids.insert(id, at: Int(min(max(position, 0), Int64(ids.count))))
        try store(ids, in: transaction)
    }

    private func store(_ order: [TopicID], in transaction: any Transaction) throws {
        for (index, id) in order.enumerated() {
            try transaction.post(
                """
                UPDATE knowledge SET position = \(index + 1)
                WHERE doctor_id = \(clinicID) AND id = \(id) AND position <> \(index + 1)
                """)
        }
    }
}

/// What becomes of a topic with a change.
private struct ChangedTopic {
    let entry: TopicEntry
    /// Somebody approves it, or says of which kind it is.
    let needsDoctor: Bool
    /// It stays as it was approved, and by whom.
    let keepsApproval: Bool

    init(_ old: KnowledgeTopic, _ change: TopicChange, _ rules: Rules) {
        let (before, words) = (
            old.topic.kind, Topic(written: change.title ?? old.topic.title, answer: change.answer ?? old.topic.answer)
        )
        let isSame = words.reads(like: old.topic)
        let judged = isSame ? before : rules.kind(of: words, before: before)
        let said = change.kind == before ? nil : change.kind
        // That new words are not medical is said once they stand there.
        let overrules = said == .medical || said == .administrative && (isSame || !rules.isMedical(words))
        let kind = overrules ? said ?? judged : judged
        let isStillApproved = isSame && old.isApproved && (kind == before || kind == .administrative)
        let isNewlyMedical = judged != before && said == nil
        let isApproved = change.isApproved.map { $0 && !isNewlyMedical } ?? isStillApproved
        entry = TopicEntry(words.of(kind), isApproved: isApproved)
        needsDoctor = said != nil || change.isApproved == true && !(isSame && old.isApproved)
        keepsApproval = isApproved && isStillApproved
    }
}

extension KnowledgeTopic {
    fileprivate static let select: SQL = """
        SELECT k.id, k.topic, k.answer, k.kind, k.approved, k.approved_at, k.updated_at, k.used, k.last_used_at, a.name
        FROM knowledge k LEFT JOIN accounts a ON a.doctor_id = k.doctor_id AND a.id = k.approved_by
        """

    fileprivate init(row: ResultRow) throws {
        self.init(
            id: try row["id"], topic: try Topic(row: row), isApproved: try row["approved"],
            approvedBy: try row["name"], approvedAt: try row["approved_at"], updatedAt: try row["updated_at"],
            used: try row["used"], lastUsedAt: try row["last_used_at"])
    }
}
