package import Conversations

extension Chats {
    /// Stops a message that waits to leave, and what belongs behind it. Returns the message as it is then; one that is
    /// cancelled already stays so. Throws `Refusal.noSuchMessage`, and `.alreadyLeft` once it is on its way.
    package func cancel(_ id: MessageID) async throws -> Message {
        try await engine.write(as: principal) { transaction in
            let row = try transaction.row(
                """
                SELECT patient_id FROM messages
                WHERE doctor_id = \(clinicID) AND id = \(id) AND direction = 'outgoing'
                """)
            guard let patient: PatientID = try row?["patient_id"],
                var conversation = try Conversation.present(patient, of: clinicID, in: transaction)
            else { throw Refusal.noSuchMessage }
            try conversation.withdraw(id)
        }
        guard let message = try await message(id) else { throw Refusal.noSuchMessage }
        return message
    }
}

extension Conversation {
    fileprivate mutating func withdraw(_ id: MessageID) throws {
        let row = try transaction.row(
            """
            SELECT m.status, m.attempts, o.resends, o.attempts AS tries FROM messages m
            LEFT JOIN outbox o ON o.doctor_id = m.doctor_id AND o.id = m.id AND o.state = \(OutboxState.pending.sql)
            WHERE m.doctor_id = \(clinicID) AND m.id = \(id)
            """)
        guard let row else { throw Refusal.noSuchMessage }
        if try row["status"] as DeliveryStatus == .cancelled { return }
        // One that may have left in an earlier attempt is not to be called cancelled.
        guard let resends: Int64 = try row["resends"], resends == 0 else { throw Refusal.alreadyLeft }
        // Sent again by hand after nobody knew what had become of it.
        let (all, latest): (Int64, Int64?) = (try row["attempts"], try row["tries"])
        try cancel(id, mayHaveLeft: all > 0 && latest == 0)
        try cancelContinuations(of: id)
        try transaction.post("DELETE FROM uploads WHERE doctor_id = \(clinicID) AND message_id = \(id)")
        // Whoever wrote it may have closed the alarm for what it was to answer.
        try scheduleAlarmAgain()
        signal()
        transaction.signal(.work(.outbox))
    }
}
