import Conversations

extension Conversation {
    /// From here on the clinic has the conversation: the person who acts in this transaction or, where nobody is signed
    /// in, whoever wrote on the clinic's own phone.
    mutating func takeOver() throws {
        isBotPaused = true
        generation += 1
        try transaction.post(
            """
            UPDATE patients SET bot_paused_by_account = CASE WHEN is_bot_paused AND bot_pause_reason IS NULL
                    THEN bot_paused_by_account ELSE \(transaction.principal.account) END, bot_pause_reason = NULL,
                bot_paused_at = COALESCE(bot_paused_at, \(now)), bot_paused_by = \(clinicID), is_bot_paused = TRUE,
                bot_generation = bot_generation + 1, list_rank = \(listRank)
            WHERE \(isThis)
            """)
        try dropDueReply()
        try cancelAssistantMessages()
        try voidDraft()
    }

    /// A takeover of another row of the same person holds for this one, since the same time and by the same person.
    mutating func takeOver(like other: Conversation) throws {
        try takeOver()
        try transaction.post(
            """
            UPDATE patients SET bot_paused_at = o.bot_paused_at, bot_paused_by_account = o.bot_paused_by_account,
                bot_pause_reason = o.bot_pause_reason
            FROM patients o
            WHERE patients.doctor_id = \(clinicID) AND patients.id = \(patientID) AND o.doctor_id = \(clinicID)
                AND o.id = \(other.patientID)
            """)
    }

    /// The assistant may speak again, about what comes from here on. What was read is settled.
    mutating func resume() throws {
        isBotPaused = false
        generation += 1
        try transaction.post(
            """
            UPDATE patients SET is_bot_paused = FALSE, bot_paused_at = NULL, bot_paused_by = NULL,
                bot_paused_by_account = NULL, bot_pause_reason = NULL, bot_resumed_at = \(now), answered_seq = last_seq,
                bot_generation = bot_generation + 1, list_rank = \(listRank)
            WHERE \(isThis)
            """)
        answeredSeq = lastSeq
        try dropDueReply()
        try voidDraft()
        try forgetDone()
        try cancelEmergencyTexts()
        try keepQueued()
        try closeAlarms(upTo: readSeq)
        try attend(upTo: readSeq)
        if try hasUnansweredMessage() { try raise(.unanswered, about: lastPatientSeq) }
    }

    /// A person of the clinic writes, who has seen the messages up to `seq`: the conversation is theirs, and nobody has to
    /// be called about those any more. The waiting ends once the message has left.
    mutating func speak(havingSeen seq: Int64) throws {
        try takeOver()
        try forgetDone()
        try cancelEmergencyTexts()
        try closeAlarms(upTo: seq)
    }

    func hasUnansweredMessage() throws -> Bool {
        // A text that waited for the patient stands behind what it does not answer.
        let answered = try transaction.row(
            """
            SELECT MAX(COALESCE(answers_seq, seq)) AS seq FROM (SELECT answers_seq, seq FROM messages
                WHERE \(belongs) AND direction = 'outgoing' AND status NOT IN ('cancelled', 'failed')
                ORDER BY seq DESC LIMIT \(Self.answerLimit)) newest
            """)
        return lastPatientSeq > (try answered?["seq"] ?? 0)
    }
}
