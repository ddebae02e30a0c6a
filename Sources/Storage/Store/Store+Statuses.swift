import Conversations

extension Store {
    /// Applies what Meta reports. A report about a message that is not known yet is parked: it may come before our
    /// own call has returned.
    func apply(_ report: StatusReport, doctor: DoctorID, in transaction: any Transaction) throws {
        guard
            let patient = try Self.find(report, doctor: doctor, in: transaction)?.patient
                ?? Self.findAlone(report, doctor: doctor, in: transaction)?.patient,
            var conversation = try Conversation(locking: patient, of: doctor, in: transaction),
            // While the row was waited for, the message may have become another patient's, or got another name.
            let found = try Self.find(report, doctor: doctor, in: transaction), found.patient == patient
        else { return try Self.park(report, doctor: doctor, in: transaction) }
        try conversation.settle(found.message, report)
        conversation.signal()
    }

    /// Looks once more, after whoever is just noting this name has done so.
    private static func findAlone(
        _ report: StatusReport, doctor: DoctorID, in transaction: any Transaction
    ) throws -> (message: MessageID, patient: PatientID)? {
        try transaction.waitForTurn(at: report.wamid)
        return try find(report, doctor: doctor, in: transaction)
    }

    /// By Meta's name, or by ours where Meta's is not known yet. A retired name belongs to no message any more.
    private static func find(
        _ report: StatusReport, doctor: DoctorID, in transaction: any Transaction
    ) throws -> (message: MessageID, patient: PatientID)? {
        var row = try transaction.row(
            """
            SELECT id, patient_id FROM messages
            WHERE doctor_id = \(doctor) AND whatsapp_message_id = \(report.wamid) AND direction = 'outgoing'
            """)
        if row == nil, let id = report.callbackID {
            row = try transaction.row(
                """
                SELECT id, patient_id FROM messages
                WHERE doctor_id = \(doctor) AND id = \(id) AND direction = 'outgoing'
                    AND NOT EXISTS (SELECT 1 FROM retired_wamids
                        WHERE doctor_id = \(doctor) AND whatsapp_message_id = \(report.wamid))
                """)
        }
        return try row.map { (try $0["id"], try $0["patient_id"]) }
    }

    /// Keeps a report until its message is known; one about a retired name concerns nobody.
    private static func park(_ report: StatusReport, doctor: DoctorID, in transaction: any Transaction) throws {
        try transaction.post(
            """
            INSERT INTO parked_statuses (doctor_id, whatsapp_message_id, status, error_code, error, can_retry,
                created_at)
            SELECT \(doctor), \(report.wamid), \(report.status), \(report.failure?.code),
                \(report.failure?.sentence), \(report.failure?.canRetry ?? false), \(transaction.now)
            WHERE NOT EXISTS (SELECT 1 FROM retired_wamids
                WHERE doctor_id = \(doctor) AND whatsapp_message_id = \(report.wamid))
            ON CONFLICT DO NOTHING
            """)
    }
}

extension Conversation {
    /// Moves one of our messages forward by what Meta says of it. Meta has the message, so nothing about it is
    /// uncertain any more and its outbox row goes; except while the message is being sent a second time: the drain has
    /// to wait for that call. `callHasReturned` when the report is the outcome of the newest call itself.
    mutating func settle(_ id: MessageID, _ report: StatusReport, callHasReturned: Bool = false) throws {
        if callHasReturned { try removeFromOutbox(id) } else { try removeFromOutboxUnlessBeingResent(id) }
        var row = try standing(of: id)
        // Reports that were parked for this wamid come first: what they say counts for the rest of this.
        if try row?["whatsapp_message_id"] as String? == nil, try note(wamid: report.wamid, of: id) {
            row = try standing(of: id)
        }
        guard let row else { return }
        let status: DeliveryStatus = try row["status"]
        let failedHere = try (row["error_code"] as Int64?) == nil
        guard let next = status.advanced(by: report.status, failureWasOurs: failedHere) else { return }
        if next == .failed {
            try fail(id, report.failure ?? SendFailure.unconfirmed)
            try setNeedsHuman(.sendFailed)
        } else {
            try transaction.post(
                """
                UPDATE messages SET status = \(next), error_code = NULL, error = NULL, can_retry = FALSE
                WHERE doctor_id = \(doctorID) AND id = \(id)
                """)
        }
        transaction.signal(.work(.outbox))
    }

    private func standing(of id: MessageID) throws -> ResultRow? {
        try transaction.row(
            """
            SELECT status, error_code, whatsapp_message_id FROM messages
            WHERE doctor_id = \(doctorID) AND id = \(id)
            """)
    }

    private func removeFromOutboxUnlessBeingResent(_ id: MessageID) throws {
        try transaction.post(
            """
            DELETE FROM outbox WHERE doctor_id = \(doctorID) AND id = \(id)
                AND NOT (state = 'sending' AND resends > 0 AND send_deadline > \(now))
            """)
    }

    /// Whether it is known what became of the message, although its outbox row may still be there.
    func isSettled(_ id: MessageID) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM messages WHERE doctor_id = \(doctorID) AND id = \(id)
                AND status NOT IN ('pending', 'sending')
            """) != nil
    }

    /// Keeps Meta's name for a message, and applies the reports that came before it was known. False when there were
    /// none.
    private mutating func note(wamid: String, of id: MessageID) throws -> Bool {
        try transaction.waitForTurn(at: wamid)
        let isNew = try transaction.execute(
            """
            UPDATE messages SET whatsapp_message_id = \(wamid)
            WHERE doctor_id = \(doctorID) AND id = \(id) AND whatsapp_message_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages o
                    WHERE o.doctor_id = \(doctorID) AND o.whatsapp_message_id = \(wamid))
            """)
        guard isNew == 1 else { return false }
        let parked = try transaction.rows(
            """
            SELECT status, error_code, error, can_retry FROM parked_statuses
            WHERE doctor_id = \(doctorID) AND whatsapp_message_id = \(wamid)
            """)
        try transaction.post(
            "DELETE FROM parked_statuses WHERE doctor_id = \(doctorID) AND whatsapp_message_id = \(wamid)")
        for row in parked {
            let sentence: String? = try row["error"]
            let code: Int64? = try row["error_code"]
            let canRetry: Bool = try row["can_retry"]
            let failure = sentence.map { SendFailure(code: code, sentence: $0, canRetry: canRetry) }
            try settle(id, StatusReport(wamid: wamid, status: try row["status"], callbackID: id, failure: failure))
        }
        return !parked.isEmpty
    }
}

extension Transaction {
    /// Lets one transaction at a time decide whether a report about this name finds its message or is parked.
    fileprivate func waitForTurn(at wamid: String) throws {
        guard dialect.isPostgreSQL else { return }
        try execute("SELECT pg_advisory_xact_lock(hashtextextended(\(wamid), 7470502))")
    }
}
