package import Conversations

/// What one person of a clinic sees and does: everything is found through their clinic, and recorded as theirs. The
/// routes of the live chat get this part of the storage and no other.
package struct Chats: Sendable {
    let engine: any Engine
    let sealer: TokenSealer
    let rules: Rules
    let person: Account

    var clinicID: ClinicID { person.clinicID }
    var principal: Principal { .person(person.id, of: clinicID) }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.read(as: principal, body)
    }

    /// Changes one conversation. The id of a row that was joined into another means that one. Throws
    /// `Refusal.noSuchPatient`.
    func change<Value: Sendable>(
        _ patient: PatientID, _ body: @escaping @Sendable (inout Conversation) throws -> Value
    ) async throws -> Value {
        try await engine.write(as: principal) { transaction in
            guard
                var conversation = try Conversation.present(patient, of: clinicID, in: transaction)
            else { throw Refusal.noSuchPatient }
            return try body(&conversation)
        }
    }

    /// Takes the conversation over and sends the message. Returns the message as it is once its outcome is known or
    /// `outcomeWait` has passed, and never before the last assistant message has left or been stopped.
    ///
    /// Throws `Refusal.noSuchPatient`, `.clientMessageIDTaken`, `.cannotBeQuoted`, `.held`, or `.noSuchMessage` where one is to be
    /// tried again that was never sent; for a template also `.noSuchTemplate`, `.templateNotSendable`, `.variablesDoNotFit`,
    /// `.templateNeedsFile`, `.templateTakesNoFile` or `.templateTakesOtherFile`.
    package func send(_ message: OutgoingMessage) async throws -> Message {
        let deadline = ContinuousClock.now + rules.outcomeWait
        let stored = try await change(message.patientID) { try $0.store(message, by: person.id) }
        try await waitUntilDrained(stored.patient)
        guard let outcome = try await outcome(of: stored.message, to: stored.patient, until: deadline) else {
            throw Refusal.noSuchPatient
        }
        return outcome
    }

    /// Pauses or resumes the assistant. A pause returns only once no assistant message is on its way. Throws
    /// `Refusal.noSuchPatient`, and `.held` for a resume while the clinic is held.
    package func setPaused(_ pause: Bool, patient: PatientID) async throws {
        let present = try await change(patient) { conversation in
            if conversation.isHeld && !pause { throw Refusal.held }
            if conversation.isBotPaused != pause {
                if pause { try conversation.takeOver() } else { try conversation.resume() }
                conversation.signal()
            }
            return conversation.patientID
        }
        if pause { try await waitUntilDrained(present) }
    }

    /// The person has looked at what a human was called for, in the messages up to `seq`, by default those that the clinic
    /// has read. Throws `Refusal.noSuchPatient`.
    package func markDone(patient: PatientID, upTo seq: Int64? = nil) async throws {
        try await change(patient) { conversation in
            try conversation.markDone(upTo: min(max(seq ?? conversation.readSeq, 0), conversation.lastSeq))
            conversation.signal()
        }
    }

    /// Takes the last `markDone` of this patient back, for a minute, and until a person has written or resumed the
    /// assistant. Throws `Refusal.noSuchPatient` or `.nothingToUndo`.
    package func undoDone(patient: PatientID) async throws {
        try await change(patient) { conversation in
            try conversation.undoDone()
            conversation.signal()
        }
    }

    /// The clinic has seen everything up to `seq`. Throws `Refusal.noSuchPatient`.
    package func markRead(patient: PatientID, upTo seq: Int64) async throws {
        try await change(patient) { conversation in
            let seen = min(max(seq, 0), conversation.lastSeq)
            try conversation.enqueueReceipt(ofSeen: seen)
            try conversation.markRead(upTo: seen)
            conversation.signal()
        }
    }
}

extension Conversation {
    mutating func store(
        _ message: OutgoingMessage, by account: AccountID
    ) throws -> (message: MessageID, patient: PatientID) {
        if let known = try repeated(message) {
            if known.status == .failed, known.failure?.canRetry == true {
                if isHeld { throw Refusal.held }
                if known.type == .template { try checkTemplate(of: known.id) }
                try speak(havingSeen: readSeq)
                try retry(known)
            }
            return (known.id, patientID)
        }
        if isHeld { throw Refusal.held }
        let waiting = try queued(message)
        let quoted = try message.replyTo.map(quotable)
        var new = try written(message.content)
        try speak(havingSeen: readSeq)
        new.accountID = account
        new.clientMessageID = message.clientMessageID
        if let waiting {
            // Sent at once after all: both its names go on meaning it.
            try removeQueued(waiting.id)
            new.id = waiting.id
            new.clientMessageID = waiting.clientMessageID ?? message.clientMessageID
        }
        new.answersUpTo = lastSeq
        new.relation = quoted.map { .reply(to: $0) }
        let seq = try append(new)
        try enqueueReceipt(ofSeen: seq)
        try markRead(upTo: seq)
        try enqueue(new.id, seq: seq, author: .doctor, awaitsUpload: new.file != nil)
        signal()
        return (new.id, patientID)
    }

    /// Nothing is changed yet: it may be refused.
    private func written(_ content: OutgoingMessage.Content) throws -> NewMessage {
        switch content {
        case .text(let text): return NewMessage(author: .doctor, body: text.value, status: .pending)
        case .file(let file):
            var new = NewMessage(author: .doctor, type: file.type, body: file.body, status: .pending)
            new.file = file
            return new
        case .template(let request):
            let filled = try fill(request)
            var new = NewMessage(
                author: .doctor, type: .template, body: filled.text, content: .template(filled.content),
                status: .pending)
            new.file = request.file
            return new
        case .again: throw Refusal.noSuchMessage
        }
    }

    /// What WhatsApp knows a message by, where it would show a quotation of it or a reaction to it. Throws
    /// `Refusal.cannotBeQuoted`.
    func quotable(_ message: MessageID) throws -> Wamid {
        let row = try transaction.row(
            """
            SELECT whatsapp_message_id FROM messages m
            WHERE \(belongs) AND id = \(message) AND message_type NOT IN ('reaction', 'system')
                AND status NOT IN ('failed', 'cancelled') AND \(Self.isStillSaid)
                AND COALESCE(sent_at, created_at) > \(now.adding(.zero - referredToFor))
            """)
        guard let wamid: Wamid = try row?["whatsapp_message_id"] else { throw Refusal.cannotBeQuoted }
        return wamid
    }

    /// The message that was sent under the same client message id before, or has left under it as its own id
    /// (`queued_texts`).
    func repeated(_ message: OutgoingMessage) throws -> Message? {
        guard let name = message.clientMessageID else { return nil }
        let isQueued: SQL = MessageID(name).map { "OR m.id = \($0) AND m.author = 'doctor'" } ?? ""
        let row = try transaction.row(
            """
            SELECT \(Message.columns) FROM \(Message.tables)
            WHERE m.doctor_id = \(clinicID) AND (m.client_message_id = \(name) \(isQueued))
            """)
        guard let known = try row.map(Message.init(row:)) else { return nil }
        guard known.patientID == patientID else { throw Refusal.clientMessageIDTaken }
        return known
    }

    /// Sends a failed message of a doctor once more, in its old place, under another wamid.
    private func retry(_ message: Message) throws {
        if let wamid = message.wamid { try retire(wamid, of: message.id) }
        try advance(message.id, to: .pending)
        let awaitsUpload = try message.media != nil && !hasUpload(message)
        try enqueue(message.id, seq: message.seq, author: .doctor, awaitsUpload: awaitsUpload)
        signal()
    }
}

/// WhatsApp shows no quotation of what is older, and no reaction to it.
private let referredToFor = Duration.seconds(30 * 24 * 3600)
