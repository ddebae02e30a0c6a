import Conversations

/// Messages that their author deleted for everyone, or put in other words. Whatever names a message of another side or
/// another conversation changes nothing.
extension Conversation {
    /// The condition for a message `m` that still says what its author wants to say. Rows that only speak of another message
    /// are from before those were kept apart (`Amendments`).
    static let isStillSaid: SQL = """
        m.deleted_at IS NULL AND (m.relation IS NULL OR m.relation NOT IN ('edit', 'deletion'))
        """

    /// The patient has taken a message back. A reply to it that is being computed is computed again without it; where
    /// nothing is left to answer, none is due.
    mutating func takeBack(_ seq: Int64, rules: Rules) throws {
        try stopWaiting(after: seq - 1, upTo: seq)
        try voidDraft(answering: seq)
        guard seq > answeredSeq || seq == lastPatientSeq else { return }
        try forgetUnsaid(after: answeredSeq)
        if lastPatientSeq <= answeredSeq { return try dropDueReply() }
        guard seq > answeredSeq else { return }
        try recomputeReplyUnderWay(rules)
        // Of what a draft answered, something is left.
        try requestReplyAgain()
    }

    /// What it answers was changed.
    func recomputeReplyUnderWay(_ rules: Rules) throws {
        try transaction.post(
            """
            UPDATE due_replies SET leased_until = NULL, leases = 0, recomputed = recomputed + 1
            WHERE \(belongs) AND leased_until > \(now) AND recomputed < \(rules.recomputeLimit)
                AND begun_at > \(now.adding(.zero - rules.replyTimeLimit))
            """)
        transaction.signal(.work(.replies))
    }

    /// The newest message that somebody has to answer is one that is still said, or one that is answered already.
    private mutating func forgetUnsaid(after answered: Int64) throws {
        let newest = try transaction.row(
            """
            SELECT seq FROM messages m WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID)
                AND m.seq <= \(lastPatientSeq) AND m.seq > \(answered) AND m.direction = 'incoming'
                AND m.message_type NOT IN ('reaction', 'system') AND \(Self.isStillSaid)
            ORDER BY m.seq DESC LIMIT 1
            """)
        try setLastPatientSeq(newest?["seq"] ?? min(lastPatientSeq, answered))
    }

    /// Nothing is left of what the patient asked after `answered`: nobody has to be called for it later.
    mutating func setLastPatientSeq(_ seq: Int64) throws {
        lastPatientSeq = seq
        try transaction.post("UPDATE patients SET last_patient_seq = \(seq) WHERE \(isThis)")
    }
}
