package import Conversations

/// Conversations that go back to the assistant by themselves, some time after the last message, where a clinic wants that.
/// Nothing is kept of them beside the conversation itself: whichever node looks first gives them back, also after a restart.
package struct HandBacks: Sendable {
    /// At most so many of one clinic at one look.
    private static let limit = 100

    let engine: any Engine

    /// Gives back what is due now. Returns whose conversations they are.
    package func giveBack() async throws -> [PatientID] {
        var given: [PatientID] = []
        for key in try await engine.read(as: .system, Self.candidates) where try await giveBack(key) {
            given.append(key.patientID)
        }
        return given
    }

    private func giveBack(_ key: ConversationKey) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation(
                    locking: key.patientID, of: key.clinicID, in: transaction, unlessBusy: true),
                let cutoff = try Self.cutoff(of: key.clinicID, in: transaction),
                try conversation.mayGoBack(since: cutoff)
            else { return false }
            try conversation.resume()
            conversation.signal()
            return true
        }
    }

    /// A first look, with nothing locked, that most taken-over conversations do not pass.
    private static func candidates(in transaction: any Transaction) throws -> [ConversationKey] {
        let clinics = try transaction.rows("SELECT id FROM doctors WHERE resume_after_minutes IS NOT NULL")
        return try clinics.flatMap { row -> [ConversationKey] in
            let clinic: ClinicID = try row["id"]
            guard let cutoff = try cutoff(of: clinic, in: transaction) else { return [] }
            return try transaction.rows(
                """
                SELECT doctor_id, id AS patient_id FROM patients
                WHERE doctor_id = \(clinic) AND is_bot_paused AND last_activity_at <= \(cutoff)
                    AND bot_paused_at <= \(cutoff) AND needs_human_severity = 0 AND waiting_since IS NULL
                    AND blocked_at IS NULL AND bot_pause_reason IS NULL AND last_seq > last_patient_seq
                ORDER BY last_activity_at DESC LIMIT \(limit)
                """
            ).map(ConversationKey.init(row:))
        }
    }

    /// Nothing may have been written since then. Nil where nothing goes back by itself.
    private static func cutoff(of clinic: ClinicID, in transaction: any Transaction) throws -> Timestamp? {
        let row = try transaction.row(
            """
            SELECT resume_after_minutes FROM doctors
            WHERE id = \(clinic) AND held_at IS NULL AND assistant IN ('answer', 'draft')
            """)
        let minutes: Int64? = try row?["resume_after_minutes"]
        return minutes.map { transaction.now.adding(.seconds(-60 * $0)) }
    }
}

extension Conversation {
    /// A person took it over (and no restore did), nothing has happened in it since `cutoff`, and nothing is left for a person to do. In doubt it
    /// stays with them.
    fileprivate func mayGoBack(since cutoff: Timestamp) throws -> Bool {
        guard isBotPaused, !isHeld, !isBlocked, mode != .off, severity == 0, waiting == nil, !hasDraft else {
            return false
        }
        guard try !hasUnansweredMessage(), try !hasQueued, try !hasUnsettledMessage else { return false }
        let row = try transaction.row(
            """
            SELECT bot_paused_at, (SELECT m.created_at FROM messages m WHERE m.doctor_id = patients.doctor_id
                AND m.patient_id = patients.id ORDER BY m.seq DESC LIMIT 1) AS newest_at
            FROM patients WHERE \(isThis) AND bot_pause_reason IS NULL
            """)
        guard let pausedAt: Timestamp = try row?["bot_paused_at"] else { return false }
        let newest: Timestamp? = try row?["newest_at"]
        return max(pausedAt, newest ?? pausedAt) <= cutoff
    }

    /// Of one that a person wrote it is not known yet what becomes of it.
    private var hasUnsettledMessage: Bool {
        get throws {
            let settled = DeliveryStatus.allCases.filter { $0.hasLeft || $0 == .failed || $0 == .cancelled }
                .map { "\($0)" as SQL }
            return try transaction.row(
                """
                SELECT 1 AS one FROM (SELECT status FROM messages WHERE \(belongs) AND direction = 'outgoing'
                    ORDER BY seq DESC LIMIT \(Self.answerLimit)) newest
                WHERE status NOT IN (\(SQL.list(settled))) LIMIT 1
                """) != nil
        }
    }
}
