import Conversations

/// Read receipts with "typing…": they take the same path and stop at the same fence as messages, but each is handed out
/// once, and only while it is still of use.
package struct Receipts: Queue {
    let engine: any Engine

    package var work: Work { .receipts }

    /// At once while there are some: those that come too late are cleared away before the ones behind them are late too.
    package func nextDue(besides busy: Set<TypingClaim> = []) async throws -> Duration? {
        try await isWaiting() ? .zero : nil
    }

    private func isWaiting() async throws -> Bool {
        try await engine.read(as: .system) {
            try $0.row("SELECT 1 AS one FROM outbox WHERE kind = 'typing' LIMIT 1") != nil
        }
    }

    package func claim(limit: Int, besides busy: Set<TypingClaim> = []) async throws -> [TypingClaim] {
        guard try await isWaiting() else { return [] }
        return try await engine.write(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT id, doctor_id, patient_id, generation, whatsapp_message_id, expires_at FROM outbox
                WHERE kind = 'typing' AND not_before <= \(transaction.now)
                ORDER BY not_before LIMIT \(limit)
                """)
            return try rows.compactMap { try take($0, in: transaction) }
        }
    }

    private func take(_ row: ResultRow, in transaction: any Transaction) throws -> TypingClaim? {
        let key = try ConversationKey(row: row)
        guard
            let conversation = try Conversation(
                locking: key.patientID, of: key.clinicID, in: transaction, unlessBusy: true)
        else { return nil }
        // Locked only now, after the patient: a takeover locks the two in this order too. Another node may have been
        // quicker.
        guard try conversation.takeFromOutbox(try row["id"]),
            conversation.letsAssistantSpeak(under: try row["generation"]),
            try row["expires_at"] > transaction.now
        else { return nil }
        return TypingClaim(
            conversation: key, wamid: try row["whatsapp_message_id"], isTyping: try conversation.isReplyBeingComputed)
    }
}
