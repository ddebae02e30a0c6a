import Conversations

/// Every transition of a row of the outbox, with the patient's row locked.
extension Conversation {
    // MARK: Into the outbox

    /// Puts an appended message into the outbox, under the present generation. One that awaits the upload of its file
    /// keeps its place, and what comes after it waits, too.
    func enqueue(_ id: MessageID, seq: Int64, author: Author, awaitsUpload: Bool = false) throws {
        let notBefore = awaitsUpload ? now.adding(Uploads.longest) : now
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, not_before, created_at)
            VALUES (\(id), \(clinicID), \(patientID), \(OutboxKind.message.sql), \(author), \(seq), \(generation),
                \(OutboxState.pending.sql), \(notBefore), \(now))
            """)
        if awaitsUpload { try requestUpload(of: id) } else { transaction.signal(.work(.outbox)) }
    }

    func enqueueTyping(for wamid: Wamid, expiresAfter expiry: Duration) throws {
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, generation, state, not_before, expires_at,
                whatsapp_message_id, created_at)
            VALUES (\(MessageID.make()), \(clinicID), \(patientID), \(OutboxKind.receipt.sql), 'assistant',
                \(generation), \(OutboxState.pending.sql), \(now), \(now.adding(expiry)), \(wamid), \(now))
            """)
        transaction.signal(.work(.receipts))
    }

    /// A person of the clinic has seen what the patient wrote behind `readSeq`, up to `seq`: the patient is told so, where
    /// the clinic wants that. WhatsApp marks everything before it, too, so one is enough.
    func enqueueReceipt(ofSeen seq: Int64) throws {
        guard seq > readSeq else { return }
        // One for each patient, who lends it the id.
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, generation, state, not_before, expires_at,
                whatsapp_message_id, created_at)
            SELECT m.patient_id, m.doctor_id, m.patient_id, \(OutboxKind.receipt.sql), 'doctor', \(generation),
                \(OutboxState.pending.sql), \(now), \(now.adding(Receipts.usefulFor)), m.whatsapp_message_id, \(now)
            FROM doctors d JOIN messages m ON m.doctor_id = d.id
            WHERE d.id = \(clinicID) AND d.read_receipts AND m.patient_id = \(patientID) AND m.seq > \(readSeq)
                AND m.seq <= \(seq) AND m.direction = 'incoming' AND m.message_type <> 'system'
                AND m.whatsapp_message_id IS NOT NULL
            ORDER BY m.seq DESC LIMIT 1
            ON CONFLICT (doctor_id, id) DO UPDATE SET whatsapp_message_id = excluded.whatsapp_message_id,
                expires_at = excluded.expires_at
            """)
        transaction.signal(.work(.receipts))
    }

    // MARK: Out for an attempt, and back

    /// Claimed for exactly one call, which ends before `deadline`.
    func setSending(_ id: MessageID, isResend: Bool, until deadline: Timestamp) throws {
        try transaction.post(
            """
            UPDATE outbox SET state = \(OutboxState.sending.sql), attempts = attempts + 1,
                resends = resends + \(isResend ? 1 : 0), send_deadline = \(deadline), not_before = \(deadline)
            WHERE \(isEntry(id))
            """)
        // Remembered with the message: its row here is gone when Meta reports that it has to be sent again.
        try transaction.post(
            """
            UPDATE messages SET status = 'sending', attempts = o.attempts, generation = o.generation,
                outbox_since = o.created_at
            FROM outbox o WHERE messages.doctor_id = \(clinicID) AND messages.id = \(id) AND o.doctor_id = \(clinicID)
                AND o.id = \(id)
            """)
    }

    /// Meta certainly does not have it, and it is tried again at `time`.
    func postpone(_ id: MessageID, to time: Timestamp) throws {
        try transaction.post(
            """
            UPDATE outbox SET state = \(OutboxState.pending.sql), not_before = \(time), send_deadline = NULL
            WHERE \(isEntry(id))
            """)
        try transaction.post(
            """
            UPDATE messages SET status = 'pending' WHERE doctor_id = \(clinicID) AND id = \(id) AND status = 'sending'
            """)
    }

    /// Meta may have it.
    func setUncertain(_ id: MessageID, decideAt: Timestamp) throws {
        try transaction.post(
            "UPDATE outbox SET state = \(OutboxState.uncertain.sql), not_before = \(decideAt) WHERE \(isEntry(id))")
    }

    // MARK: Out of the outbox

    func removeFromOutbox(_ id: MessageID) throws {
        try transaction.post("DELETE FROM outbox WHERE \(isEntry(id))")
    }

    /// False when somebody else was quicker.
    func takeFromOutbox(_ id: MessageID) throws -> Bool {
        try transaction.execute("DELETE FROM outbox WHERE \(isEntry(id))") > 0
    }

    /// Meta has the message; but while it is being sent once more, the drain has to wait for that call. A report about an
    /// `earlier` call says nothing about the one under way, whichever that is.
    func removeFromOutboxUnlessUnderWay(_ id: MessageID, earlier: Bool) throws {
        let isAnother: SQL = earlier ? "TRUE" : "attempts > 1"
        try transaction.post(
            """
            DELETE FROM outbox WHERE \(isEntry(id))
                AND NOT (state = \(OutboxState.sending.sql) AND \(isAnother) AND send_deadline > \(now))
            """)
    }

    /// Meta reported afterwards that it did not deliver the message: it waits for another attempt, as if the call itself
    /// had been refused.
    func enqueueAgain(_ id: MessageID, _ sent: SentMessage, at time: Timestamp) throws {
        try removeFromOutbox(id)
        let isEmergency = try isEmergencyText(id)
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, attempts, not_before,
                created_at, is_emergency, expires_at)
            VALUES (\(id), \(clinicID), \(patientID), \(OutboxKind.message.sql), \(sent.author), \(sent.seq),
                \(sent.generation), \(OutboxState.pending.sql), \(sent.attempts), \(time), \(sent.since), \(isEmergency),
                \(isEmergency ? sent.since.adding(Self.emergencyPeriod) : nil))
            """)
        try advance(id, to: .pending)
        transaction.signal(.work(.outbox))
    }

    /// It is no longer wanted. One that may have left in an earlier attempt counts as failed, not as cancelled.
    func cancel(_ id: MessageID, mayHaveLeft: Bool) throws {
        if mayHaveLeft {
            try fail(id, SendFailure.unconfirmed)
        } else {
            try transaction.post(
                "UPDATE messages SET status = 'cancelled' WHERE doctor_id = \(clinicID) AND id = \(id)")
        }
        try removeFromOutbox(id)
    }

    /// What another row of the same person lets the assistant say, this one does too; what that one had stopped stays
    /// stopped.
    func adoptGeneration(of other: Conversation) throws {
        try transaction.post(
            """
            UPDATE outbox SET generation = CASE WHEN generation = \(other.generation) THEN \(generation) ELSE -1 END
            WHERE \(other.belongs)
            """)
        // The same for what may have to be sent again.
        try transaction.post(
            """
            UPDATE messages SET generation = CASE WHEN generation = \(other.generation) THEN \(generation) ELSE -1 END
            WHERE \(other.belongs) AND generation IS NOT NULL
            """)
    }

    /// Whether a part of a reply would leave although the part before it never arrives.
    func isBereft(_ id: MessageID) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM messages m JOIN messages f ON f.doctor_id = m.doctor_id AND f.patient_id = m.patient_id
                AND f.seq = m.seq - 1
            WHERE m.doctor_id = \(clinicID) AND m.id = \(id) AND m.continues AND f.status IN ('failed', 'cancelled')
            """) != nil
    }

    /// Whether what belongs behind this message was stopped because of it.
    func hasCancelledPart(after seq: Int64) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM messages WHERE \(belongs) AND seq = \(seq + 1) AND continues AND status = 'cancelled'"
        )
            != nil
    }

    /// Cancels what has not left, for a takeover.
    func cancelAssistantMessages() throws {
        let waiting = try transaction.rows(
            """
            SELECT id, resends FROM outbox WHERE \(belongs) AND kind = \(OutboxKind.message.sql)
                AND author = 'assistant' AND NOT is_emergency AND state = \(OutboxState.pending.sql)
            """)
        for row in waiting {
            try cancel(try row["id"], mayHaveLeft: try row["resends"] > 0)
        }
        try transaction.post(
            "DELETE FROM outbox WHERE \(belongs) AND kind = \(OutboxKind.receipt.sql) AND author = 'assistant'")
    }

    /// Cancels the later messages of the reply that begins with, or goes on with, this one. Those that are with Meta
    /// already can't be held back.
    func cancelContinuations(of id: MessageID) throws {
        let later = try transaction.rows(
            """
            SELECT m.id, m.continues, o.resends FROM messages f
            JOIN messages m ON m.doctor_id = f.doctor_id AND m.patient_id = f.patient_id AND m.seq > f.seq
                AND m.seq < f.seq + \(ReplyText.partLimit)
            LEFT JOIN outbox o ON o.doctor_id = m.doctor_id AND o.id = m.id AND o.state = \(OutboxState.pending.sql)
            WHERE f.doctor_id = \(clinicID) AND f.id = \(id) ORDER BY m.seq
            """)
        for row in try later.prefix(while: { try $0["continues"] }) {
            guard let resends: Int64 = try row["resends"] else { continue }
            try cancel(try row["id"], mayHaveLeft: resends > 0)
        }
    }

    // MARK: What is there

    func isInOutbox(_ id: MessageID) throws -> Bool {
        try transaction.row("SELECT 1 AS one FROM outbox WHERE \(isEntry(id))") != nil
    }

    /// False when the attempt is over already: settled by a status, or taken for uncertain and sent again.
    func isInAttempt(_ claim: SendClaim) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM outbox WHERE \(isEntry(claim.messageID)) AND attempts = \(claim.attempt)
                AND state <> \(OutboxState.pending.sql)
            """) != nil
    }

    /// False also when a status about an earlier attempt has settled the message; then its row is removed.
    func isOpen(_ claim: SendClaim) throws -> Bool {
        guard try isInAttempt(claim) else { return false }
        if try isSettled(claim.messageID) {
            try removeFromOutbox(claim.messageID)
            return false
        }
        return true
    }

    /// Whether the outcome of the message is known, although its outbox row may still be there.
    func isSettled(_ id: MessageID) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM messages WHERE doctor_id = \(clinicID) AND id = \(id)
                AND status NOT IN ('pending', 'sending')
            """) != nil
    }

    /// The message that is with Meta, or may be, with exactly this text and no wamid yet.
    func messageBeingSent(type: MessageType, body: String) throws -> MessageID? {
        try transaction.row(
            """
            SELECT m.id FROM outbox o JOIN messages m ON m.doctor_id = o.doctor_id AND m.id = o.id
            WHERE o.doctor_id = \(clinicID) AND o.patient_id = \(patientID) AND o.kind = \(OutboxKind.message.sql)
                AND o.state IN (\(OutboxState.sending.sql), \(OutboxState.uncertain.sql))
                AND m.whatsapp_message_id IS NULL AND m.message_type = \(type) AND m.message_body = \(body)
            ORDER BY o.seq LIMIT 1
            """)?["id"]
    }

    private func isEntry(_ id: MessageID) -> SQL { "doctor_id = \(clinicID) AND id = \(id)" }
}
