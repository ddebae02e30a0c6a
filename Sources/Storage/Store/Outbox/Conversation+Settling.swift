import Conversations

/// A message as it was handed to Meta.
struct SentMessage {
    let author: Author
    let seq: Int64
    let status: DeliveryStatus
    let wamid: Wamid?
    let failureWasOurs: Bool
    /// How often it was tried; 0 for what did not go through the outbox.
    let attempts: Int64
    /// The fence that it was written under; the doctor's pass any.
    let generation: Int64
    /// When it came into the outbox.
    let since: Timestamp
}

/// What Meta says about a message, in an answer or afterwards: one set of rules for both.
extension Conversation {
    /// Moves one of our messages forward by what Meta reports. Meta has the message, so its outcome is no longer
    /// uncertain and its outbox row goes, except while the message is being sent once more: the drain has to wait for that
    /// call. `callHasReturned` is true when the report is the outcome of the newest call itself.
    mutating func settle(
        _ id: MessageID, _ report: StatusReport, callHasReturned: Bool = false, ageLimit: Duration
    ) throws {
        guard var message = try sent(id) else { return }
        // About another call than the one that counts: only that the message has arrived after all matters.
        let isEarlier =
            try message.wamid.map { $0 != report.wamid } ?? transaction.isRetired(report.wamid, of: clinicID)
        if callHasReturned { try removeFromOutbox(id) }
        if isEarlier && !report.status.hasArrived { return }
        if !callHasReturned { try removeFromOutboxUnlessUnderWay(id, earlier: isEarlier) }
        if message.wamid == nil {
            // Reports that were parked for this wamid come first: the rest depends on what they say.
            try note(wamid: report.wamid, of: id, ageLimit: ageLimit)
            guard let known = try sent(id) else { return }
            message = known
            // One of them may have said that it is to be sent again.
            if try message.wamid == nil && transaction.isRetired(report.wamid, of: clinicID) {
                guard report.status.hasArrived else { return }
                try removeFromOutboxUnlessUnderWay(id, earlier: true)
            }
        }
        let next = message.status.advanced(by: report.status, failureWasOurs: message.failureWasOurs)
        if let pricing = report.pricing, (next ?? message.status).hasLeft { try note(pricing, of: id, at: report.at) }
        guard let next else { return }
        if next == .failed {
            try refuse(id, message, report, ageLimit: ageLimit)
        } else {
            try advance(id, to: next)
            // The rest of a long reply, which was stopped, is still a person's to give.
            if try message.status == .failed && !hasCancelledPart(after: message.seq) {
                try closeAlarm(.sendFailed, about: message.seq)
            }
        }
        // Once it has left it answers, and once it has failed after all it does not.
        if message.status.hasLeft != next.hasLeft { try recountWaiting() }
        transaction.signal(.work(.outbox))
    }

    /// Meta has not delivered the message after all. A passing fault is tried again, by a claim of its own.
    private mutating func refuse(
        _ id: MessageID, _ message: SentMessage, _ report: StatusReport, ageLimit: Duration
    ) throws {
        try forgetPrice(of: id)
        // It is being sent once more already: that call decides.
        if try isInOutbox(id) {
            try retire(report.wamid, of: id)
            return try advance(id, to: .sending)
        }
        var random = SystemRandomNumberGenerator()
        let isWanted =
            try message.author == .doctor
            || (isEmergencyText(id)
                ? letsEmergencyTextLeave(id, until: message.since.adding(Self.emergencyPeriod))
                : letsAssistantSpeak(under: message.generation)) && !isBereft(id)
        if message.attempts > 0, isWanted, !isHeld, now.since(message.since) <= ageLimit,
            let delay = report.retry.delay(attempt: Int(message.attempts), random: &random)
        {
            try retire(report.wamid, of: id)
            return try enqueueAgain(id, message, at: now.adding(delay))
        }
        try fail(id, report.failure ?? SendFailure.unconfirmed, at: report.at)
        try raise(.sendFailed, about: message.seq)
    }

    /// The message has failed, and a human is called.
    mutating func giveUp(_ id: MessageID, _ failure: SendFailure) throws {
        try fail(id, failure)
        try removeFromOutbox(id)
        try raise(.sendFailed, about: sent(id)?.seq)
        // Whoever wrote it may have closed the alarm for what it was to answer.
        try scheduleAlarmAgain()
    }

    /// The wamid of a call that counts no more: the message gets another one.
    func retire(_ wamid: Wamid, of id: MessageID) throws {
        try transaction.post(
            """
            INSERT INTO retired_wamids (doctor_id, whatsapp_message_id, created_at, message_id)
            VALUES (\(clinicID), \(wamid), \(now), \(id)) ON CONFLICT DO NOTHING
            """)
        try transaction.post(
            """
            UPDATE messages SET whatsapp_message_id = NULL
            WHERE doctor_id = \(clinicID) AND id = \(id) AND whatsapp_message_id = \(wamid)
            """)
    }

    private func sent(_ id: MessageID) throws -> SentMessage? {
        try transaction.row(
            """
            SELECT author, seq, status, failed_by, whatsapp_message_id, attempts, generation, outbox_since, created_at
            FROM messages WHERE doctor_id = \(clinicID) AND id = \(id)
            """
        ).map(SentMessage.init(row:))
    }

    /// Stores the wamid of a message, and applies the reports that came before it was known.
    private mutating func note(wamid: Wamid, of id: MessageID, ageLimit: Duration) throws {
        try transaction.waitForTurn(at: wamid)
        let isNew = try transaction.execute(
            """
            UPDATE messages SET whatsapp_message_id = \(wamid)
            WHERE doctor_id = \(clinicID) AND id = \(id) AND whatsapp_message_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages o
                    WHERE o.doctor_id = \(clinicID) AND o.whatsapp_message_id = \(wamid))
            """)
        if isNew == 1 { try applyParked(wamid, to: id, ageLimit: ageLimit) }
    }

    /// Applies the reports that came before their message.
    mutating func applyParked(_ wamid: Wamid, to id: MessageID, ageLimit: Duration) throws {
        let parked = try transaction.rows(
            """
            SELECT status, meta_code, error, can_retry, retry, pricing, created_at FROM parked_statuses
            WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)
            """)
        guard !parked.isEmpty else { return }
        try transaction.post(
            "DELETE FROM parked_statuses WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)")
        for row in parked {
            let failure = SendFailure(
                word: "meta", code: try row["meta_code"], sentence: try row["error"], canRetry: try row["can_retry"])
            let pricing: String? = try row["pricing"]
            let report = StatusReport(
                wamid: wamid, status: try row["status"], at: try row["created_at"], callbackID: id, failure: failure,
                retry: RetryPlan(word: try row["retry"]),
                pricing: try pricing.map { try StoredJSON.value(Pricing.self, of: $0) })
            try settle(id, report, ageLimit: ageLimit)
        }
    }
}

extension SentMessage {
    fileprivate init(row: ResultRow) throws {
        let generation: Int64? = try row["generation"]
        let since: Timestamp? = try row["outbox_since"]
        let failedBy: String? = try row["failed_by"]
        self.init(
            author: try row["author"], seq: try row["seq"], status: try row["status"],
            wamid: try row["whatsapp_message_id"], failureWasOurs: failedBy != "meta", attempts: try row["attempts"],
            generation: generation ?? -1, since: try since ?? row["created_at"])
    }
}
