import Conversations

/// A row for each message that WhatsApp has named a price for, so that each counts once, however often it is said. Rows of
/// their own: a counter would be one that all conversations of the clinic wait for.
extension Conversation {
    func note(_ pricing: Pricing, of message: MessageID, at time: Timestamp?) throws {
        try transaction.post(
            """
            INSERT INTO message_prices (doctor_id, message_id, priced_at, category, type, is_billable)
            VALUES (\(clinicID), \(message), \(Timestamp.sent(time, arrivedAt: now)), \(pricing.category),
                \(pricing.type), \(pricing.isBillable))
            ON CONFLICT DO NOTHING
            """)
    }

    /// What was not delivered after all costs nothing.
    func forgetPrice(of message: MessageID) throws {
        try transaction.post(
            "DELETE FROM message_prices WHERE doctor_id = \(clinicID) AND message_id = \(message)")
    }
}
