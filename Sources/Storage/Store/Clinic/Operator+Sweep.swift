import Conversations

extension Operator {
    private static let day = Duration.seconds(24 * 3600)
    /// The most rows that one sweep deletes of each kind that grows fast, so that its transaction stays short.
    private static let sweepLimit = 500
    static let failedSignInLimit = 100_000

    /// Deletes what has served its purpose: applied deliveries, unmatched statuses and retired wamids after a week,
    /// quarantined deliveries, closed alarms and notices about strangers after thirty days, sessions, known devices and
    /// failed sign-ins once they are over, what models did on a day after a week, and after a day that a patient has changed. Makes the pieces for the search of
    /// patients whom an older program has written.
    /// Returns whether there may be more.
    package func sweep() async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            let weekAgo = transaction.now.adding(Self.day * -7)
            let monthAgo = transaction.now.adding(Self.day * -30)
            let applied = try Self.deleteDeliveries("done", before: weekAgo, in: transaction)
            let kept = try Self.deleteDeliveries("quarantined", before: monthAgo, in: transaction)
            let closed = try transaction.execute(
                """
                DELETE FROM alarms WHERE (doctor_id, id) IN (SELECT doctor_id, id FROM alarms
                    WHERE closed_at < \(monthAgo) ORDER BY closed_at LIMIT \(Self.sweepLimit))
                """)
            let undoable = transaction.now.adding(.zero - Conversation.undoPeriod)
            try transaction.execute("DELETE FROM done_marks WHERE done_at < \(undoable)")
            let unseen = transaction.now.adding(.zero - SeenChanges.kept)
            try transaction.execute("DELETE FROM changed_patients WHERE changed_at < \(unseen)")
            try transaction.execute("DELETE FROM aliases WHERE stranger_since < \(monthAgo)")
            // Today's is counted, and a change of the time zone moves a day by one at most.
            let used = try transaction.execute(
                """
                DELETE FROM model_usage WHERE (doctor_id, day, model) IN (SELECT doctor_id, day, model FROM model_usage
                    WHERE day < \(String(weekAgo.description.prefix(10))) LIMIT \(Self.sweepLimit))
                """)
            try transaction.execute("DELETE FROM parked_statuses WHERE created_at < \(weekAgo)")
            try transaction.execute("DELETE FROM retired_wamids WHERE created_at < \(weekAgo)")
            try transaction.execute("DELETE FROM sessions WHERE ends_at <= \(transaction.now)")
            try transaction.execute("DELETE FROM known_devices WHERE ends_at <= \(transaction.now)")
            try Self.deleteFailedSignIns(in: transaction)
            let stale = try SearchPieces.renewStale(limit: Self.sweepLimit, in: transaction)
            return max(applied, kept, closed, used, stale) == Self.sweepLimit
        }
    }

    /// Strangers decide how many there are: of more than the limit, those that end first go.
    private static func deleteFailedSignIns(in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM failed_sign_ins WHERE window_ends_at <= \(transaction.now)")
        let end = try transaction.row(
            "SELECT window_ends_at FROM failed_sign_ins ORDER BY window_ends_at DESC LIMIT 1 OFFSET \(failedSignInLimit)"
        )
        guard let end: Timestamp = try end?["window_ends_at"] else { return }
        try transaction.execute("DELETE FROM failed_sign_ins WHERE window_ends_at <= \(end)")
    }

    private static func deleteDeliveries(
        _ state: String, before time: Timestamp, in transaction: any Transaction
    ) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries
                WHERE state = \(state) AND received_at < \(time) ORDER BY received_at LIMIT \(sweepLimit))
            """)
    }
}
