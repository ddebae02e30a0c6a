import Conversations

/// Messages that their author deleted for everyone, or put in other words. Whatever names a message of another side or
/// another conversation changes nothing.
extension Conversation {
    /// The condition for a message `m` that still says what its author wants to say: not deleted, and not edited later.
    static let isStillSaid: SQL = """
        NOT EXISTS (SELECT 1 FROM messages c WHERE c.doctor_id = m.doctor_id
            AND c.context_message_id = CASE WHEN m.relation = 'edit' THEN m.context_message_id
                ELSE m.whatsapp_message_id END
            AND c.relation IN ('edit', 'deletion') AND c.patient_id = m.patient_id AND c.direction = m.direction
            AND (c.relation = 'deletion' OR m.relation IS NULL OR m.relation <> 'edit'
                OR COALESCE(c.sent_at, c.created_at) > COALESCE(m.sent_at, m.created_at)
                OR (COALESCE(c.sent_at, c.created_at) = COALESCE(m.sent_at, m.created_at) AND c.seq > m.seq)))
        """

    /// The patient has taken a message back. A reply to it that is being computed is computed again without it; where
    /// nothing is left to answer, none is due.
    mutating func takeBack(_ wamid: Wamid, rules: Rules) throws {
        let target = try transaction.row(
            """
            SELECT seq FROM messages WHERE \(belongs) AND whatsapp_message_id = \(wamid) AND direction = 'incoming'
            """)
        guard let seq: Int64 = try target?["seq"] else { return }
        try stopWaiting(after: seq - 1, upTo: seq)
        guard seq > answeredSeq || seq == lastPatientSeq else { return }
        try forgetUnsaid(after: answeredSeq)
        if lastPatientSeq <= answeredSeq { return try dropDueReply() }
        guard seq > answeredSeq else { return }
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
                AND m.message_type NOT IN ('reaction', 'system') AND (m.relation IS NULL OR m.relation <> 'deletion')
                AND \(Self.isStillSaid)
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
