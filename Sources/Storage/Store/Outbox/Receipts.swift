import Conversations

/// Read receipts. Those of the assistant, with "typing…", take the same path and stop at the same fence as messages; those
/// of a person (`read_receipts`) don't. Each is handed out once, and only while it is still of use.
package struct Receipts: Queue {
    /// A person's: later, nobody wonders any more.
    static let usefulFor = Duration.seconds(600)

    let engine: any Engine

    package var work: Work { .receipts }

    /// At once while there are some: those that come too late are cleared away before the ones behind them are late too.
    package func nextDue(besides busy: Set<ReceiptClaim> = []) async throws -> Duration? {
        try await isWaiting() ? .zero : nil
    }

    private func isWaiting() async throws -> Bool {
        try await engine.read(as: .system) {
            try $0.row("SELECT 1 AS one FROM outbox WHERE kind = \(OutboxKind.receipt.sql) LIMIT 1") != nil
        }
    }

    package func claim(limit: Int, besides busy: Set<ReceiptClaim> = []) async throws -> [ReceiptClaim] {
        guard try await isWaiting() else { return [] }
        return try await engine.write(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT id, doctor_id, patient_id, author, generation, whatsapp_message_id, expires_at FROM outbox
                WHERE kind = \(OutboxKind.receipt.sql) AND not_before <= \(transaction.now)
                ORDER BY not_before LIMIT \(limit)
                """)
            return try rows.compactMap { try take($0, in: transaction) }
        }
    }

    private func take(_ row: ResultRow, in transaction: any Transaction) throws -> ReceiptClaim? {
        let key = try ConversationKey(row: row)
        guard
            let conversation = try Conversation(
                locking: key.patientID, of: key.clinicID, in: transaction, unlessBusy: true)
        else { return nil }
        // Locked only now, after the patient: a takeover locks the two in this order too. Another node may have been
        // quicker.
        let isPersons = try row["author"] as Author == .doctor
        guard try conversation.takeFromOutbox(try row["id"]), try row["expires_at"] > transaction.now,
            try isPersons ? !conversation.isHeld : conversation.letsAssistantSpeak(under: row["generation"])
        else { return nil }
        return ReceiptClaim(
            conversation: key, wamid: try row["whatsapp_message_id"],
            isTyping: try !isPersons && conversation.isReplyBeingComputed)
    }
}
