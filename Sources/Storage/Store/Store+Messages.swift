package import Conversations

/// Which part of a history is wanted.
package enum MessagePage: Sendable, Hashable {
    case newest
    case before(Int64)
    case after(Int64)
}

extension Store {
    /// At most `limit` messages in ascending order. Nil when this doctor has no such patient.
    package func messages(
        of patient: PatientID, doctor: DoctorID, page: MessagePage, limit: Int
    ) async throws -> [Message]? {
        try await engine.read(as: .doctor(doctor)) { transaction in
            let known = try transaction.row(
                "SELECT 1 AS one FROM patients WHERE doctor_id = \(doctor) AND id = \(patient)")
            guard known != nil else { return nil }
            let rows = try transaction.rows(
                """
                SELECT \(Message.columns) FROM \(Message.tables)
                WHERE m.doctor_id = \(doctor) AND m.patient_id = \(patient)\(page.condition)
                ORDER BY m.seq \(page.order) LIMIT \(limit)
                """)
            let messages = try rows.map(Message.init(row:))
            return page.isAscending ? messages : messages.reversed()
        }
    }

    /// One message. Nil when this doctor has none of this id.
    package func message(_ id: MessageID, of doctor: DoctorID) async throws -> Message? {
        try await engine.read(as: .doctor(doctor)) { transaction in
            try transaction.row(
                "SELECT \(Message.columns) FROM \(Message.tables) WHERE m.doctor_id = \(doctor) AND m.id = \(id)"
            ).map(Message.init(row:))
        }
    }
}

extension MessagePage {
    fileprivate var isAscending: Bool { if case .after = self { true } else { false } }
    fileprivate var order: SQL { isAscending ? "ASC" : "DESC" }

    fileprivate var condition: SQL {
        switch self {
        case .newest: ""
        case .before(let seq): " AND m.seq < \(seq)"
        case .after(let seq): " AND m.seq > \(seq)"
        }
    }
}

extension Message {
    static let columns: SQL = """
        m.id, m.seq, m.doctor_id, m.patient_id, m.account_id, a.name AS account_name, m.phone_number, m.author,
        m.message_type, m.message_body, m.media_url, m.whatsapp_message_id, m.status, m.error_code, m.error,
        m.can_retry, m.client_message_id, m.created_at
        """
    static let tables: SQL =
        "messages m LEFT JOIN accounts a ON a.doctor_id = m.doctor_id AND a.id = m.account_id"

    init(row: ResultRow) throws {
        let sentence: String? = try row["error"]
        let code: Int64? = try row["error_code"]
        let canRetry: Bool = try row["can_retry"]
        self.init(
            id: try row["id"], seq: try row["seq"], doctorID: try row["doctor_id"], patientID: try row["patient_id"],
            accountID: try row["account_id"], accountName: try row["account_name"],
            phoneNumber: try row["phone_number"], author: try row["author"], type: try row["message_type"],
            body: try row["message_body"], mediaURL: try row["media_url"], wamid: try row["whatsapp_message_id"],
            status: try row["status"],
            failure: sentence.map { SendFailure(code: code, sentence: $0, canRetry: canRetry) },
            clientMessageID: try row["client_message_id"], createdAt: try row["created_at"])
    }
}
