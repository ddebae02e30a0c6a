package import Conversations

/// The assistant's answer that waits for a person (`drafts`), one a patient. It is no row of the outbox, so nothing of it
/// can leave before somebody has taken the conversation over with it.
extension Conversation {
    /// The fence of a draft: may what was asked for under `generation` in this mode be kept for a person?
    func letsAssistantDraft(_ claim: ReplyClaim) -> Bool {
        !isHeld && !isBlocked && !isUrgent && generation == claim.generation && mode == claim.mode && mode != .off
            && (!isBotPaused || mode == .draft)
    }

    /// Whether anything is computed about this conversation at all.
    var isAssistantAtWork: Bool { mode != .off && (!isBotPaused || mode == .draft) }

    /// Keeps an answer for a person, who is called.
    mutating func keepDraft(_ draft: NewDraft, for claim: ReplyClaim) throws {
        try voidDraft()
        let digest = try KnowledgeDigest.of(draft.provenance.topics, clinicID, in: transaction)
        // It rests on what is not so any more.
        guard digest == KnowledgeDigest.of(draft.topics) else { throw StaleKnowledge() }
        try transaction.post(
            """
            INSERT INTO drafts (id, doctor_id, patient_id, parts, provenance, knowledge_digest, mode, rule, why, is_medical,
                after_seq, up_to_seq, made_at)
            VALUES (\(MessageID.make()), \(clinicID), \(patientID), \(try StoredJSON.text(draft.text.parts.map(\.value))),
                \(try StoredJSON.text(draft.provenance)), \(digest), \(mode.rawValue), \(draft.why.rule),
                \(draft.why.sentence), \(draft.isMedical), \(claim.afterSeq), \(claim.upToSeq), \(now))
            """)
        try show(hasDraft: true)
        try raise(.draftWaits, about: claim.upToSeq)
    }

    /// What a draft rests on was changed while it was being made.
    struct StaleKnowledge: Error {}

    /// The draft counts no more, whatever a person still sees of it, and nobody is called for it. Where `isAskedAgain`, what it
    /// answered is open again and part of the next answer.
    mutating func voidDraft(isAskedAgain: Bool = false) throws {
        guard hasDraft else { return }
        try show(hasDraft: false)
        let row = try transaction.row("DELETE FROM drafts WHERE \(belongs) RETURNING after_seq, up_to_seq")
        guard let row else { return }
        try closeAlarm(.draftWaits, about: try row["up_to_seq"])
        if isAskedAgain { try reopen(after: row["after_seq"]) }
    }

    /// The same where the message `seq` is one that the draft answers.
    mutating func voidDraft(answering seq: Int64) throws {
        guard hasDraft else { return }
        let row = try transaction.row(
            "SELECT 1 AS one FROM drafts WHERE \(belongs) AND after_seq < \(seq) AND up_to_seq >= \(seq)")
        if row != nil { try voidDraft(isAskedAgain: true) }
    }

    private mutating func show(hasDraft: Bool) throws {
        self.hasDraft = hasDraft
        try transaction.post("UPDATE patients SET has_draft = \(hasDraft) WHERE \(isThis)")
    }

    private mutating func reopen(after seq: Int64) throws {
        guard seq < answeredSeq else { return }
        try setAnswered(seq)
    }

    mutating func setAnswered(_ seq: Int64) throws {
        answeredSeq = seq
        try transaction.post("UPDATE patients SET answered_seq = \(seq) WHERE \(isThis)")
    }

    /// The draft that a person has before them; nil once it is void.
    func draft(_ id: MessageID) throws -> Draft? {
        let row = try transaction.row(
            "SELECT \(Draft.columns), mode, knowledge_digest FROM drafts WHERE \(belongs) AND id = \(id)")
        guard let row, try row["mode"] == mode.rawValue else { return nil }
        let draft = try Draft(row: row)
        let digest = try KnowledgeDigest.of(draft.provenance.topics, clinicID, in: transaction)
        return try row["knowledge_digest"] == digest ? draft : nil
    }

    /// The clinic lets the assistant do something else from now on: what is under way counts for nothing.
    mutating func changeMode() throws {
        generation += 1
        try transaction.post("UPDATE patients SET bot_generation = bot_generation + 1 WHERE \(isThis)")
        try cancelAssistantMessages()
        try voidDraft()
        if isAssistantAtWork { try beginReplyAgain() } else { try leaveToHuman() }
        signal()
    }
}

/// An answer that is to wait for a person.
package struct NewDraft: Sendable {
    let text: ReplyText
    let provenance: Provenance
    let why: DraftReason
    /// Those of the topics that it was made from which it rests on.
    let topics: [Topic]
    /// Only a doctor may let it leave.
    var isMedical: Bool { why.isMedical || topics.contains { $0.kind == .medical } }

    /// `knowledge` is what the assistant was given.
    package init(_ text: ReplyText, _ provenance: Provenance, why: DraftReason, knowledge: [Topic]) {
        self.text = text
        self.provenance = provenance
        self.why = why
        topics = knowledge.filter { provenance.topics.contains($0.title) }
    }
}

extension Draft {
    static let columns: SQL = "id, parts, provenance, made_at, rule, why, is_medical"

    init(row: ResultRow) throws {
        let parts = try StoredJSON.value([String].self, of: row["parts"]).compactMap { MessageText($0) }
        guard let text = ReplyText(parts: parts) else { throw StorageError.unreadable("drafts.parts") }
        self.init(
            id: try row["id"], text: text, provenance: try StoredJSON.value(Provenance.self, of: row["provenance"]),
            madeAt: try row["made_at"],
            why: DraftReason(rule: try row["rule"], sentence: try row["why"], isMedical: try row["is_medical"]),
            isMedical: try row["is_medical"])
    }
}
