package import Conversations

extension Chats {
    /// The file of a message. Throws `Refusal.noSuchMessage` where this clinic has no such message, or the message has no
    /// file.
    package func media(of message: MessageID) async throws -> MessageMedia {
        guard let media = try await self.message(message)?.media else { throw Refusal.noSuchMessage }
        return media
    }

    /// A file that could not be fetched is tried again, also one that WhatsApp said it had no more, for as long as it should have
    /// it: a wrong number or token is answered in the same words. Returns the file as it is then. Throws
    /// `Refusal.noSuchMessage`.
    package func fetchAgain(_ message: MessageID) async throws -> MessageMedia {
        try await engine.write(as: principal) { transaction in
            let row = try transaction.row(
                "SELECT patient_id, created_at FROM messages WHERE doctor_id = \(clinicID) AND id = \(message)")
            guard let patient: PatientID = try row?["patient_id"],
                let conversation = try Conversation(locking: patient, of: clinicID, in: transaction)
            else { throw Refusal.noSuchMessage }
            let createdAt: Timestamp = try row?["created_at"] ?? transaction.now
            let mayBeThere = transaction.now.since(createdAt) < MediaFetches.kept
            let again: SQL = mayBeThere ? "'failed', 'gone'" : "'failed'"
            let changed = try transaction.execute(
                """
                UPDATE media SET state = 'waiting', error = NULL, attempts = 0, due_at = \(transaction.now)
                WHERE doctor_id = \(clinicID) AND message_id = \(message) AND state IN (\(again))
                """)
            guard changed > 0 else { return }
            transaction.signal(.work(.media))
            conversation.signal()
        }
        return try await media(of: message)
    }
}
