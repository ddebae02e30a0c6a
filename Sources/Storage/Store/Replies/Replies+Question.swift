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
                history: try (settled + open).map(Turn.init(row:)), burstLength: open.count,
                now: transaction.now, summary: ConversationSummary.stored(try row["summary"]))
        }
    }

    private static func newest(for claim: ReplyClaim, in transaction: any Transaction) throws -> [ResultRow] {
        try transaction.rows(
            """
            SELECT seq, author, message_type, message_body, media, created_at, red_flag FROM messages m
            WHERE doctor_id = \(claim.clinicID) AND patient_id = \(claim.patientID) AND seq <= \(claim.lastSeq)
                AND status NOT IN ('cancelled', 'failed') AND message_type NOT IN ('reaction', 'system')
                AND \(Conversation.isStillSaid)
            ORDER BY seq DESC LIMIT \(historyLimit)
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
            SELECT seq, author, message_type, message_body, media, created_at, red_flag FROM messages m
            WHERE doctor_id = \(claim.clinicID) AND patient_id = \(claim.patientID) AND seq > \(claim.afterSeq)
                AND seq < \(first) AND author = 'patient' AND message_type IN (\(SQL.list(kinds)))
                AND \(Conversation.isStillSaid)
            ORDER BY seq DESC LIMIT 5
            """
        ).reversed()
    }
}

extension Turn {
    init(row: ResultRow) throws {
        self.init(
            author: try row["author"], kind: try row["message_type"], text: try Self.words(row),
            at: try row["created_at"], raisedFlag: try row["red_flag"] as RedFlagCategory? != nil)
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
