import Conversations

/// Applies what Meta reports about our messages.
struct Statuses {
    let clinicID: ClinicID
    let transaction: any Transaction

    private struct Found {
        let message: MessageID
        let patient: PatientID
    }

    /// A report about a message that is not known yet is parked: it may come before our own call has returned.
    func apply(_ report: StatusReport) throws {
        guard
            let patient = try find(report)?.patient ?? findAlone(report)?.patient,
            var conversation = try Conversation(locking: patient, of: clinicID, in: transaction),
            // While this waited for the row, the message may have moved to another patient, or got another wamid.
            let found = try find(report), found.patient == patient
        else { return try park(report) }
        try conversation.settle(found.message, report)
        conversation.signal()
    }

    /// Looks once more, after any transaction that is storing this wamid has ended.
    private func findAlone(_ report: StatusReport) throws -> Found? {
        try transaction.waitForTurn(at: report.wamid)
        return try find(report)
    }

    /// By Meta's id, or by ours where Meta's is not known yet. A retired wamid no longer belongs to any message.
    private func find(_ report: StatusReport) throws -> Found? {
        var row = try transaction.row(
            """
            SELECT id, patient_id FROM messages
            WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(report.wamid) AND direction = 'outgoing'
            """)
        if row == nil, let id = report.callbackID {
            row = try transaction.row(
                """
                SELECT id, patient_id FROM messages
                WHERE doctor_id = \(clinicID) AND id = \(id) AND direction = 'outgoing'
                    AND NOT EXISTS (SELECT 1 FROM retired_wamids
                        WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(report.wamid))
                """)
        }
        return try row.map { Found(message: try $0["id"], patient: try $0["patient_id"]) }
    }

    /// Keeps a report until its message is known; one about a retired wamid is dropped.
    private func park(_ report: StatusReport) throws {
        try transaction.post(
            """
            INSERT INTO parked_statuses (doctor_id, whatsapp_message_id, status, meta_code, error, can_retry,
                created_at)
            SELECT \(clinicID), \(report.wamid), \(report.status), \(report.failure?.metaCode),
                \(report.failure?.sentence), \(report.failure?.canRetry ?? false), \(transaction.now)
            WHERE NOT EXISTS (SELECT 1 FROM retired_wamids
                WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(report.wamid))
            ON CONFLICT DO NOTHING
            """)
    }
}

extension Conversation {
    /// Moves one of our messages forward by what Meta reports. Meta has the message, so its outcome is no longer
    /// uncertain and its outbox row goes, except while the message is being sent a second time: the drain has to wait
    /// for that call. `callHasReturned` is true when the report is the outcome of the newest call itself.
    mutating func settle(_ id: MessageID, _ report: StatusReport, callHasReturned: Bool = false) throws {
        if callHasReturned { try removeFromOutbox(id) } else { try removeFromOutboxUnlessBeingResent(id) }
        var row = try standing(of: id)
        // Reports that were parked for this wamid come first: the rest depends on what they say.
        if try row?["whatsapp_message_id"] as Wamid? == nil, try note(wamid: report.wamid, of: id) {
            row = try standing(of: id)
        }
        guard let row else { return }
        let status: DeliveryStatus = try row["status"]
        let failedHere = try (row["failed_by"] as String?) != "meta"
        guard let next = status.advanced(by: report.status, failureWasOurs: failedHere) else { return }
        if next == .failed {
            try fail(id, report.failure ?? SendFailure.unconfirmed)
            try raise(.sendFailed)
        } else {
            try advance(id, to: next)
        }
        transaction.signal(.work(.outbox))
    }

    private func standing(of id: MessageID) throws -> ResultRow? {
        try transaction.row(
            """
            SELECT status, failed_by, whatsapp_message_id FROM messages
            WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
    }

    /// Stores the wamid of a message, and applies the reports that came before it was known. False when there were
    /// none.
    private mutating func note(wamid: Wamid, of id: MessageID) throws -> Bool {
        try transaction.waitForTurn(at: wamid)
        let isNew = try transaction.execute(
            """
            UPDATE messages SET whatsapp_message_id = \(wamid)
            WHERE doctor_id = \(clinicID) AND id = \(id) AND whatsapp_message_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages o
                    WHERE o.doctor_id = \(clinicID) AND o.whatsapp_message_id = \(wamid))
            """)
        guard isNew == 1 else { return false }
        let parked = try transaction.rows(
            """
            SELECT status, meta_code, error, can_retry FROM parked_statuses
            WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)
            """)
        try transaction.post(
            "DELETE FROM parked_statuses WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)")
        for row in parked {
            let failure = SendFailure(
                word: "meta", code: try row["meta_code"], sentence: try row["error"], canRetry: try row["can_retry"])
            try settle(id, StatusReport(wamid: wamid, status: try row["status"], callbackID: id, failure: failure))
        }
        return !parked.isEmpty
    }
}

extension Transaction {
    /// Lets one transaction at a time decide whether a report about this wamid finds its message or is parked.
    fileprivate func waitForTurn(at wamid: Wamid) throws {
        guard dialect.isPostgreSQL else { return }
        try execute("SELECT pg_advisory_xact_lock(hashtextextended(\(wamid), 7470502))")
    }
}
