import Conversations

extension Store {
    /// Applies one update. Returns a constant word when it belongs to nobody here.
    func apply(_ update: InboundUpdate, in transaction: any Transaction) throws -> String? {
        switch update {
        case .message(let message, let number):
            guard let doctor = try doctor(receivingOn: number, in: transaction) else { return "unknown_number" }
            try apply(message, doctor: doctor, in: transaction)
        case .echo(let echo, let number):
            guard let doctor = try doctor(receivingOn: number, in: transaction) else { return "unknown_number" }
            try apply(echo, doctor: doctor, in: transaction)
        case .status(let report, let number):
            guard let doctor = try doctor(receivingOn: number, in: transaction) else { return "unknown_number" }
            try apply(report, doctor: doctor, in: transaction)
        case .identityChange(let change, let number):
            guard let doctor = try doctor(receivingOn: number, in: transaction) else { return "unknown_number" }
            try PatientDirectory(doctorID: doctor, transaction: transaction).apply(change)
        }
        return nil
    }

    /// The doctor who owns the number, or the one without a number where it is the number of the settings.
    private func doctor(receivingOn number: String, in transaction: any Transaction) throws -> DoctorID? {
        let owner = try transaction.row("SELECT id FROM doctors WHERE whatsapp_phone_number_id = \(number)")
        if let owner { return try owner["id"] }
        guard number == rules.fallbackPhoneNumberID else { return nil }
        let candidates = try transaction.rows(
            "SELECT id FROM doctors WHERE whatsapp_phone_number_id IS NULL LIMIT 2")
        return candidates.count == 1 ? try candidates[0]["id"] : nil
    }

    private func apply(_ message: IncomingMessage, doctor: DoctorID, in transaction: any Transaction) throws {
        let directory = PatientDirectory(doctorID: doctor, transaction: transaction)
        let patient = try directory.findOrCreate(message.sender)
        guard var conversation = try Conversation(locking: patient, of: doctor, in: transaction),
            try !conversation.hasMessage(wamid: message.wamid)
        else { return }
        let sentAt = min(message.sentAt ?? transaction.now, transaction.now)
        _ = try conversation.append(
            NewMessage(
                author: .patient, type: message.content.type, body: message.content.body,
                media: message.content.media, wamid: message.wamid, contextWamid: message.content.contextWamid,
                status: .received, sentAt: sentAt, awaitsAnswer: message.expectsReply))
        if message.isFromPatient { try conversation.noteArrival(at: sentAt) }
        if message.expectsReply { try conversation.requestReply(sentAt: sentAt, rules: rules) }
        conversation.signal()
    }

    private func apply(_ echo: Echo, doctor: DoctorID, in transaction: any Transaction) throws {
        let directory = PatientDirectory(doctorID: doctor, transaction: transaction)
        let patient = try directory.findOrCreate(echo.recipient)
        guard var conversation = try Conversation(locking: patient, of: doctor, in: transaction),
            try !conversation.hasMessage(wamid: echo.wamid)
        else { return }
        if let own = try conversation.ownMessage(behind: echo) {
            let report = StatusReport(wamid: echo.wamid, status: .sent, callbackID: own, failure: nil)
            try conversation.settle(own, report)
        } else {
            try conversation.appendEcho(echo)
        }
        conversation.signal()
    }
}

extension Conversation {
    /// The patient wrote: the list, the unread count and the customer service window follow.
    fileprivate func noteArrival(at sentAt: Timestamp) throws {
        let closes = CustomerServiceWindow.closes(afterMessageAt: sentAt)
        try transaction.post(
            """
            UPDATE patients SET unread_count = unread_count + 1,
                last_seen_at = CASE WHEN last_seen_at > \(sentAt) THEN last_seen_at ELSE \(sentAt) END,
                window_closes_at = CASE WHEN window_closes_at > \(closes) THEN window_closes_at ELSE \(closes) END
            WHERE \(isThis)
            """)
    }

    /// Notes when the assistant is to answer: after a quiet time, but never later than the burst's limit. A message
    /// that came too late to be answered on WhatsApp goes to a human.
    fileprivate mutating func requestReply(sentAt: Timestamp, rules: StoreRules) throws {
        guard !isBotPaused else { return }
        guard CustomerServiceWindow.closes(afterMessageAt: sentAt) > now else { return try setNeedsHuman(.late) }
        let burst = burstAt ?? now
        let due = min(now.adding(rules.replyDelay), max(now, burst.adding(rules.burstLimit)))
        try transaction.post(
            "UPDATE patients SET reply_due_at = \(due), reply_burst_at = \(burst) WHERE \(isThis)")
        transaction.signal(.work(.replies))
    }

    /// Our own message, when the echo is one of those: it carries our id, or what is being sent right now has the
    /// very same text. (Its wamid may reach us through the echo before the call to Meta has returned.)
    fileprivate func ownMessage(behind echo: Echo) throws -> MessageID? {
        if let id = echo.callbackID {
            let row = try transaction.row("SELECT id FROM messages WHERE \(belongs) AND id = \(id)")
            if let row { return try row["id"] }
        }
        let row = try transaction.row(
            """
            SELECT m.id FROM outbox o JOIN messages m ON m.doctor_id = o.doctor_id AND m.id = o.id
            WHERE o.doctor_id = \(doctorID) AND o.patient_id = \(patientID) AND o.kind = 'message'
                AND o.state IN ('sending', 'uncertain') AND m.whatsapp_message_id IS NULL
                AND m.message_type = \(echo.content.type) AND m.message_body = \(echo.content.body)
            ORDER BY o.seq LIMIT 1
            """)
        return try row?["id"]
    }

    /// A message of a person of the clinic: a takeover like any other, unless it is older than the last resume.
    fileprivate mutating func appendEcho(_ echo: Echo) throws {
        // Meta's times are whole seconds, cut off: only one that is surely older does not pause.
        let isOld = resumedAt.map { resumed in (echo.sentAt ?? now).adding(.seconds(1)) <= resumed } ?? false
        let isTakeover = echo.isTakeover && !isOld
        if isTakeover {
            try takeOver(by: nil)
            try clearNeedsHuman()
        }
        let seq = try append(
            NewMessage(
                author: .doctor, type: echo.content.type, body: echo.content.body, media: echo.content.media,
                wamid: echo.wamid, contextWamid: echo.content.contextWamid, status: .sent, sentAt: echo.sentAt))
        if isTakeover { try markRead(upTo: seq) }
    }
}
