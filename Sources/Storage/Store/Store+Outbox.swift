package import Conversations

/// One attempt to hand a message to Meta. Holding it is the permission to make exactly one call.
package struct SendClaim: Sendable, Hashable {
    package let messageID: MessageID
    package let doctorID: DoctorID
    package let patientID: PatientID
    package let author: Author
    package let phoneNumber: String?
    package let userID: String?
    package let text: String
    /// 1 for the first try.
    package let attempt: Int64
    package let createdAt: Timestamp
    /// How long the call may take, counted from before the claim was asked for.
    package let timeout: Duration
}

/// One attempt to mark a patient's message as read, and to show "typing…" with it.
package struct TypingClaim: Sendable, Hashable {
    package let doctorID: DoctorID
    package let patientID: PatientID
    package let wamid: String
    /// False when the reply is there already: "typing…" behind it would stand for 25 s.
    package let isTyping: Bool
}

/// A conversation with something to send.
package struct ConversationKey: Sendable, Hashable {
    package let doctorID: DoctorID
    package let patientID: PatientID

    package init(doctorID: DoctorID, patientID: PatientID) {
        self.doctorID = doctorID
        self.patientID = patientID
    }
}

extension Store {
    /// Conversations whose next message may be due. Those that wait for an earlier message are left out.
    package func conversationsWithDueSends(limit: Int) async throws -> [ConversationKey] {
        try await engine.read(as: .system) { transaction in
            // Only what stands first in its conversation, so that the index by time can be read from its beginning and
            // left after a few rows. Two can stand first: an uncertain message of the assistant does not hold up the
            // doctor's.
            let rows = try transaction.rows(
                """
                SELECT doctor_id, patient_id FROM outbox o
                WHERE kind = 'message' AND not_before <= \(transaction.now) AND NOT EXISTS (SELECT 1 FROM outbox e
                    WHERE e.doctor_id = o.doctor_id AND e.patient_id = o.patient_id AND e.kind = 'message'
                        AND e.seq < o.seq
                        AND NOT (e.state = 'uncertain' AND e.author = 'assistant' AND o.author = 'doctor'))
                ORDER BY not_before LIMIT \(2 * limit)
                """)
            var seen: Set<ConversationKey> = []
            return Array(try rows.map(ConversationKey.init(row:)).filter { seen.insert($0).inserted }.prefix(limit))
        }
    }

    /// In how long the next message becomes due; nil when there is none.
    package func nextSendDue() async throws -> Duration? {
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

    /// The gate on the only road to WhatsApp: hands out the next message of a conversation, if one may leave now.
    ///
    /// Locks the patient, keeps the order, and lets an assistant message pass only while the generation that it was
    /// written under still holds.
    package func claimSend(_ key: ConversationKey) async throws -> SendClaim? {
        let rules = rules
        return try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(locking: key.patientID, of: key.doctorID, in: transaction)
            else { return nil }
            var gate = OutboxGate(conversation: conversation, rules: rules)
            return try gate.next()
        }
    }

    /// Typing indicators that are still worth something. Each is handed out once, through the same fence.
    package func claimTyping(limit: Int) async throws -> [TypingClaim] {
        let isThere = try await engine.read(as: .system) {
            try $0.row("SELECT 1 AS one FROM outbox WHERE kind = 'typing' LIMIT 1") != nil
        }
        guard isThere else { return [] }
        return try await engine.write(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT id, doctor_id, patient_id, generation, whatsapp_message_id, expires_at FROM outbox
                WHERE kind = 'typing' AND not_before <= \(transaction.now)
                ORDER BY not_before LIMIT \(limit)
                """)
            return try rows.compactMap { row in
                let key = try ConversationKey(row: row)
                guard
                    let conversation = try Conversation(
                        locking: key.patientID, of: key.doctorID, in: transaction, unlessBusy: true)
                else { return nil }
                // Locked only now, behind the patient: a takeover takes the two in this order too. Another node may
                // have been quicker.
                guard try conversation.takeFromOutbox(try row["id"]),
                    conversation.letsAssistantSpeak(under: try row["generation"]),
                    try row["expires_at"] > transaction.now
                else { return nil }
                return TypingClaim(
                    doctorID: key.doctorID, patientID: key.patientID, wamid: try row["whatsapp_message_id"],
                    isTyping: conversation.isReplyComputed)
            }
        }
    }

    /// Meta has taken the message.
    package func recordAccepted(_ claim: SendClaim, wamid: String) async throws {
        try await record(claim) { conversation in
            let isNewest = try conversation.isInAttempt(claim)
            try conversation.settle(
                claim.messageID, StatusReport(wamid: wamid, status: .sent, callbackID: claim.messageID, failure: nil),
                callHasReturned: isNewest)
        }
    }

    /// Meta surely does not have the message. With `retryAfter` it is tried again, else it has failed.
    package func recordRefused(_ claim: SendClaim, _ failure: SendFailure, retryAfter: Duration?) async throws {
        let ageLimit = rules.sendAgeLimit
        try await record(claim) { conversation in
            guard try conversation.isOpen(claim) else { return }
            let isTooOld = conversation.now.since(claim.createdAt) > ageLimit
            if let retryAfter, !isTooOld {
                try conversation.postpone(claim, to: conversation.now.adding(retryAfter))
            } else {
                try conversation.fail(claim.messageID, failure)
                try conversation.removeFromOutbox(claim.messageID)
                try conversation.setNeedsHuman(.sendFailed)
            }
        }
    }

    /// Meta may have the message. Nobody waits for it any more; a status may settle it.
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
            guard
                var conversation = try Conversation(
                    locking: claim.patientID, of: claim.doctorID, in: transaction)
            else { return }
            try body(&conversation)
            conversation.signal()
            transaction.signal(.work(.outbox))
        }
    }
}

extension ConversationKey {
    fileprivate init(row: ResultRow) throws {
        self.init(doctorID: try row["doctor_id"], patientID: try row["patient_id"])
    }
}

extension Conversation {
    func setUncertain(_ id: MessageID, decideAt: Timestamp) throws {
        try transaction.post(
            """
            UPDATE outbox SET state = 'uncertain', not_before = \(decideAt)
            WHERE doctor_id = \(doctorID) AND id = \(id)
            """)
    }

    /// False when somebody else was quicker.
    fileprivate func takeFromOutbox(_ id: MessageID) throws -> Bool {
        try transaction.execute("DELETE FROM outbox WHERE doctor_id = \(doctorID) AND id = \(id)") > 0
    }

    /// False when the attempt is over already: settled by a status, or taken for uncertain and sent again.
    fileprivate func isInAttempt(_ claim: SendClaim) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM outbox WHERE doctor_id = \(doctorID) AND id = \(claim.messageID)
                AND attempts = \(claim.attempt) AND state <> 'pending'
            """) != nil
    }

    /// False also when a status about an earlier attempt has settled the message; then its row has nothing left to wait
    /// for.
    fileprivate func isOpen(_ claim: SendClaim) throws -> Bool {
        guard try isInAttempt(claim) else { return false }
        if try isSettled(claim.messageID) {
            try removeFromOutbox(claim.messageID)
            return false
        }
        return true
    }

    fileprivate func postpone(_ claim: SendClaim, to time: Timestamp) throws {
        try transaction.post(
            """
            UPDATE outbox SET state = 'pending', not_before = \(time), send_deadline = NULL
            WHERE doctor_id = \(doctorID) AND id = \(claim.messageID)
            """)
        try transaction.post(
            """
            UPDATE messages SET status = 'pending'
            WHERE doctor_id = \(doctorID) AND id = \(claim.messageID) AND status = 'sending'
            """)
    }
}
