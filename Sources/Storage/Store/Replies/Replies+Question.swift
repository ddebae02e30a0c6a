package import Conversations

extension Replies {
    private static let historyLimit = 60

    /// What the assistant may know for this reply. Nil when the patient is gone, or the reply is not wanted any more: then no
    /// model is asked.
    package func question(for claim: ReplyClaim) async throws -> Question? {
        try await engine.read(as: .system) { transaction in
            // Only a first look, with nothing locked: what is said in the end passes the fence.
            let row = try transaction.row(
                """
                SELECT \(Clinic.columns), (SELECT s.words FROM summaries s WHERE s.doctor_id = doctors.id
                    AND s.patient_id = \(claim.patientID)) AS summary
                FROM doctors WHERE id = \(claim.clinicID) AND EXISTS (SELECT 1 FROM patients p
                    WHERE p.doctor_id = doctors.id AND p.id = \(claim.patientID)
                        AND p.bot_generation = \(claim.generation))
                """)
            guard let row else { return nil }
            let clinic = try Clinic(row: row)
            let newest = try Self.newest(for: claim, in: transaction)
            // A reply to an older part of the burst may stand behind the newest messages; what is open comes last.
            let isOpen: (ResultRow) throws -> Bool = {
                try $0["author"] as Author == .patient && $0["seq"] > claim.afterSeq
            }
            let open = try Self.filesBefore(newest.first, of: claim, in: transaction) + newest.filter(isOpen)
            let settled = try newest.filter { try !isOpen($0) }
            return Question(
                clinic: clinic, topics: try Topic.approved(of: claim.clinicID, in: transaction),
                history: try settled.map { try Turn(row: $0) } + open.map { try Turn(row: $0, isOpen: true) },
                burstLength: open.count, now: transaction.now,
                summary: ConversationSummary.stored(try row["summary"]))
        }
    }

    private static func newest(for claim: ReplyClaim, in transaction: any Transaction) throws -> [ResultRow] {
        try transaction.rows(
            """
            SELECT \(Turn.columns) FROM messages m \(Conversation.joinedTranscripts)
            WHERE m.doctor_id = \(claim.clinicID) AND m.patient_id = \(claim.patientID) AND m.seq <= \(claim.lastSeq)
                AND m.status NOT IN ('cancelled', 'failed') AND m.message_type NOT IN ('reaction', 'system')
                AND \(Conversation.isStillSaid)
            ORDER BY m.seq DESC LIMIT \(historyLimit)
            """
        ).reversed()
    }

    /// The newest files of a burst that is longer than the history shown: however much was written after them, they are
    /// not passed over.
    private static func filesBefore(
        _ oldest: ResultRow?, of claim: ReplyClaim, in transaction: any Transaction
    ) throws -> [ResultRow] {
        guard let first: Int64 = try oldest?["seq"], first > claim.afterSeq + 1 else { return [] }
        let kinds = MessageType.allCases.filter(\.holdsMoreThanText).map { "\($0)" as SQL }
        return try transaction.rows(
            """
            SELECT \(Turn.columns) FROM messages m \(Conversation.joinedTranscripts)
            WHERE m.doctor_id = \(claim.clinicID) AND m.patient_id = \(claim.patientID) AND m.seq > \(claim.afterSeq)
                AND m.seq < \(first) AND m.author = 'patient' AND m.message_type IN (\(SQL.list(kinds)))
                AND \(Conversation.isStillSaid)
            ORDER BY m.seq DESC LIMIT 5
            """
        ).reversed()
    }
}

extension Turn {
    static let columns: SQL = """
        m.seq, m.author, m.message_type, m.message_body, m.media, m.created_at, m.red_flag, t.words AS transcript
        """

    /// What was spoken is shown where it is to be answered, and not later: an answer to something else would rest on what
    /// a machine heard, and nobody could tell.
    init(row: ResultRow, isOpen: Bool = false) throws {
        let transcript = isOpen ? (try row["transcript"] as String?) ?? "" : ""
        let written = try Self.words(row)
        self.init(
            author: try row["author"], kind: try row["message_type"],
            text: [written, transcript].filter { !$0.isBlank }.joined(separator: "\n"),
            at: try row["created_at"], raisedFlag: try row["red_flag"] as RedFlagCategory? != nil,
            isTranscript: !transcript.isBlank)
    }

    /// The name of a file says nothing that could be answered, though people see it where there is no caption.
    private static func words(_ row: ResultRow) throws -> String {
        let text: String = try row["message_body"]
        guard try row["message_type"] as MessageType == .document, let media: String = try row["media"] else {
            return text
        }
        return MessageFile(said: media).name == text ? "" : text
    }
}
