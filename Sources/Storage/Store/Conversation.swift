import Conversations

/// A patient's row, locked until the end of the transaction. Whatever touches a conversation goes through here.
struct Conversation {
    let transaction: any Transaction
    let doctorID: DoctorID
    let patientID: PatientID
    let phoneNumber: String?
    let userID: String?
    private(set) var isBotPaused: Bool
    private(set) var generation: Int64
    private(set) var lastSeq: Int64
    private(set) var lastPatientSeq: Int64
    private(set) var needsHuman: Bool
    private(set) var handOverTold: Bool
    let resumedAt: Timestamp?
    let windowClosesAt: Timestamp?
    let burstAt: Timestamp?
    /// What came up to here is answered, or left to a human.
    let answeredSeq: Int64
    /// A worker is computing a reply right now.
    let isReplyComputed: Bool

    /// Nil when this doctor has no such patient; with `unlessBusy` also when somebody else has the row locked.
    ///
    /// Whoever locks several patients in one transaction either is the only one who does, as the inbox of a lane, or
    /// does not wait: two that wait for each other's rows would both stand still.
    init?(
        locking patientID: PatientID, of doctorID: DoctorID, in transaction: any Transaction, unlessBusy: Bool = false
    ) throws {
        let lock = unlessBusy ? transaction.dialect.skipLocked : transaction.dialect.rowLock
        let found = try transaction.row(
            """
            SELECT phone_number, whatsapp_user_id, is_bot_paused, bot_generation, last_seq, last_patient_seq,
                needs_human, hand_over_told, bot_resumed_at, window_closes_at, reply_burst_at,
                reply_lease_until, answered_seq
            FROM patients WHERE doctor_id = \(doctorID) AND id = \(patientID)\(lock)
            """)
        guard let row = found else { return nil }
        self.transaction = transaction
        self.doctorID = doctorID
        self.patientID = patientID
        phoneNumber = try row["phone_number"]
        userID = try row["whatsapp_user_id"]
        isBotPaused = try row["is_bot_paused"]
        generation = try row["bot_generation"]
        lastSeq = try row["last_seq"]
        lastPatientSeq = try row["last_patient_seq"]
        needsHuman = try row["needs_human"]
        handOverTold = try row["hand_over_told"]
        resumedAt = try row["bot_resumed_at"]
        windowClosesAt = try row["window_closes_at"]
        burstAt = try row["reply_burst_at"]
        answeredSeq = try row["answered_seq"]
        isReplyComputed = try (row["reply_lease_until"] as Timestamp?).map { $0 > transaction.now } ?? false
    }

    var now: Timestamp { transaction.now }

    /// The WHERE clause of this row.
    var isThis: SQL { "doctor_id = \(doctorID) AND id = \(patientID)" }
    /// The WHERE clause of rows that belong to this patient.
    var belongs: SQL { "doctor_id = \(doctorID) AND patient_id = \(patientID)" }

    func signal() { transaction.signal(.patient(doctorID, patientID, seq: lastSeq)) }

    /// The fence: may the assistant still say what it was asked for under `generation`?
    func letsAssistantSpeak(under generation: Int64) -> Bool { !isBotPaused && self.generation == generation }

    // MARK: Takeover

    /// A person of the clinic has the conversation from here on. `account` is nil for the clinic's own phone.
    mutating func takeOver(by account: AccountID?) throws {
        try transaction.post(
            """
            UPDATE patients SET
                bot_paused_by_account = CASE WHEN is_bot_paused THEN bot_paused_by_account ELSE \(account) END,
                bot_paused_at = COALESCE(bot_paused_at, \(now)), bot_paused_by = \(doctorID), is_bot_paused = TRUE,
                bot_generation = bot_generation + 1, reply_due_at = NULL, reply_burst_at = NULL,
                reply_started_at = NULL, reply_lease_until = NULL, reply_attempts = 0, reply_tries = 0
            WHERE \(isThis)
            """)
        isBotPaused = true
        generation += 1
        try cancelAssistantMessages()
    }

    /// The assistant may speak again, about what comes from here on.
    mutating func resume() throws {
        try transaction.post(
            """
            UPDATE patients SET is_bot_paused = FALSE, bot_paused_at = NULL, bot_paused_by = NULL,
                bot_paused_by_account = NULL, bot_resumed_at = \(now), answered_seq = last_seq,
                bot_generation = bot_generation + 1
            WHERE \(isThis)
            """)
        isBotPaused = false
        generation += 1
        try clearNeedsHuman()
        if try hasUnansweredMessage() { try setNeedsHuman(.unanswered) }
    }

    /// Cancels what has not left. What may have left in an earlier attempt cannot be called cancelled.
    private func cancelAssistantMessages() throws {
        let waiting = try transaction.rows(
            """
            SELECT id, resends FROM outbox
            WHERE \(belongs) AND kind = 'message' AND author = 'assistant' AND state = 'pending'
            """)
        for row in waiting {
            try cancel(try row["id"], mayHaveLeft: try row["resends"] > 0)
        }
        try transaction.post("DELETE FROM outbox WHERE \(belongs) AND kind = 'typing'")
    }

    func cancel(_ id: MessageID, mayHaveLeft: Bool) throws {
        if mayHaveLeft {
            try fail(id, SendFailure.unconfirmed)
        } else {
            try transaction.post(
                "UPDATE messages SET status = 'cancelled' WHERE doctor_id = \(doctorID) AND id = \(id)")
        }
        try removeFromOutbox(id)
    }

    private func hasUnansweredMessage() throws -> Bool {
        let answered = try transaction.row(
            """
            SELECT seq FROM messages
            WHERE \(belongs) AND direction = 'outgoing' AND status NOT IN ('cancelled', 'failed')
            ORDER BY seq DESC LIMIT 1
            """)
        return lastPatientSeq > (try answered?["seq"] ?? 0)
    }

    // MARK: Needs human

    /// The first reason of a period stays: it is the one that nobody has looked at yet.
    mutating func setNeedsHuman(_ reason: NeedsHuman) throws {
        guard !needsHuman else { return }
        try transaction.post(
            "UPDATE patients SET needs_human = TRUE, needs_human_reason = \(reason) WHERE \(isThis)")
        needsHuman = true
    }

    mutating func clearNeedsHuman() throws {
        try transaction.post(
            """
            UPDATE patients SET needs_human = FALSE, needs_human_reason = NULL, hand_over_told = FALSE
            WHERE \(isThis)
            """)
        needsHuman = false
        handOverTold = false
    }

    /// The patient is told at most once in a period that a person will answer.
    mutating func markHandOverTold() throws {
        try transaction.post("UPDATE patients SET hand_over_told = TRUE WHERE \(isThis)")
        handOverTold = true
    }

    /// The clinic has seen everything up to `seq`.
    func markRead(upTo seq: Int64) throws {
        try transaction.post(
            """
            UPDATE patients SET read_seq = CASE WHEN read_seq > \(seq) THEN read_seq ELSE \(seq) END,
                unread_count = (SELECT COUNT(*) FROM messages m
                    WHERE m.doctor_id = patients.doctor_id AND m.patient_id = patients.id AND m.seq > \(seq)
                        AND m.direction = 'incoming' AND m.message_type <> 'system' AND m.seq > patients.read_seq)
            WHERE \(isThis)
            """)
    }

    // MARK: Messages

    /// Appends a message and returns its number.
    mutating func append(_ message: NewMessage) throws -> Int64 {
        lastSeq += 1
        if message.awaitsAnswer { lastPatientSeq = lastSeq }
        try transaction.post(
            """
            UPDATE patients SET last_seq = \(lastSeq), last_patient_seq = \(lastPatientSeq),
                last_activity_at = \(now)
            WHERE \(isThis)
            """)
        try transaction.post(
            """
            INSERT INTO messages (id, doctor_id, patient_id, seq, account_id, phone_number, direction, author,
                message_type, message_body, media, whatsapp_message_id, context_message_id, client_message_id,
                status, sent_at, created_at)
            VALUES (\(message.id), \(doctorID), \(patientID), \(lastSeq), \(message.accountID), \(phoneNumber),
                \(message.author.direction.rawValue), \(message.author), \(message.type), \(message.body),
                \(message.media), \(message.wamid), \(message.contextWamid), \(message.clientMessageID),
                \(message.status), \(message.sentAt), \(now))
            """)
        return lastSeq
    }

    /// Puts a message that was appended into the outbox, under the present generation.
    func enqueue(_ id: MessageID, seq: Int64, author: Author) throws {
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, seq, generation, state, not_before, created_at)
            VALUES (\(id), \(doctorID), \(patientID), 'message', \(author), \(seq), \(generation), 'pending',
                \(now), \(now))
            """)
        transaction.signal(.work(.outbox))
    }

    func removeFromOutbox(_ id: MessageID) throws {
        try transaction.post("DELETE FROM outbox WHERE doctor_id = \(doctorID) AND id = \(id)")
    }

    func fail(_ id: MessageID, _ failure: SendFailure) throws {
        try transaction.post(
            """
            UPDATE messages SET status = 'failed', error_code = \(failure.code), error = \(failure.sentence),
                can_retry = \(failure.canRetry)
            WHERE doctor_id = \(doctorID) AND id = \(id)
            """)
    }

    func hasMessage(wamid: String) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM messages WHERE doctor_id = \(doctorID) AND whatsapp_message_id = \(wamid)") != nil
    }
}

/// A message that is about to be appended.
struct NewMessage {
    var id = MessageID.make()
    var accountID: AccountID?
    var author: Author
    var type = MessageType.text
    var body: String
    var media: String?
    var wamid: String?
    var contextWamid: String?
    var clientMessageID: String?
    var status: DeliveryStatus
    var sentAt: Timestamp?
    /// A patient's message that somebody has to answer: not a reaction, not a notice.
    var awaitsAnswer = false
}
