import Conversations

/// *Done*: a person says that they have looked. For a minute it can be taken back; a row in `done_marks` is what was before.
extension Conversation {
    static let undoPeriod = Duration.seconds(60)

    /// A person has looked at the messages up to `seq`.
    mutating func markDone(upTo seq: Int64) throws {
        try transaction.post(
            """
            INSERT INTO done_marks (doctor_id, patient_id, done_at, attended_seq, hand_over_told, is_bot_silenced,
                looked_at)
            VALUES (\(clinicID), \(patientID), \(now), \(attendedSeq), \(handOverTold), \(isSilenced), \(lookedAt))
            ON CONFLICT (doctor_id, patient_id) DO UPDATE SET done_at = excluded.done_at,
                attended_seq = excluded.attended_seq, hand_over_told = excluded.hand_over_told,
                is_bot_silenced = excluded.is_bot_silenced, looked_at = excluded.looked_at
            """)
        try cancelEmergencyTexts()
        try closeAlarms(upTo: seq)
        try attend(upTo: seq)
    }

    /// Takes the last *done* back. Throws `Refusal.nothingToUndo` where there is none, or it is too long ago.
    mutating func undoDone() throws {
        let row = try transaction.row(
            """
            SELECT done_at, attended_seq, hand_over_told, is_bot_silenced, looked_at FROM done_marks
            WHERE \(belongs) AND done_at > \(now.adding(.zero - Self.undoPeriod))
            """)
        guard let row else { throw Refusal.nothingToUndo }
        let doneAt: Timestamp = try row["done_at"]
        try transaction.post(
            """
            UPDATE alarms SET closed_at = NULL, closed_by_account = NULL
            WHERE \(belongs) AND closed_at = \(doneAt) AND NOT EXISTS (SELECT 1 FROM alarms o
                WHERE o.doctor_id = alarms.doctor_id AND o.patient_id = alarms.patient_id
                    AND o.reason = alarms.reason AND o.seq = alarms.seq AND o.closed_at IS NULL)
            """)
        try showWorstAlarm()
        handOverTold = try row["hand_over_told"]
        isSilenced = try row["is_bot_silenced"]
        lookedAt = try row["looked_at"]
        try storeCare()
        attendedSeq = try row["attended_seq"]
        try storeAttended()
        try forgetDone()
        // Meanwhile the assistant could speak again.
        if isUrgent { try fallSilent() }
    }

    /// What has happened since cannot be undone.
    func forgetDone() throws { try transaction.post("DELETE FROM done_marks WHERE \(belongs)") }
}
