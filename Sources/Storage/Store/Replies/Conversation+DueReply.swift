import Conversations

/// A row in `due_replies` *is* the reply that is due: where there is nothing to answer, there is no row.
extension Conversation {
    /// Notes that the assistant is to answer: after a quiet time, but never later than the burst's limit. A message
    /// that came too late to be answered on WhatsApp goes to a human. With `awaitsTranscript` it also waits for the words of
    /// a voice note, for a while.
    mutating func requestReply(sentAt: Timestamp, awaitsTranscript: Bool = false, rules: Rules) throws {
        guard !isBlocked else { return }
        // Switched on later, it does not answer what came before.
        if mode == .off && !isBotPaused { return try leaveToHuman() }
        guard isAssistantAtWork else { return }
        // While a flag is open no model is asked, not for a draft either.
        if isUrgent { return try leaveToHuman() }
        if isBotPaused { return try beRequested(awaitsTranscript, rules) }
        guard CustomerServiceWindow.closes(afterMessageAt: sentAt) > now else { return try raise(.late) }
        guard !isSilenced else { return try leaveToHuman() }
        try beRequested(awaitsTranscript, rules)
    }

    private func beRequested(_ awaitsTranscript: Bool, _ rules: Rules) throws {
        let delay = quietTime ?? rules.replyDelay
        // Who waits long for the next message waits for more than one.
        let (quiet, latest) = (now.adding(delay), now.adding(max(rules.burstLimit, delay * 2)))
        let wait = awaitsTranscript ? now.adding(rules.transcriptWait) : nil
        try transaction.post(
            """
            INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at, waits_until)
            VALUES (\(clinicID), \(patientID), \(min(quiet, latest)), \(latest), \(wait))
            ON CONFLICT (doctor_id, patient_id) DO UPDATE SET due_at = CASE
                WHEN due_replies.latest_at <= \(now) THEN \(now)
                WHEN due_replies.latest_at < \(quiet) THEN due_replies.latest_at ELSE \(quiet) END,
                waits_until = CASE WHEN due_replies.waits_until > \(now) THEN due_replies.waits_until ELSE \(wait) END
            """)
        transaction.signal(.work(.replies))
    }

    func dropDueReply() throws { try transaction.post("DELETE FROM due_replies WHERE \(belongs)") }

    /// Takes the due reply for a worker. Nil when the assistant may not speak, or another node was quicker.
    mutating func leaseReply(_ rules: Rules) throws -> ReplyClaim? {
        guard !isHeld else { return nil }
        guard isAssistantAtWork, !isBlocked else {
            try dropDueReply()
            return nil
        }
        if isUrgent {
            try leaveToHuman()
            signal()
            return nil
        }
        guard try isBotPaused || !isSilenced && mayAnswerByItself(rules) else {
            if isSilenced { try leaveToHuman() } else { try silence() }
            signal()
            return nil
        }
        let row = try transaction.row(
            """
            UPDATE due_replies SET leased_until = \(now.adding(rules.replyLease)), leases = leases + 1,
                begun_at = COALESCE(begun_at, \(now))
            WHERE \(belongs) AND due_at <= \(now) AND (leased_until IS NULL OR leased_until <= \(now))
                AND (waits_until IS NULL OR waits_until <= \(now))
            RETURNING begun_at, recomputed, leases
            """)
        guard let row else { return nil }
        // What a person has answered is not the assistant's to answer again.
        if isBotPaused { try setAnswered(max(answeredSeq, newestAnswerOfPerson)) }
        signal()
        return ReplyClaim(
            conversation: key, generation: generation, mode: mode, isHeldByPerson: isBotPaused, upToSeq: lastPatientSeq,
            afterSeq: answeredSeq, lastSeq: lastSeq,
            begunAt: try row["begun_at"], recomputed: try row["recomputed"], leases: try row["leases"],
            smallTalkIsAnswered: isSmallTalkAnswered(rules))
    }

    /// False when the lease ran out and another worker has taken the reply.
    func isLeased(by claim: ReplyClaim) throws -> Bool {
        guard answeredSeq == claim.afterSeq else { return false }
        return try transaction.row("SELECT 1 AS one FROM due_replies WHERE \(isOf(claim))") != nil
    }

    /// The lease ends as if it had never been taken.
    func returnLease(of claim: ReplyClaim) throws {
        try transaction.post(
            "UPDATE due_replies SET leased_until = NULL, leases = leases - 1 WHERE \(isOf(claim))")
        transaction.signal(.work(.replies))
    }

    /// The reply was stale: it stays due, for the next worker that looks.
    func recomputeReply() throws {
        try transaction.post(
            """
            UPDATE due_replies SET leased_until = NULL, leases = 0, recomputed = recomputed + 1 WHERE \(belongs)
            """)
        transaction.signal(.work(.replies))
    }

    /// The reply that is under way counts for nothing, and is computed anew.
    func beginReplyAgain() throws {
        try transaction.post(
            "UPDATE due_replies SET leased_until = NULL, begun_at = NULL, leases = 0, recomputed = recomputed + 1 WHERE \(belongs)"
        )
        transaction.signal(.work(.replies))
    }

    /// What a draft answered is open again: it is due at once.
    func requestReplyAgain() throws {
        guard isAssistantAtWork, !isBlocked, !isUrgent, lastPatientSeq > answeredSeq else { return }
        try transaction.post(
            """
            INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at)
            VALUES (\(clinicID), \(patientID), \(now), \(now)) ON CONFLICT DO NOTHING
            """)
        transaction.signal(.work(.replies))
    }

    /// The newest message of the patient that a person had before them when they wrote, where that is not settled already.
    private var newestAnswerOfPerson: Int64 {
        get throws {
            let row = try transaction.row(
                """
                SELECT COALESCE(answers_seq, seq) AS seq FROM messages
                WHERE \(belongs) AND seq > \(answeredSeq) AND author = 'doctor' AND message_type <> 'reaction'
                    AND status NOT IN ('cancelled', 'failed')
                ORDER BY seq DESC LIMIT 1
                """)
            return try row?["seq"] ?? 0
        }
    }

    /// The burst is answered. A message that came meanwhile stays due and begins a burst of its own.
    func endReply(upTo seq: Int64, isNewer: Bool) throws {
        try transaction.post("UPDATE patients SET answered_seq = \(seq) WHERE \(isThis)")
        guard isNewer else { return try dropDueReply() }
        try transaction.post(
            """
            UPDATE due_replies SET leased_until = NULL, begun_at = NULL, leases = 0, recomputed = 0 WHERE \(belongs)
            """)
        transaction.signal(.work(.replies))
    }

    /// A worker is computing a reply right now.
    var isReplyBeingComputed: Bool {
        get throws {
            try transaction.row("SELECT 1 AS one FROM due_replies WHERE \(belongs) AND leased_until > \(now)") != nil
        }
    }

    var hasDueReply: Bool {
        get throws { try transaction.row("SELECT 1 AS one FROM due_replies WHERE \(belongs)") != nil }
    }

    /// Takes over the due reply of a row that is joined into this one, unless this one is paused or has its own. Its
    /// lease ends, so that any worker may take it.
    func adoptDueReply(of other: Conversation) throws {
        if try isBotPaused || hasDueReply { return try other.dropDueReply() }
        try transaction.post(
            """
            UPDATE due_replies SET patient_id = \(patientID), leased_until = NULL, begun_at = NULL, leases = 0,
                recomputed = 0
            WHERE \(other.belongs)
            """)
        transaction.signal(.work(.replies))
    }

    private func isOf(_ claim: ReplyClaim) -> SQL {
        "\(belongs) AND recomputed = \(claim.recomputed) AND leases = \(claim.leases)"
    }
}
