import Conversations

/// Applies what Meta reports about our messages.
struct Statuses {
    let clinicID: ClinicID
    let rules: Rules
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
        else {
            let amendments = Amendments(clinicID: clinicID, transaction: transaction)
            if try !amendments.apply(report) { try park(report) }
            return
        }
        try conversation.settle(found.message, report, ageLimit: rules.sendAgeLimit)
        conversation.signal()
        try learn(report, of: conversation)
    }

    /// A report may be the first to tell the user id of a patient who is known by number.
    private func learn(_ report: StatusReport, of conversation: Conversation) throws {
        guard let userID = report.recipient.userID, userID != conversation.userID else { return }
        try PatientDirectory(clinicID: clinicID, transaction: transaction).learn(
            report.recipient, of: conversation.patientID, at: min(report.at ?? transaction.now, transaction.now))
    }

    /// Looks once more, after any transaction that is storing this wamid has ended.
    private func findAlone(_ report: StatusReport) throws -> Found? {
        try transaction.waitForTurn(at: report.wamid)
        return try find(report)
    }

    /// By Meta's id, also one that counts no more, or by ours where Meta's is not known yet.
    private func find(_ report: StatusReport) throws -> Found? {
        var row = try transaction.row(
            """
            SELECT id, patient_id FROM messages
            WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(report.wamid) AND direction = 'outgoing'
            UNION ALL
            SELECT m.id, m.patient_id FROM retired_wamids r JOIN messages m ON m.doctor_id = r.doctor_id
                AND m.id = r.message_id
            WHERE r.doctor_id = \(clinicID) AND r.whatsapp_message_id = \(report.wamid)
            LIMIT 1
            """)
        if row == nil, let id = report.callbackID {
            row = try transaction.row(
                """
                SELECT id, patient_id FROM messages
                WHERE doctor_id = \(clinicID) AND id = \(id) AND direction = 'outgoing'
                """)
        }
        return try row.map { Found(message: try $0["id"], patient: try $0["patient_id"]) }
    }

    /// Keeps a report until its message is known.
    private func park(_ report: StatusReport) throws {
        try transaction.post(
            """
            INSERT INTO parked_statuses (doctor_id, whatsapp_message_id, status, meta_code, error, can_retry, retry,
                pricing, created_at)
            SELECT \(clinicID), \(report.wamid), \(report.status), \(report.failure?.metaCode),
                \(report.failure?.sentence), \(report.failure?.canRetry ?? false), \(report.retry.word),
                \(try report.pricing.map(StoredJSON.text)),
                \(Timestamp.sent(report.at, arrivedAt: transaction.now))
            WHERE NOT EXISTS (SELECT 1 FROM retired_wamids
                WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(report.wamid))
            ON CONFLICT DO NOTHING
            """)
    }
}

extension Transaction {
    /// Lets one transaction at a time decide whether a report about this wamid finds its message or is parked.
    func waitForTurn(at wamid: Wamid) throws {
        guard dialect.isPostgreSQL else { return }
        try execute("SELECT pg_advisory_xact_lock(hashtextextended(\(wamid), 7470502))")
    }

    /// Whether this was a call that counts no more: its message was sent again.
    func isRetired(_ wamid: Wamid, of clinic: ClinicID) throws -> Bool {
        try row("SELECT 1 AS one FROM retired_wamids WHERE doctor_id = \(clinic) AND whatsapp_message_id = \(wamid)")
            != nil
    }
}
