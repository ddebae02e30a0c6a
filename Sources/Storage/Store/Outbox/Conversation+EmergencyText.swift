import Conversations

/// The emergency text of a red flag: the only automatic message that may leave while a person has the conversation. A
/// message of the assistant whose row in the outbox is marked, so that the order, the one call at a time and the drain hold
/// for it like for any other, and the fence of the assistant is replaced by `letsEmergencyTextLeave`.
extension Conversation {
    /// A message older than this gets no text any more.
    static let emergencyPeriod = Duration.seconds(30 * 60)
    /// So many of the newest messages are looked at, however long the conversation is.
    private static let lookBack: Int64 = 1_000
    /// A person of the clinic who wrote so shortly ago is there.
    static let personIsThere = Duration.seconds(5 * 60)

    /// Returns nil where the message is too old for it. Where a person wrote just now, it waits whether they write again.
    mutating func enqueueText(
        for emergency: Emergency, about seq: Int64, saidAt: Timestamp, of clinic: Clinic, _ rules: Rules
    ) throws -> MessageID? {
        let expiry = saidAt.adding(Self.emergencyPeriod)
        let earliest = max(now, try personLastWrote().map { $0.adding(Self.personIsThere) } ?? now)
        guard earliest < expiry else { return nil }
        let form = rules.form(try newestWords())
        var message = NewMessage(author: .assistant, body: clinic.emergencyTexts[emergency, form], status: .pending)
        message.provenance = .fixed
        let own = try append(message)
        try enqueue(message.id, seq: own, author: .assistant)
        try transaction.post(
            """
            UPDATE outbox SET is_emergency = TRUE, expires_at = \(expiry), not_before = \(earliest)
            WHERE doctor_id = \(clinicID) AND id = \(message.id)
            """)
        return message.id
    }

    /// Whether the text may be handed over now, asked with the patient's row locked: a flag that it was made for is still
    /// open, nobody of the clinic has written shortly, and it is not too late.
    func letsEmergencyTextLeave(_ id: MessageID, until expiry: Timestamp?) throws -> Bool {
        guard !isHeld, !isBlocked, let expiry, now < expiry, try isFlagOpen(for: id) else { return false }
        return try personLastWrote().map { $0.adding(Self.personIsThere) <= now } ?? true
    }

    private func isFlagOpen(for text: MessageID) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM alarms
            WHERE \(belongs) AND reason = \(NeedsHuman.redFlag) AND closed_at IS NULL AND emergency_text_id = \(text)
            LIMIT 1
            """) != nil
    }

    /// The text of a flag that somebody attends to is not wanted any more, unless it has left.
    func cancelEmergencyTexts() throws {
        guard isUrgent else { return }
        let waiting = try transaction.rows(
            """
            SELECT id, resends FROM outbox
            WHERE \(belongs) AND is_emergency AND state = \(OutboxState.pending.sql)
            """)
        for row in waiting { try cancel(try row["id"], mayHaveLeft: try row["resends"] > 0) }
    }

    /// Nil where no person has written in the last messages.
    private func personLastWrote() throws -> Timestamp? {
        try transaction.row(
            """
            SELECT MAX(CASE WHEN sent_at > created_at THEN created_at ELSE COALESCE(sent_at, created_at) END) AS at
            FROM (SELECT author, sent_at, created_at FROM messages
                WHERE \(belongs) AND seq > \(lastSeq - Self.lookBack) AND author = 'doctor'
                ORDER BY seq DESC LIMIT 20) newest
            """)?["at"]
    }

    /// What the patient wrote last, oldest first: it tells the language.
    private func newestWords() throws -> [String] {
        try transaction.rows(
            """
            SELECT m.message_body, t.words AS transcript FROM messages m \(Self.joinedTranscripts)
            WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.seq > \(lastSeq - Self.lookBack)
                AND m.direction = 'incoming' AND m.message_type NOT IN ('reaction', 'system')
            ORDER BY m.seq DESC LIMIT 12
            """
        ).map { try PatientWords.all($0["message_body"], fileName: nil, transcript: $0["transcript"]) }.reversed()
    }

    /// Whether a message is such a text, also when its row in the outbox is gone.
    func isEmergencyText(_ id: MessageID) throws -> Bool {
        try transaction.row("SELECT 1 AS one FROM alarms WHERE \(belongs) AND emergency_text_id = \(id) LIMIT 1") != nil
    }
}
