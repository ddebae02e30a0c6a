import Conversations

/// What a model made of the older part of the conversation (`summaries`), one row a patient. It is for models alone: no
/// person reads it, and nothing that was deleted or changed since stands in it.
extension Conversation {
    /// May a model read the conversation for a summary, and may it be kept? Not while a person has it or has to look at once.
    func letsSummarise(_ claim: ReplyClaim) -> Bool {
        !isHeld && !isBlocked && !isBotPaused && !isUrgent && mode != .off && generation == claim.generation
    }

    /// Two rows of one person are joined: neither tells of all of it.
    func forgetSummary() throws { try transaction.post("DELETE FROM summaries WHERE \(belongs)") }

    /// What the message `seq` said is not said any more.
    func forgetSummary(of seq: Int64) throws {
        try transaction.post("DELETE FROM summaries WHERE \(belongs) AND up_to_seq >= \(seq)")
    }

    /// Replaces the one that it was made of. False where another one was kept, or forgotten, meanwhile.
    func keep(_ summary: ConversationSummary, of task: SummaryTask) throws -> Bool {
        let row = try transaction.row(
            """
            SELECT p.amended_at, s.up_to_seq FROM patients p
                LEFT JOIN summaries s ON s.doctor_id = p.doctor_id AND s.patient_id = p.id
            WHERE p.doctor_id = \(clinicID) AND p.id = \(patientID)
            """)
        let reached: Int64? = try row?["up_to_seq"]
        guard try row?["amended_at"] == task.amendedAt, reached ?? 0 == task.afterSeq else { return false }
        try transaction.post(
            """
            INSERT INTO summaries (doctor_id, patient_id, words, up_to_seq, made_at)
            VALUES (\(clinicID), \(patientID), \(try StoredJSON.text(summary)), \(task.upToSeq), \(now))
            ON CONFLICT (doctor_id, patient_id) DO UPDATE SET words = excluded.words, up_to_seq = excluded.up_to_seq,
                made_at = excluded.made_at
            """)
        return true
    }
}

extension ConversationSummary {
    /// Nil also for what this program cannot read: an answer can do without it.
    static func stored(_ text: String?) -> ConversationSummary? {
        text.flatMap { try? StoredJSON.value(ConversationSummary.self, of: $0) }
    }
}
