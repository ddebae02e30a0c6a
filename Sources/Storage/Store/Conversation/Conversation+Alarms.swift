import Conversations

/// Every reason to call a human is a row of its own, open until somebody has looked, so that the worst is shown and
/// none is lost. The patient's row repeats the worst, for the list.
extension Conversation {
    /// `seq` is the message that it is about; by default the newest of the conversation.
    mutating func raise(_ reason: NeedsHuman, about seq: Int64? = nil) throws {
        try transaction.post(
            """
            INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
            VALUES (\(Identifier<NeedsHuman>.make()), \(clinicID), \(patientID), \(reason), \(reason.severity),
                \(seq ?? lastSeq), \(now))
            ON CONFLICT DO NOTHING
            """)
        guard reason.severity > severity else { return }
        severity = reason.severity
        try transaction.post(
            """
            UPDATE patients SET needs_human = TRUE, needs_human_reason = \(reason), needs_human_severity = \(severity),
                list_rank = \(listRank)
            WHERE \(isThis)
            """)
    }

    /// Somebody has looked at the messages up to `seq`. What is about a later one, nobody has seen: it stays open.
    mutating func closeAlarms(upTo seq: Int64) throws {
        if severity > 0 {
            try transaction.post(
                """
                UPDATE alarms SET closed_at = \(now), closed_by_account = \(transaction.principal.account)
                WHERE \(belongs) AND closed_at IS NULL AND seq <= \(seq)
                """)
            try showWorstAlarm()
        }
        if severity == 0 { handOverTold = false }
        isSilenced = false
        lookedAt = now
        try storeCare()
    }

    /// What follows from whether somebody has looked.
    func storeCare() throws {
        try transaction.post(
            """
            UPDATE patients SET hand_over_told = \(handOverTold), is_bot_silenced = \(isSilenced),
                looked_at = \(lookedAt)
            WHERE \(isThis)
            """)
    }

    /// What was said about one message turned out not to be so.
    mutating func closeAlarm(_ reason: NeedsHuman, about seq: Int64) throws {
        let closed = try transaction.execute(
            """
            UPDATE alarms SET closed_at = \(now)
            WHERE \(belongs) AND reason = \(reason) AND seq = \(seq) AND closed_at IS NULL
            """)
        if closed > 0 { try showWorstAlarm() }
    }

    /// Makes the patient's row repeat the worst open alarm.
    mutating func showWorstAlarm() throws {
        let worst = try transaction.row(
            """
            SELECT reason, severity FROM alarms WHERE \(belongs) AND closed_at IS NULL
            ORDER BY severity DESC, raised_at, id LIMIT 1
            """)
        severity = try worst?["severity"] ?? 0
        let reason: NeedsHuman? = try worst?["reason"]
        try transaction.post(
            """
            UPDATE patients SET needs_human = \(severity > 0), needs_human_reason = \(reason),
                needs_human_severity = \(severity), list_rank = \(listRank)
            WHERE \(isThis)
            """)
    }

    /// Until somebody has looked, the patient is told at most once that a person will answer.
    mutating func markHandOverTold() throws {
        try transaction.post("UPDATE patients SET hand_over_told = TRUE WHERE \(isThis)")
        handOverTold = true
    }
}
