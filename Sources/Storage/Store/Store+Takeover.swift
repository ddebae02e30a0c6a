package import Conversations

/// What a person of the clinic writes.
package struct Draft: Sendable {
    package let patientID: PatientID
    package let text: MessageText
    /// The client's own name for this message: the same one twice is one message.
    package let clientMessageID: String?

    package init(patientID: PatientID, text: MessageText, clientMessageID: String?) {
        self.patientID = patientID
        self.text = text
        self.clientMessageID = clientMessageID
    }
}

extension Store {
    /// Takes the conversation over and sends the draft. Answers with the message as it stands once its outcome is
    /// known, or `outcomeWait` has passed, and never before the last assistant message has left or been stopped.
    ///
    /// Nil when this doctor has no such patient. Throws `Refusal.clientMessageIDTaken`.
    package func send(_ draft: Draft, by account: Account) async throws -> Message? {
        let deadline = ContinuousClock.now + rules.outcomeWait
        let stored = try await engine.write(as: .doctor(account.doctorID)) { transaction in
            try Self.store(draft, by: account, in: transaction)
        }
        guard let id = stored else { return nil }
        try await waitUntilDrained(draft.patientID, of: account.doctorID)
        return try await outcome(of: id, patient: draft.patientID, doctor: account.doctorID, until: deadline)
    }

    /// Pauses or resumes the assistant. A pause is answered only when no assistant message is on its way any more.
    /// False when this doctor has no such patient.
    package func setPaused(_ pause: Bool, patient: PatientID, by account: Account) async throws -> Bool {
        let isKnown = try await engine.write(as: .doctor(account.doctorID)) { transaction in
            guard
                var conversation = try Conversation(locking: patient, of: account.doctorID, in: transaction)
            else { return false }
            if conversation.isBotPaused != pause {
                if pause { try conversation.takeOver(by: account.id) } else { try conversation.resume() }
                conversation.signal()
            }
            return true
        }
        if isKnown && pause { try await waitUntilDrained(patient, of: account.doctorID) }
        return isKnown
    }

    /// A person of the clinic has looked at what needed one. False when this doctor has no such patient.
    package func markDone(patient: PatientID, by account: Account) async throws -> Bool {
        try await change(patient, of: account.doctorID) { try $0.clearNeedsHuman() }
    }

    /// The clinic has seen everything up to `seq`. False when this doctor has no such patient.
    package func markRead(patient: PatientID, upTo seq: Int64, by account: Account) async throws -> Bool {
        try await change(patient, of: account.doctorID) { try $0.markRead(upTo: min(max(seq, 0), $0.lastSeq)) }
    }

    private func change(
        _ patient: PatientID, of doctor: DoctorID, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> Bool {
        try await engine.write(as: .doctor(doctor)) { transaction in
            guard var conversation = try Conversation(locking: patient, of: doctor, in: transaction) else {
                return false
            }
            try body(&conversation)
            conversation.signal()
            return true
        }
    }

    private static func store(
        _ draft: Draft, by account: Account, in transaction: any Transaction
    ) throws -> MessageID? {
        guard var conversation = try Conversation(locking: draft.patientID, of: account.doctorID, in: transaction)
        else { return nil }
        if let known = try repeated(draft, of: account.doctorID, in: transaction) {
            if known.status == .failed, known.failure?.canRetry == true {
                try conversation.speak(by: account)
                try conversation.retry(known)
            }
            return known.id
        }
        try conversation.speak(by: account)
        let message = NewMessage(
            accountID: account.id, author: .doctor, body: draft.text.value, clientMessageID: draft.clientMessageID,
            status: .pending)
        let seq = try conversation.append(message)
        try conversation.markRead(upTo: seq)
        try conversation.enqueue(message.id, seq: seq, author: .doctor)
        conversation.signal()
        return message.id
    }

    private static func repeated(
        _ draft: Draft, of doctor: DoctorID, in transaction: any Transaction
    ) throws -> Message? {
        guard let key = draft.clientMessageID else { return nil }
        let row = try transaction.row(
            """
            SELECT \(Message.columns) FROM \(Message.tables)
            WHERE m.doctor_id = \(doctor) AND m.client_message_id = \(key)
            """)
        guard let known = try row.map(Message.init(row:)) else { return nil }
        guard known.patientID == draft.patientID else { throw Refusal.clientMessageIDTaken }
        return known
    }
}

extension Conversation {
    /// A person of the clinic writes: the conversation is theirs, and nobody has to be called any more.
    fileprivate mutating func speak(by account: Account) throws {
        try takeOver(by: account.id)
        try clearNeedsHuman()
    }

    /// Sends a failed message of a doctor once more, in its old place. It gets another wamid; what Meta still says of
    /// the old one concerns nobody.
    fileprivate func retry(_ message: Message) throws {
        if let wamid = message.wamid {
            try transaction.post(
                """
                INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at)
                VALUES (\(doctorID), \(wamid), \(now)) ON CONFLICT DO NOTHING
                """)
        }
        try transaction.post(
            """
            UPDATE messages SET status = 'pending', error_code = NULL, error = NULL, can_retry = FALSE,
                whatsapp_message_id = NULL
            WHERE doctor_id = \(doctorID) AND id = \(message.id)
            """)
        try enqueue(message.id, seq: message.seq, author: .doctor)
        signal()
    }
}
