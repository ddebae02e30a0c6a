import Conversations

/// Texts that wait for the patient to write (`queued_texts`): outside the outbox, so that they are in nothing's way.
///
/// One a patient; two rows of one person that are joined may bring one each.
extension Conversation {
    /// A person has taken the conversation over; their text is sent once the patient writes. Throws `Refusal.alreadyQueued`,
    /// `.cannotBeQuoted` or `.held`, and `.noSuchMessage` for what is no text.
    mutating func queue(_ message: OutgoingMessage, by account: AccountID) throws {
        guard case .text(let text) = message.content else { throw Refusal.noSuchMessage }
        if isHeld { throw Refusal.held }
        if try hasQueued { throw Refusal.alreadyQueued }
        let quoted = try message.replyTo.map(quotable)
        try speak(havingSeen: readSeq)
        try transaction.post(
            """
            INSERT INTO queued_texts (id, doctor_id, patient_id, account_id, body, client_message_id, context_message_id,
                seen_seq, made_at)
            VALUES (\(MessageID.make()), \(clinicID), \(patientID), \(account), \(text.value), \(message.clientMessageID),
                \(quoted), \(lastSeq), \(now))
            """)
        signal()
    }

    /// The text that waits under this client message id, or has it as its own id. Throws `Refusal.clientMessageIDTaken` where
    /// it is another patient's, and for what is no text and cannot take its place.
    func queued(_ message: OutgoingMessage) throws -> (id: MessageID, clientMessageID: String?)? {
        guard let name = message.clientMessageID else { return nil }
        let isOwn: SQL = MessageID(name).map { "OR id = \($0)" } ?? ""
        let row = try transaction.row(
            """
            SELECT id, patient_id, client_message_id FROM queued_texts
            WHERE doctor_id = \(clinicID) AND (client_message_id = \(name) \(isOwn))
            """)
        guard let row else { return nil }
        guard try row["patient_id"] == patientID, case .text = message.content else {
            throw Refusal.clientMessageIDTaken
        }
        return (try row["id"], try row["client_message_id"])
    }

    var hasQueued: Bool {
        get throws { try transaction.row("SELECT 1 AS one FROM queued_texts WHERE \(belongs) LIMIT 1") != nil }
    }

    /// The conversation is given back: what waits stays, for a person to decide about.
    func keepQueued() throws {
        try transaction.post(
            """
            UPDATE queued_texts SET kept_because = \(QueuedText.Obstacle.givenBack.rawValue)
            WHERE \(belongs) AND kept_because IS NULL
            """)
    }

    /// The patient has written, and WhatsApp takes texts again: what waits leaves, as its author's message. It answers what
    /// the patient had written before; what they have written now goes on waiting for an answer. What raised a flag calls for
    /// other words: then it stays.
    mutating func sendQueued(hasFlag: Bool) throws {
        // Given back, nothing waits (`keepQueued`).
        guard isBotPaused, !isHeld else { return }
        let rows = try transaction.rows(
            """
            SELECT id, account_id, body, client_message_id, context_message_id, seen_seq, made_at FROM queued_texts
            WHERE \(belongs) AND kept_because IS NULL ORDER BY made_at, id
            """)
        for row in rows {
            if hasFlag {
                try keep(row["id"], because: .redFlag)
                continue
            }
            guard try now <= (row["made_at"] as Timestamp).adding(QueuedText.sendableFor) else {
                try keep(row["id"], because: .tooOld)
                continue
            }
            let context: Wamid? = try row["context_message_id"]
            var message = NewMessage(author: .doctor, body: try row["body"], status: .pending)
            message.id = try row["id"]
            message.accountID = try row["account_id"]
            message.clientMessageID = try unused(row["client_message_id"])
            message.answersUpTo = try row["seen_seq"]
            message.relation = context.map { .reply(to: $0) }
            try removeQueued(message.id)
            let seq = try append(message)
            try enqueue(message.id, seq: seq, author: .doctor)
        }
    }

    /// Two calls for different patients may have named two texts alike. What the patient writes must not be lost for that.
    private func unused(_ name: String?) throws -> String? {
        guard let name else { return nil }
        let taken = try transaction.row(
            "SELECT 1 AS one FROM messages WHERE doctor_id = \(clinicID) AND client_message_id = \(name)")
        return taken == nil ? name : nil
    }

    private func keep(_ id: MessageID, because obstacle: QueuedText.Obstacle) throws {
        try transaction.post(
            """
            UPDATE queued_texts SET kept_because = \(obstacle.rawValue) WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
        // Whoever wrote it closed the alarm for what it was to answer.
        try scheduleAlarmAgain()
    }

    /// A new wording. It waits for the patient again, unless the assistant has the conversation.
    func reword(_ id: MessageID, _ text: MessageText, by account: AccountID) throws {
        let stays: SQL = isBotPaused ? "NULL" : "kept_because"
        try transaction.post(
            """
            UPDATE queued_texts SET body = \(text.value), account_id = \(account), made_at = \(now), kept_because = \(stays)
            WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
        signal()
    }

    func removeQueued(_ id: MessageID) throws {
        try transaction.post("DELETE FROM queued_texts WHERE doctor_id = \(clinicID) AND id = \(id)")
    }
}
