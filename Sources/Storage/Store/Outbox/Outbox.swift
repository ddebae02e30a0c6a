package import Conversations

/// What is to be sent, and what became of it: the only path to WhatsApp. The dispatcher gets this part of the storage
/// and no other.
package struct Outbox: Queue {
    let engine: any Engine
    let sealer: TokenSealer
    package let rules: Rules

    package var work: Work { .outbox }
    package var changes: ChangeSignal { engine.changes }
    /// Read receipts and "typing…", a queue of their own.
    package var receipts: Receipts { Receipts(engine: engine) }
    package var reactions: ReactionSends { ReactionSends(engine: engine, rules: rules) }

    /// Conversations whose next message may be due. Messages that wait for an earlier one are left out.
    package func claim(limit: Int, besides busy: Set<ConversationKey> = []) async throws -> [ConversationKey] {
        try await engine.read(as: .system) { transaction in
            // Only the first message of a conversation, so that the index by time is read from its start and only for a
            // few rows. There can be two: an uncertain message of the assistant does not hold up the doctor's.
            let rows = try transaction.rows(
                """
                SELECT doctor_id, patient_id FROM outbox o
                WHERE kind = 'message' AND not_before <= \(transaction.now) AND \(Holding.isOfClinicAtWork)
                    AND \(SendingBlocks.isOfClinicThatSends)
                    AND NOT EXISTS (SELECT 1 FROM outbox e
                    WHERE e.doctor_id = o.doctor_id AND e.patient_id = o.patient_id AND e.kind = 'message'
                        AND e.seq < o.seq AND NOT (e.state = \(OutboxState.uncertain.sql)
                            AND e.author = 'assistant' AND o.author = 'doctor'))
                ORDER BY not_before LIMIT \(2 * (limit + busy.count))
                """)
            var seen = busy
            return Array(try rows.map(ConversationKey.init(row:)).filter { seen.insert($0).inserted }.prefix(limit))
        }
    }

    package func nextDue(besides busy: Set<ConversationKey> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(not_before) AS due FROM outbox
                WHERE kind = 'message' AND not_before > \(transaction.now)
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// The gate on the only path to WhatsApp: hands out the next message of a conversation, if one may leave now.
    ///
    /// Locks the patient, keeps the order, and lets an assistant message pass only while the generation that it was
    /// written under still holds; while the clinic is held, or WhatsApp lets it send nothing, none.
    package func claimSend(_ key: ConversationKey) async throws -> SendClaim? {
        let rules = rules
        return try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(locking: key.patientID, of: key.clinicID, in: transaction),
                !conversation.isHeld, !conversation.sendsNothing
            else { return nil }
            var gate = OutboxGate(conversation: conversation, rules: rules)
            return try gate.next()
        }
    }

    /// Meta has taken the message.
    package func recordAccepted(_ claim: SendClaim, wamid: Wamid) async throws {
        let ageLimit = rules.sendAgeLimit
        try await record(claim) { conversation in
            let isNewest = try conversation.isInAttempt(claim)
            try conversation.settle(
                claim.messageID, StatusReport(wamid: wamid, status: .sent, callbackID: claim.messageID, failure: nil),
                callHasReturned: isNewest, ageLimit: ageLimit)
        }
    }

    /// Meta certainly does not have the message. With `retryAfter` it is tried again, otherwise it has failed.
    package func recordRefused(_ claim: SendClaim, _ failure: SendFailure, retryAfter: Duration?) async throws {
        let ageLimit = rules.sendAgeLimit
        try await record(claim) { conversation in
            guard try conversation.isOpen(claim) else { return }
            let isTooOld = conversation.now.since(claim.enqueuedAt) > ageLimit
            if let retryAfter, !isTooOld {
                try conversation.postpone(claim.messageID, to: conversation.now.adding(retryAfter))
            } else {
                try conversation.giveUp(claim.messageID, failure)
            }
        }
    }

    /// Meta takes nothing from the clinic any more: what it writes waits (`SendingBlocks`).
    package func pause(_ clinic: ClinicID, reason: String) async throws {
        try await SendingBlocks(engine: engine, rules: rules).block(clinic, reason: reason)
    }

    /// Meta may have the message. Nobody waits for it now; a status may settle it.
    package func recordUncertain(_ claim: SendClaim) async throws {
        let wait = rules.reconcileAfter
        try await record(claim) { conversation in
            guard try conversation.isOpen(claim) else { return }
            try conversation.setUncertain(claim.messageID, decideAt: conversation.now.adding(wait))
        }
    }

    private func record(
        _ claim: SendClaim, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws {
        try await engine.write(as: .system) { transaction in
            guard var conversation = try Conversation.present(claim.patientID, of: claim.clinicID, in: transaction)
            else { return }
            try body(&conversation)
            conversation.signal()
            transaction.signal(.work(.outbox))
        }
    }

    /// What a clinic sends with. Nil when there is no such clinic. Throws `StorageError.sealBroken` when SECRET_KEY is
    /// not the right one.
    package func credentials(of clinic: ClinicID) async throws -> SendingCredentials? {
        try await SendingCredentials(of: clinic, in: engine, sealer)
    }
}

/// What a clinic's messages are sent with. Either is nil where the clinic has none of its own.
package struct SendingCredentials: Sendable {
    package let phoneNumberID: PhoneNumberID?
    package let accessToken: Secret?

    package init(phoneNumberID: PhoneNumberID?, accessToken: Secret?) {
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
    }

    /// Nil when there is no such clinic. Throws `StorageError.sealBroken`.
    init?(of clinic: ClinicID, in engine: any Engine, _ sealer: TokenSealer) async throws {
        let row = try await engine.read(as: .system) { transaction in
            try transaction.row(
                "SELECT whatsapp_phone_number_id, whatsapp_access_token FROM doctors WHERE id = \(clinic)")
        }
        guard let row else { return nil }
        let sealed: String? = try row["whatsapp_access_token"]
        self.init(
            phoneNumberID: try row["whatsapp_phone_number_id"],
            accessToken: try sealed.map { try sealer.open($0, for: clinic) })
    }
}
