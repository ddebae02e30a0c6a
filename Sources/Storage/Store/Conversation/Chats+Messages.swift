package import Conversations

/// Which part of a history is wanted.
package enum MessagePage: Sendable, Hashable {
    case newest
    case before(Int64)
    case after(Int64)
}

extension Chats {
    /// At most `limit` messages in ascending order. Throws `Refusal.noSuchPatient`.
    package func messages(of patient: PatientID, page: MessagePage, limit: Int) async throws -> [Message] {
        try await read { transaction in
            let present = try FormerPatients.present(patient, of: clinicID, in: transaction)
            let known = try transaction.row(
                "SELECT 1 AS one FROM patients WHERE doctor_id = \(clinicID) AND id = \(present)")
            guard known != nil else { throw Refusal.noSuchPatient }
            return try messages(of: present, page, limit, in: transaction)
        }
    }

    /// The same with the patient as they are at that moment.
    package func conversation(
        with patient: PatientID, page: MessagePage, limit: Int
    ) async throws -> (patient: PatientEntry, messages: [Message]) {
        try await read { transaction in
            let present = try FormerPatients.present(patient, of: clinicID, in: transaction)
            let entry = try entry(of: present, in: transaction)
            return (entry, try messages(of: present, page, limit, in: transaction))
        }
    }

    private func messages(
        of patient: PatientID, _ page: MessagePage, _ limit: Int, in transaction: any Transaction
    ) throws -> [Message] {
        let rows = try transaction.rows(
            """
            SELECT \(Message.columns) FROM \(Message.tables)
            WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patient)\(page.condition)
            ORDER BY m.seq \(page.order) LIMIT \(limit)
            """)
        let messages = try rows.map(Message.init(row:))
        return page.isAscending ? messages : messages.reversed()
    }

    /// Nil when this clinic has no such message.
    package func message(_ id: MessageID) async throws -> Message? {
        try await read { transaction in
            try transaction.row(
                "SELECT \(Message.columns) FROM \(Message.tables) WHERE m.doctor_id = \(clinicID) AND m.id = \(id)"
            ).map(Message.init(row:))
        }
    }

    /// The cards that a message holds. Throws `Refusal.noSuchMessage` where this clinic has no such message, or it holds none.
    package func cards(of message: MessageID) async throws -> [ContactCard] {
        let row = try await read { transaction in
            try transaction.row("SELECT content FROM messages WHERE doctor_id = \(clinicID) AND id = \(message)")
        }
        let stored: String? = try row?["content"]
        guard case .contacts(let cards)? = stored.flatMap({ try? StoredJSON.value(OutgoingContent.self, of: $0) })
        else {
            throw Refusal.noSuchMessage
        }
        return cards
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
    /// Under names of their own, so that they can be selected beside the columns of another table.
    static let columns: SQL = """
        m.id AS m_id, m.seq AS m_seq, m.doctor_id AS m_doctor_id, m.patient_id AS m_patient_id,
        m.account_id AS m_account_id, a.name AS m_account_name, m.phone_number AS m_phone_number,
        m.author AS m_author, m.message_type AS m_type, m.message_body AS m_body, m.media AS m_media,
        f.state AS f_state, f.kind AS f_kind, f.file AS f_file, f.size AS f_size, f.width AS f_width, f.height AS f_height,
        f.milliseconds AS f_milliseconds, f.pages AS f_pages, f.thumbnail_size AS f_thumbnail_size, f.error AS f_error,
        t.kind AS t_kind, t.state AS t_state, t.words AS t_words, t.model AS t_model,
        m.whatsapp_message_id AS m_wamid, m.status AS m_status, m.failed_by AS m_failed_by, m.meta_code AS m_meta_code, m.error AS m_error,
        m.can_retry AS m_can_retry, m.client_message_id AS m_client_message_id, m.sent_at AS m_sent_at,
        m.created_at AS m_created_at, m.relation AS m_relation, m.context_message_id AS m_context_wamid,
        m.reactions AS m_reactions, m.earlier AS m_earlier, m.edited_at AS m_edited_at, m.deleted_at AS m_deleted_at,
        m.red_flag AS m_red_flag, m.provenance AS m_provenance,
        q.id AS q_id, q.seq AS q_seq, q.author AS q_author, q.message_type AS q_type, q.message_body AS q_body
        """
    static let tables: SQL = "messages m \(joins)"

    /// What is shown with the messages `m`.
    static let joins: SQL = """
        LEFT JOIN accounts a ON a.doctor_id = m.doctor_id AND a.id = m.account_id
        LEFT JOIN media f ON f.doctor_id = m.doctor_id AND f.message_id = m.id
        LEFT JOIN transcripts t ON t.doctor_id = m.doctor_id AND t.message_id = m.id
        LEFT JOIN messages q ON q.doctor_id = m.doctor_id AND q.whatsapp_message_id = m.context_message_id
            AND q.patient_id = m.patient_id AND m.relation = 'reply'
        """

    init(row: ResultRow) throws {
        let failure = SendFailure(
            word: try row["m_failed_by"], code: try row["m_meta_code"], sentence: try row["m_error"],
            canRetry: try row["m_can_retry"])
        self.init(
            id: try row["m_id"], seq: try row["m_seq"], clinicID: try row["m_doctor_id"],
            patientID: try row["m_patient_id"], accountID: try row["m_account_id"],
            accountName: try row["m_account_name"], phoneNumber: try row["m_phone_number"],
            author: try row["m_author"], type: try row["m_type"], body: try row["m_body"],
            media: try MessageMedia(row: row), replyTo: try Quote(row: row),
            amendments: try MessageAmendments(row: row), redFlag: try row["m_red_flag"],
            wamid: try row["m_wamid"],
            status: try row["m_status"],
            failure: failure, clientMessageID: try row["m_client_message_id"],
            provenance: try (row["m_provenance"] as String?).map { try StoredJSON.value(Provenance.self, of: $0) },
            sentAt: try row["m_sent_at"],
            createdAt: try row["m_created_at"])
    }
}

extension Quote {
    /// From the columns of `Message`.
    fileprivate init?(row: ResultRow) throws {
        guard try row["m_relation"] as String? == "reply", let wamid: Wamid = try row["m_context_wamid"] else {
            return nil
        }
        guard let id: MessageID = try row["q_id"] else {
            self = .unknown(wamid)
            return
        }
        self = .message(
            QuotedMessage(
                id: id, seq: try row["q_seq"], author: try row["q_author"], type: try row["q_type"],
                body: try row["q_body"]))
    }
}
