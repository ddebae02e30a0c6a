import Conversations

/// Whether a patient wants offers follows from when they last said so, the one and the other: an older word that comes late
/// changes nothing.
extension Conversation {
    /// What Meta calls the category.
    static let marketing = "marketing_messages"

    var refusesMarketing: Bool {
        get throws {
            try transaction.row("SELECT 1 AS one FROM patients WHERE \(isThis) AND \(Patient.refusesMarketing)") != nil
        }
    }

    func note(marketingStopped isStopped: Bool, at time: Timestamp) throws {
        let column: SQL = isStopped ? "marketing_stopped_at" : "marketing_resumed_at"
        try transaction.post(
            """
            UPDATE patients SET \(column) = \(time)
            WHERE \(isThis) AND (\(column) IS NULL OR \(column) < \(time))
            """)
    }
}

extension Patient {
    /// Of a row of `patients`. In doubt they do not.
    static let refusesMarketing: SQL = """
        (marketing_stopped_at IS NOT NULL
            AND (marketing_resumed_at IS NULL OR marketing_resumed_at <= marketing_stopped_at))
        """
}
