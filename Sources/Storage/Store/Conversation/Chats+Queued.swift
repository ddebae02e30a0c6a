package import Conversations

extension Chats {
    /// Takes the conversation over, and keeps the text until the patient writes. Returns once no assistant message is on its
    /// way any more. Nil while it waits; the message where it has left since.
    ///
    /// Throws `Refusal.noSuchPatient`, `.alreadyQueued`, `.clientMessageIDTaken`, `.cannotBeQuoted` or `.held`.
    package func queue(_ message: OutgoingMessage) async throws -> Message? {
        let (sent, present) = try await change(message.patientID) { conversation in
            let sent = try conversation.repeated(message)
            if try sent == nil && conversation.queued(message) == nil {
                try conversation.queue(message, by: person.id)
            }
            return (sent, conversation.patientID)
        }
        try await waitUntilDrained(present)
        return sent
    }

    /// Changes the wording of a text that waits. Returns whose it is. Throws `Refusal.noSuchMessage`, and `.alreadyLeft` once
    /// it is a message.
    package func reword(_ id: MessageID, _ text: MessageText) async throws -> PatientID {
        try await changeQueued(id) { try $0.reword(id, text, by: person.id) }
    }

    /// Removes a text that waits. Returns whose it was. Throws `Refusal.noSuchMessage`, and `.alreadyLeft` once it is a message.
    package func removeQueued(_ id: MessageID) async throws -> PatientID {
        try await changeQueued(id) { conversation in
            try conversation.removeQueued(id)
            // Whoever wrote it closed the alarm for what it was to answer.
            try conversation.scheduleAlarmAgain()
            conversation.signal()
        }
    }

    private func changeQueued(
        _ id: MessageID, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> PatientID {
        try await engine.write(as: principal) { transaction in
            // Locked before it is looked at again: the patient may be writing at this moment, or turn out to be another row's.
            guard let patient = try owner(of: id, in: transaction),
                var conversation = try Conversation.present(patient, of: clinicID, in: transaction)
            else { throw try isMessage(id, in: transaction) ? Refusal.alreadyLeft : .noSuchMessage }
            guard try owner(of: id, in: transaction) == conversation.patientID else { throw Refusal.alreadyLeft }
            try body(&conversation)
            return conversation.patientID
        }
    }

    private func owner(of id: MessageID, in transaction: any Transaction) throws -> PatientID? {
        try transaction.row("SELECT patient_id FROM queued_texts WHERE doctor_id = \(clinicID) AND id = \(id)")?[
            "patient_id"]
    }

    private func isMessage(_ id: MessageID, in transaction: any Transaction) throws -> Bool {
        try transaction.row("SELECT 1 AS one FROM messages WHERE doctor_id = \(clinicID) AND id = \(id)") != nil
    }

    /// The oldest text that waits for each patient, where there is one.
    func withQueued(_ entries: [PatientEntry], in transaction: any Transaction) throws -> [PatientEntry] {
        let needed = entries.filter(\.hasQueued)
        guard !needed.isEmpty else { return entries }
        let rows = try transaction.rows(
            """
            SELECT q.id, q.patient_id, q.body, q.made_at, q.kept_because, a.name FROM queued_texts q
            LEFT JOIN accounts a ON a.doctor_id = q.doctor_id AND a.id = q.account_id
            WHERE q.doctor_id = \(clinicID) AND q.patient_id IN (\(SQL.list(needed.map { "\($0.patient.id)" as SQL })))
            ORDER BY q.made_at, q.id
            """)
        let texts = try Dictionary(
            rows.map { (try $0["patient_id"] as PatientID, try QueuedText(row: $0)) },
            uniquingKeysWith: { first, _ in first })
        return entries.map { entry in
            var entry = entry
            entry.queued = texts[entry.patient.id]
            return entry
        }
    }
}

extension QueuedText {
    fileprivate init(row: ResultRow) throws {
        guard let text = MessageText(try row["body"]) else { throw StorageError.unreadable("queued_texts.body") }
        let word: String? = try row["kept_because"]
        self.init(
            id: try row["id"], text: text, madeAt: try row["made_at"], personName: try row["name"],
            obstacle: word.map { Obstacle(rawValue: $0) ?? .givenBack })
    }
}
