package import Conversations

extension Chats {
    /// Sends the assistant's answer that waits, in these words where a person has changed them: as their message, with all
    /// that `send` does. The draft's id is the client message id. Throws what `send` throws, and `Refusal.draftIsStale` or
    /// `.doctorOnly`.
    package func sendDraft(_ id: MessageID, of patient: PatientID, as wording: MessageText? = nil) async throws
        -> Message
    {
        let deadline = ContinuousClock.now + rules.outcomeWait
        let stored = try await change(patient) { conversation in
            let sent = OutgoingMessage(patientID: patient, content: .again, clientMessageID: id.description)
            if try conversation.repeated(sent) != nil { return try conversation.store(sent, by: person.id) }
            return try conversation.sendDraft(id, as: wording, by: person.id)
        }
        try await waitUntilDrained(stored.patient)
        guard let outcome = try await outcome(of: stored.message, to: stored.patient, until: deadline) else {
            throw Refusal.noSuchPatient
        }
        return outcome
    }

    /// Throws the assistant's answer away. Takes nothing over. Throws `Refusal.noSuchPatient` or `.draftIsStale`.
    package func discardDraft(_ id: MessageID, of patient: PatientID) async throws {
        try await change(patient) { conversation in
            guard try conversation.draft(id) != nil else { throw Refusal.draftIsStale }
            try conversation.voidDraft()
            // Whoever waits still waits.
            try conversation.scheduleAlarmAgain()
            conversation.signal()
        }
    }

    /// The answer that waits for each patient, where there is one.
    func withDrafts(_ entries: [PatientEntry], in transaction: any Transaction) throws -> [PatientEntry] {
        let needed = entries.filter(\.hasDraft)
        guard !needed.isEmpty else { return entries }
        let rows = try transaction.rows(
            """
            SELECT patient_id, \(Draft.columns) FROM drafts
            WHERE doctor_id = \(clinicID) AND patient_id IN (\(SQL.list(needed.map { "\($0.patient.id)" as SQL })))
            """)
        let drafts = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["patient_id"] as PatientID, try Draft(row: $0)) })
        return entries.map { entry in
            var entry = entry
            entry.draft = drafts[entry.patient.id]
            return entry
        }
    }

    /// Everything of the assistant that is under way in this clinic counts for nothing any more: the clinic lets it do
    /// something else. Each conversation by itself, since a transaction may not wait for several; until its turn comes the
    /// mode, which both fences compare, holds it.
    func voidWhatIsUnderWay() async throws {
        let patients: [PatientID] = try await read { transaction in
            try transaction.rows(
                """
                SELECT patient_id FROM drafts WHERE doctor_id = \(clinicID)
                UNION SELECT patient_id FROM due_replies WHERE doctor_id = \(clinicID)
                UNION SELECT patient_id FROM outbox WHERE doctor_id = \(clinicID) AND author = 'assistant'
                """
            ).map { try $0["patient_id"] }
        }
        for patient in patients {
            // Gone or joined meanwhile: then nothing of it is under way.
            do { try await change(patient) { try $0.changeMode() } } catch Refusal.noSuchPatient {}
        }
    }
}

extension Conversation {
    fileprivate mutating func sendDraft(
        _ id: MessageID, as wording: MessageText?, by account: AccountID
    ) throws -> (message: MessageID, patient: PatientID) {
        if isHeld { throw Refusal.held }
        guard let draft = try draft(id) else { throw Refusal.draftIsStale }
        if draft.isMedical { try transaction.mustBeDoctor(account, of: clinicID) }
        // Removes the draft, and closes the alarm that it raised.
        try speak(havingSeen: readSeq)
        var provenance = draft.provenance
        provenance.approvedBy = account
        provenance.isEdited = wording.map { $0.value != draft.text.whole } ?? false
        let text = wording.map { ReplyText($0) } ?? draft.text
        let answered = lastSeq
        var seq = lastSeq
        for (index, part) in text.parts.enumerated() {
            var message = NewMessage(author: .doctor, body: part.value, status: .pending)
            if index == 0 { message.id = id }
            message.accountID = account
            message.clientMessageID = index == 0 ? id.description : nil
            message.continues = index > 0
            message.answersUpTo = answered
            message.provenance = provenance
            seq = try append(message)
            try enqueue(message.id, seq: seq, author: .doctor)
        }
        try enqueueReceipt(ofSeen: seq)
        try markRead(upTo: seq)
        signal()
        return (id, patientID)
    }
}
