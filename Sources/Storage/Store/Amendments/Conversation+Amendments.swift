import Conversations

/// What somebody says of a message that is here already.
extension Conversation {
    /// Whoever may not say it changes nothing.
    mutating func amend(
        _ target: Amendments.Target, _ change: Amendment.Change, by author: Author, wamid: Wamid, saidAt: Timestamp,
        of clinic: Clinic, rules: Rules
    ) throws {
        guard target.patientID == patientID, change.mayBeMade(by: author, of: target.author) else { return }
        let before = try body(of: target.id)
        try amendments.note(change, of: target.id, by: author, wamid: wamid, saidAt: saidAt)
        if change.kind != .reaction { try forgetSummary(of: target.seq) }
        if author == .patient {
            try patientWasHere(at: saidAt)
            switch change {
            case .reaction: break
            case .wording:
                if let words = try body(of: target.id), words != before {
                    _ = try passGate(
                        words, seq: target.seq, saidAt: saidAt, callsForText: true, of: clinic, rules)
                    try hearAgain(target.seq, saidAt: saidAt, rules)
                }
            case .deletion: try takeBack(target.seq, rules: rules)
            }
        }
        signal()
    }

    private var amendments: Amendments { Amendments(clinicID: clinicID, transaction: transaction) }

    private func body(of message: MessageID) throws -> String? {
        try transaction.row("SELECT message_body FROM messages WHERE doctor_id = \(clinicID) AND id = \(message)")?[
            "message_body"]
    }

    /// Even a reaction opens the customer service window again.
    private func patientWasHere(at time: Timestamp) throws {
        let closes = CustomerServiceWindow.closes(afterMessageAt: time)
        try transaction.post(
            """
            UPDATE patients SET last_seen_at = CASE WHEN last_seen_at > \(time) THEN last_seen_at ELSE \(time) END,
                window_closes_at = CASE WHEN window_closes_at > \(closes) THEN window_closes_at ELSE \(closes) END
            WHERE \(isThis)
            """)
    }

    /// The patient has put a message into other words. What is not answered yet is answered as it is now; to what is
    /// answered a person has to look, since the answer may not fit any more. Either way it is unread again.
    private mutating func hearAgain(_ seq: Int64, saidAt: Timestamp, _ rules: Rules) throws {
        try markUnread(from: seq)
        try voidDraft(answering: seq)
        // Whoever is called to an emergency reads it as it is now.
        guard try !hasOpenFlag(about: seq) else { return }
        guard isAssistantAtWork, seq <= lastPatientSeq else { return }
        if isBotPaused && seq <= answeredSeq { return }
        guard seq > answeredSeq else { return try raise(.unsure, about: seq) }
        try requestReply(sentAt: saidAt, rules: rules)
        try recomputeReplyUnderWay(rules)
        // It has been computed anew too often already, or for too long: what leaves may answer the former words.
        if try isReplyBeingComputed { try raise(.unsure, about: seq) }
    }

    private func markUnread(from seq: Int64) throws {
        try transaction.post(
            """
            UPDATE patients SET read_seq = \(seq - 1), unread_count = (SELECT COUNT(*) FROM messages m
                WHERE m.doctor_id = patients.doctor_id AND m.patient_id = patients.id AND m.seq >= \(seq)
                    AND m.direction = 'incoming' AND m.message_type <> 'system')
            WHERE \(isThis) AND read_seq >= \(seq)
            """)
    }
}
