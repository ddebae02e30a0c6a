package import Conversations

/// A summary that is to be made.
package struct SummaryTask: Sendable {
    package let stretch: Stretch
    let claim: ReplyClaim
    /// The summary so far reaches to here; 0 where there is none.
    let afterSeq: Int64
    let upToSeq: Int64
    /// When an earlier message was last changed.
    let amendedAt: Timestamp?
}

extension Replies {
    /// What a summary is to be made of, after a reply has ended. Nil where too little is there, or no model may read it.
    package func summaryTask(after claim: ReplyClaim) async throws -> SummaryTask? {
        try await engine.read(as: .system) { transaction in
            // A first look, with nothing locked, as for a question: what is kept in the end passes the fence.
            let row = try transaction.row(
                """
                SELECT p.last_seq, p.amended_at, s.words, s.up_to_seq FROM patients p
                    LEFT JOIN summaries s ON s.doctor_id = p.doctor_id AND s.patient_id = p.id
                WHERE p.doctor_id = \(claim.clinicID) AND p.id = \(claim.patientID)
                    AND p.bot_generation = \(claim.generation) AND NOT p.is_bot_paused AND p.blocked_at IS NULL
                    AND p.needs_human_severity < \(NeedsHuman.redFlag.severity)
                    AND EXISTS (SELECT 1 FROM doctors d
                        WHERE d.id = p.doctor_id AND d.held_at IS NULL AND d.assistant IN ('answer', 'draft'))
                """)
            guard let row else { return nil }
            let reached: Int64 = try row["up_to_seq"] ?? 0
            // Most conversations are short.
            guard try row["last_seq"] - reached > Stretch.turnsKept else { return nil }
            let rows = try Self.said(after: reached, to: claim, in: transaction)
            let stretch = Stretch(
                of: claim.clinicID, after: ConversationSummary.stored(try row["words"]),
                try rows.map { try Turn(row: $0) })
            guard let stretch else { return nil }
            return SummaryTask(
                stretch: stretch, claim: claim, afterSeq: reached, upToSeq: try rows[stretch.length - 1]["seq"],
                amendedAt: try row["amended_at"])
        }
    }

    /// Keeps what a model made of it. False where it counts for nothing: a person has the conversation by now, a flag is open,
    /// or a message was changed.
    package func keep(_ summary: ConversationSummary, of task: SummaryTask) async throws -> Bool {
        let claim = task.claim
        return try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(locking: claim.patientID, of: claim.clinicID, in: transaction),
                conversation.letsSummarise(claim)
            else { return false }
            return try conversation.keep(summary, of: task)
        }
    }

    /// The newest that one summary takes in, however long nothing was summarised.
    private static func said(
        after seq: Int64, to claim: ReplyClaim, in transaction: any Transaction
    ) throws -> [ResultRow] {
        try transaction.rows(
            """
            SELECT seq, author, message_type, message_body, media, created_at, red_flag FROM messages m
            WHERE doctor_id = \(claim.clinicID) AND patient_id = \(claim.patientID) AND seq > \(seq)
                AND status NOT IN ('cancelled', 'failed') AND message_type NOT IN ('reaction', 'system')
                AND \(Conversation.isStillSaid)
            ORDER BY seq DESC LIMIT \(Stretch.turnLimit + Stretch.turnsKept)
            """
        ).reversed()
    }
}
