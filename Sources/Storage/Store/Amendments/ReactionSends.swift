package import Conversations

/// Reactions of the clinic that WhatsApp does not have yet. Sent twice, a reaction is still one: a call without a known
/// outcome is simply repeated.
package struct ReactionSends: Queue {
    let engine: any Engine
    let rules: Rules

    package var work: Work { .reactions }
    package var changes: ChangeSignal { engine.changes }

    /// How long one call may take.
    package var timeout: Duration { rules.sendTimeout }
    /// For as long as this a claim is left to whoever has it.
    private var lease: Duration { rules.sendTimeout + .seconds(5) }

    /// The condition for a reaction `a` that may be sent: of several to one message the first comes first.
    private static let isNext: SQL = """
        \(Holding.isOfClinicAtWork) AND \(SendingBlocks.isOfClinicThatSends)
            AND NOT EXISTS (SELECT 1 FROM amendments e WHERE e.doctor_id = a.doctor_id
            AND e.message_id = a.message_id AND e.number < a.number AND e.state = 'pending')
        """

    package func claim(limit: Int, besides busy: Set<ReactionClaim> = []) async throws -> [ReactionClaim] {
        guard try await nextDue(besides: busy).map({ $0 <= .zero }) == true else { return [] }
        let (lease, ageLimit) = (lease, rules.sendAgeLimit)
        return try await engine.write(as: .system) { transaction in
            let due = try transaction.rows(
                """
                SELECT doctor_id, id, message_id, body, attempts, created_at FROM amendments a
                WHERE state = 'pending' AND due_at <= \(transaction.now) AND \(Self.isNext)
                ORDER BY due_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            return try due.compactMap { try Self.take($0, for: lease, ageLimit, in: transaction) }
        }
    }

    private static func take(
        _ row: ResultRow, for lease: Duration, _ ageLimit: Duration, in transaction: any Transaction
    ) throws -> ReactionClaim? {
        let (clinic, id): (ClinicID, MessageID) = (try row["doctor_id"], try row["id"])
        let message: MessageID = try row["message_id"]
        // What has waited for a clinic that might not send would surprise now.
        guard try transaction.now.since(row["created_at"]) <= ageLimit else {
            try giveUp(id, to: message, of: clinic, "WhatsApp did not take this in time.", in: transaction)
            return nil
        }
        let attempt: Int64 = try row["attempts"] + 1
        try transaction.post(
            """
            UPDATE amendments SET attempts = \(attempt), due_at = \(transaction.now.adding(lease))
            WHERE doctor_id = \(clinic) AND id = \(id)
            """)
        let target = try transaction.row(
            """
            SELECT m.patient_id, m.whatsapp_message_id, p.phone_number, p.whatsapp_user_id FROM messages m
            JOIN patients p ON p.doctor_id = m.doctor_id AND p.id = m.patient_id
            WHERE m.doctor_id = \(clinic) AND m.id = \(message)
            """)
        guard let target, let wamid: Wamid = try target["whatsapp_message_id"] else {
            // It failed after all.
            try giveUp(id, to: message, of: clinic, "WhatsApp does not have this message any more.", in: transaction)
            return nil
        }
        let (phone, user): (PhoneNumber?, WhatsAppUserID?) = (
            try target["phone_number"], try target["whatsapp_user_id"]
        )
        return ReactionClaim(
            id: id, conversation: ConversationKey(clinicID: clinic, patientID: try target["patient_id"]),
            messageID: message, target: wamid, emoji: try row["body"],
            recipient: phone.map(Recipient.phone) ?? user.map(Recipient.userID), attempt: attempt,
            since: try row["created_at"])
    }

    private static func giveUp(
        _ id: MessageID, to message: MessageID, of clinic: ClinicID, _ sentence: String, in transaction: any Transaction
    ) throws {
        try transaction.post(
            """
            UPDATE amendments SET state = 'failed', due_at = NULL, error = \(sentence)
            WHERE doctor_id = \(clinic) AND id = \(id)
            """)
        try Amendments(clinicID: clinic, transaction: transaction).show(.reaction, of: message)
    }

    package func nextDue(besides busy: Set<ReactionClaim> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(due_at) AS due FROM amendments a WHERE state = 'pending' AND \(Self.isNext)
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    // MARK: Outcomes

    /// WhatsApp has it.
    package func recordAccepted(_ claim: ReactionClaim, wamid: Wamid) async throws {
        try await record(
            claim,
            """
            state = 'sent', due_at = NULL, error = NULL, whatsapp_message_id = CASE WHEN EXISTS (
                SELECT 1 FROM amendments k WHERE k.doctor_id = amendments.doctor_id AND k.whatsapp_message_id = \(wamid)
            ) THEN NULL ELSE \(wamid) END
            """)
    }

    /// It is tried again, unless it has waited for too long; without a delay it has failed.
    package func recordRefused(_ claim: ReactionClaim, _ failure: SendFailure, retryAfter: Duration?) async throws {
        let ageLimit = rules.sendAgeLimit
        try await engine.write(as: .system) { transaction in
            let isTooOld = transaction.now.since(claim.since) > ageLimit
            let change: SQL =
                if let retryAfter, !isTooOld {
                    "due_at = \(transaction.now.adding(retryAfter))"
                } else {
                    "state = 'failed', due_at = NULL, error = \(failure.sentence)"
                }
            try Self.record(claim, change, in: transaction)
        }
    }

    /// WhatsApp takes nothing from the clinic any more: what it sends waits (`SendingBlocks`), this one, too.
    package func pause(_ claim: ReactionClaim, by delay: Duration, _ failure: SendFailure) async throws {
        try await SendingBlocks(engine: engine, rules: rules).block(claim.clinicID, reason: failure.sentence)
        try await recordRefused(claim, failure, retryAfter: delay)
    }

    private func record(_ claim: ReactionClaim, _ change: SQL) async throws {
        try await engine.write(as: .system) { try Self.record(claim, change, in: $0) }
    }

    private static func record(_ claim: ReactionClaim, _ change: SQL, in transaction: any Transaction) throws {
        let key = claim.conversation
        guard let conversation = try Conversation.present(key.patientID, of: key.clinicID, in: transaction) else {
            return
        }
        try transaction.post(
            """
            UPDATE amendments SET \(change)
            WHERE doctor_id = \(key.clinicID) AND id = \(claim.id) AND state = 'pending'
                AND attempts = \(claim.attempt)
            """)
        try Amendments(clinicID: key.clinicID, transaction: transaction).show(.reaction, of: claim.messageID)
        conversation.signal()
        transaction.signal(.work(.reactions))
    }
}

/// One attempt to send a reaction.
package struct ReactionClaim: Sendable, Hashable {
    /// Ours for the reaction; WhatsApp returns it with every report.
    package let id: MessageID
    package let conversation: ConversationKey
    package let messageID: MessageID
    package let target: Wamid
    /// Empty to take a reaction back.
    package let emoji: String
    /// Nil where the number has been passed on and nothing else is known.
    package let recipient: Recipient?
    /// 1 for the first try.
    package let attempt: Int64
    let since: Timestamp

    package var clinicID: ClinicID { conversation.clinicID }
}

extension Amendments {
    /// A report about a reaction of the clinic. False where there is none that it speaks of.
    func apply(_ report: StatusReport) throws -> Bool {
        let known: SQL = report.callbackID.map { "OR id = \($0)" } ?? ""
        let row = try transaction.row(
            """
            SELECT a.id, a.message_id FROM amendments a
            WHERE a.doctor_id = \(clinicID) AND (a.whatsapp_message_id = \(report.wamid) \(known))
                AND a.kind = 'reaction' AND a.author = 'doctor' LIMIT 1
            """)
        guard let row else { return false }
        guard report.status == .failed, let failure = report.failure else { return true }
        let (id, message): (MessageID, MessageID) = (try row["id"], try row["message_id"])
        let owner = try transaction.row(
            "SELECT patient_id FROM messages WHERE doctor_id = \(clinicID) AND id = \(message)")
        guard let patient: PatientID = try owner?["patient_id"],
            let conversation = try Conversation(locking: patient, of: clinicID, in: transaction)
        else { return true }
        try transaction.post(
            """
            UPDATE amendments SET state = 'failed', due_at = NULL, error = \(failure.sentence)
            WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
        try show(.reaction, of: message)
        conversation.signal()
        return true
    }
}
