import Conversations

/// The red-flag gate: everything that a patient writes passes it in the transaction that stores it, whoever has the
/// conversation (docs/decisions/0030-red-flags.md). An open alarm with this reason is an open flag; while there is one, the
/// assistant is silent.
extension Conversation {
    /// Messages within this time of each other may be pieces of one thought: "my father" / "is not" / "breathing".
    static let burst = Duration.seconds(180)
    /// At most so many messages are read together.
    private static let burstLimit = 30

    /// The patient's message `seq` says `words`, or says them now: by itself or with what stands around it, it may tell of an
    /// emergency. Returns whether it raised a flag. While one of the same kind is open about it, an edit raises no other.
    mutating func passGate(
        _ words: String, seq: Int64, saidAt: Timestamp, callsForText: Bool, of clinic: Clinic, _ rules: Rules
    ) throws -> Bool {
        guard let flag = try flag(in: words, seq: seq, saidAt: saidAt, of: clinic, rules),
            try openEmergency(about: seq) != flag.category.emergency
        else { return false }
        try transaction.post(
            """
            UPDATE messages SET red_flag = \(flag.category), red_flag_rule = \(flag.rule)
            WHERE \(belongs) AND seq = \(seq)
            """)
        try raiseFlag(
            flag.category.emergency, about: seq, saidAt: saidAt, callsForText: callsForText, of: clinic, rules)
        return true
    }

    func hasOpenFlag(about seq: Int64) throws -> Bool { try openEmergency(about: seq) != nil }

    /// What an open flag about this message is about; nil where there is none.
    private func openEmergency(about seq: Int64) throws -> Emergency? {
        guard isUrgent else { return nil }
        let row = try transaction.row(
            """
            SELECT m.red_flag FROM messages m JOIN alarms a ON a.doctor_id = m.doctor_id AND a.patient_id = m.patient_id
                AND a.seq = m.seq
            WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.seq = \(seq)
                AND a.reason = \(NeedsHuman.redFlag) AND a.closed_at IS NULL
            """)
        let category: RedFlagCategory? = try row?["red_flag"]
        return category?.emergency
    }

    private func flag(
        in words: String, seq: Int64, saidAt: Timestamp, of clinic: Clinic, _ rules: Rules
    ) throws -> RedFlag? {
        if let flag = rules.gate.flag(in: words, of: clinic) { return flag }
        // Most messages come alone.
        guard let lastSeenAt, lastSeenAt.adding(Self.burst) >= saidAt else { return nil }
        let around = try wordsAround(seq, saidAt: saidAt)
        guard let index = around.firstIndex(where: { $0.seq == seq }) else { return nil }
        let pieces = Thought.pieces(around: index, of: around.map(\.words))
        return pieces.count > 1 ? rules.gate.flag(in: pieces.joined(separator: "\n"), of: clinic) : nil
    }

    /// What the patient wrote and said shortly before and after, in the order in which it was sent, but for what has raised a
    /// flag and what is taken back.
    private func wordsAround(_ seq: Int64, saidAt: Timestamp) throws -> [(seq: Int64, words: String)] {
        let (first, last) = (saidAt.adding(.zero - Self.burst), saidAt.adding(Self.burst))
        return try transaction.rows(
            """
            SELECT seq, message_body, media, transcript FROM (SELECT m.seq, m.message_body, m.media, t.words AS transcript,
                    COALESCE(m.sent_at, m.created_at) AS said_at
                FROM messages m \(Self.joinedTranscripts)
                WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.seq > \(lastSeq - 200)
                    AND m.direction = 'incoming' AND m.message_type NOT IN ('reaction', 'system')
                    AND m.red_flag IS NULL AND \(Self.isStillSaid)
                ORDER BY m.seq DESC LIMIT \(Self.burstLimit)) newest
            WHERE said_at >= \(first) AND said_at <= \(last) ORDER BY said_at, seq
            """
        ).map { row in
            let media: String? = try row["media"]
            let words = PatientWords.all(
                try row["message_body"], fileName: media.flatMap(PatientWords.fileName),
                transcript: try row["transcript"])
            return (try row["seq"], words)
        }.filter { !$0.words.isBlank }
    }

    /// A person has to look at once, and whatever the assistant was about to say is stopped.
    private mutating func raiseFlag(
        _ emergency: Emergency, about seq: Int64, saidAt: Timestamp, callsForText: Bool, of clinic: Clinic,
        _ rules: Rules
    ) throws {
        let text = try openText(for: emergency, besides: seq)
        try raise(.redFlag, about: seq)
        try fallSilent()
        if let text {
            try note(text, for: seq)
        } else if callsForText, let id = try enqueueText(for: emergency, about: seq, saidAt: saidAt, of: clinic, rules)
        {
            try note(id, for: seq)
        }
    }

    /// A flag is open that was not, or not in this conversation: whatever the assistant was about to say is stopped.
    mutating func fallSilent() throws {
        generation += 1
        try transaction.post("UPDATE patients SET bot_generation = bot_generation + 1 WHERE \(isThis)")
        try voidDraft()
        try leaveToHuman()
        try cancelAssistantMessages()
    }

    private func note(_ text: MessageID, for seq: Int64) throws {
        try transaction.post(
            """
            UPDATE alarms SET emergency_text_id = \(text)
            WHERE \(belongs) AND reason = \(NeedsHuman.redFlag) AND seq = \(seq) AND closed_at IS NULL
            """)
    }

    /// The text of this kind that the patient got, or is to get, for a flag that is still open: one is enough.
    private func openText(for emergency: Emergency, besides seq: Int64) throws -> MessageID? {
        let isOfKind: SQL = emergency == .selfHarm ? "=" : "<>"
        return try transaction.row(
            """
            SELECT a.emergency_text_id FROM alarms a JOIN messages m ON m.doctor_id = a.doctor_id
                AND m.patient_id = a.patient_id AND m.seq = a.seq
            WHERE a.doctor_id = \(clinicID) AND a.patient_id = \(patientID) AND a.reason = \(NeedsHuman.redFlag)
                AND a.closed_at IS NULL AND a.emergency_text_id IS NOT NULL AND a.seq <> \(seq)
                AND m.red_flag \(isOfKind) \(RedFlagCategory.selfHarm)
            LIMIT 1
            """)?["emergency_text_id"]
    }
}
