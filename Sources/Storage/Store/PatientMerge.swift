import Conversations

/// Joins two rows that turn out to be one person: known by number first, later by user id alone, and now by both.
struct PatientMerge {
    let doctorID: DoctorID
    let transaction: any Transaction

    /// Moves what belongs to `later` (known by user id) behind what belongs to `earlier` (known by number), and returns
    /// the row that the conversation goes on in.
    ///
    /// While a message of `later` is on its way its row has to stay, so that the outcome finds it. Then only a takeover
    /// is carried over, in both directions, and a later message joins the rows.
    func join(_ later: PatientID, into earlier: PatientID) throws -> PatientID {
        // Locked in one order everywhere, so that two joins never wait for each other.
        let first = min(later.description, earlier.description) == later.description ? later : earlier
        let second = first == later ? earlier : later
        guard var one = try Conversation(locking: first, of: doctorID, in: transaction),
            var two = try Conversation(locking: second, of: doctorID, in: transaction)
        else { return later }
        try carryTakeover(&one, &two)
        guard try !hasOutbox(later) else { return later }
        let from = first == later ? one : two
        var into = first == later ? two : one
        try moveMessages(from: from, to: &into)
        try moveStanding(from: from, to: &into)
        into.signal()
        return earlier
    }

    private func carryTakeover(_ one: inout Conversation, _ two: inout Conversation) throws {
        if one.isBotPaused && !two.isBotPaused { try two.takeOver(by: nil) }
        if two.isBotPaused && !one.isBotPaused { try one.takeOver(by: nil) }
    }

    private func hasOutbox(_ patient: PatientID) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM outbox WHERE doctor_id = \(doctorID) AND patient_id = \(patient) LIMIT 1") != nil
    }

    private func moveMessages(from: Conversation, to: inout Conversation) throws {
        try transaction.execute(
            """
            UPDATE messages SET patient_id = \(to.patientID), seq = seq + \(to.lastSeq)
            WHERE \(from.belongs)
            """)
        try transaction.execute("UPDATE patient_aliases SET patient_id = \(to.patientID) WHERE \(from.belongs)")
    }

    /// Numbers, read marks, window, the due reply and who must look; then the empty row goes and its user id moves.
    ///
    /// While the row that stays has a reply due, what is open begins there: the other row's messages come after it, and
    /// answering one of them again is better than leaving the open one to nobody.
    private func moveStanding(from: Conversation, to: inout Conversation) throws {
        let row = try transaction.row(
            """
            SELECT whatsapp_user_id, username, last_seen_at, window_closes_at, unread_count, needs_human_reason,
                reply_due_at, reply_burst_at
            FROM patients WHERE \(from.isThis)
            """)
        guard let row else { return }
        let reason: NeedsHuman? = try row["needs_human_reason"]
        try transaction.execute("DELETE FROM patients WHERE \(from.isThis)")
        let seen: Timestamp? = try row["last_seen_at"]
        let closes: Timestamp? = try row["window_closes_at"]
        let userID: String? = try row["whatsapp_user_id"]
        let username: String? = try row["username"]
        let unread: Int64 = try row["unread_count"]
        let due: Timestamp? = try row["reply_due_at"]
        let burst: Timestamp? = try row["reply_burst_at"]
        try transaction.execute(
            """
            UPDATE patients SET last_seq = last_seq + \(from.lastSeq),
                last_patient_seq = CASE WHEN \(from.lastPatientSeq) > 0 THEN last_seq + \(from.lastPatientSeq)
                    ELSE last_patient_seq END,
                answered_seq = CASE WHEN reply_due_at IS NULL THEN last_seq + \(from.answeredSeq)
                    ELSE answered_seq END,
                reply_due_at = CASE WHEN is_bot_paused THEN NULL ELSE COALESCE(reply_due_at, \(due)) END,
                reply_burst_at = CASE WHEN is_bot_paused THEN NULL ELSE COALESCE(reply_burst_at, \(burst)) END,
                unread_count = unread_count + \(unread),
                whatsapp_user_id = COALESCE(whatsapp_user_id, \(userID)), username = COALESCE(\(username), username),
                last_seen_at = CASE WHEN last_seen_at > \(seen) THEN last_seen_at ELSE COALESCE(\(seen), last_seen_at) END,
                window_closes_at = CASE WHEN window_closes_at > \(closes) THEN window_closes_at
                    ELSE COALESCE(\(closes), window_closes_at) END
            WHERE \(to.isThis)
            """)
        if let reason { try to.setNeedsHuman(reason) }
        transaction.signal(.work(.replies))
    }
}
