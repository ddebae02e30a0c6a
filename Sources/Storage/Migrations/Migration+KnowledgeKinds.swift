import Conversations

extension Migration {
    /// Whether a topic is medical, who has approved it, and what it was used for; and the questions that no topic answered.
    static let knowledgeKinds = Migration(
        // An older program would approve medical topics with every import.
        name: "0027-knowledge-kinds", oldestProgram: 26,
        statements: [
            "ALTER TABLE knowledge ADD COLUMN id UUID",
            """
            ALTER TABLE knowledge ADD COLUMN kind TEXT NOT NULL DEFAULT 'administrative'
                CHECK (kind IN ('administrative', 'medical'))
            """,
            "ALTER TABLE knowledge ADD COLUMN approved_by UUID",
            "ALTER TABLE knowledge ADD COLUMN approved_at TIMESTAMPTZ",
            "ALTER TABLE knowledge ADD COLUMN used BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE knowledge ADD COLUMN last_used_at TIMESTAMPTZ",
            "CREATE UNIQUE INDEX knowledge_by_id ON knowledge (doctor_id, id)",
            """
            CREATE TABLE unanswered_questions (
                id UUID NOT NULL,
                doctor_id UUID NOT NULL,
                patient_id UUID NOT NULL,
                question_id UUID NOT NULL,
                text TEXT NOT NULL,
                asked_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX unanswered_questions_by_time ON unanswered_questions (doctor_id, asked_at)",
            "CREATE INDEX unanswered_questions_of_patient ON unanswered_questions (doctor_id, patient_id)",
        ],
        postgres: Table.unansweredQuestions.access + [
            "GRANT INSERT, UPDATE, DELETE ON knowledge TO shubhstra_doctor"
        ],
        backfill: Backfill(
            total: { try $0.count("SELECT COUNT(*) AS n FROM knowledge") },
            judging: { transaction, cursor, rules in
                try judge(after: cursor.map(clinic(named:)), in: transaction, by: rules)
            }))

    private static func clinic(named cursor: String) throws -> ClinicID {
        guard let clinic = ClinicID(cursor) else { throw StorageError.unreadable("last_key") }
        return clinic
    }

    /// One clinic at a time.
    private static func judge(
        after last: ClinicID?, in transaction: any Transaction, by rules: Rules
    ) throws -> Backfill.Batch {
        let isLater: SQL = last.map { "WHERE doctor_id > \($0)" } ?? ""
        let row = try transaction.row("SELECT doctor_id FROM knowledge \(isLater) ORDER BY doctor_id LIMIT 1")
        guard let clinic: ClinicID = try row?["doctor_id"] else { return Backfill.Batch(cursor: nil, rows: 0) }
        let rows = try transaction.rows(
            "SELECT topic_key, topic, answer FROM knowledge WHERE doctor_id = \(clinic) ORDER BY position, topic_key")
        var medical: [String] = []
        for row in rows {
            let topic = Topic(title: try row["topic"], answer: try row["answer"])
            let kind = rules.kind(of: topic)
            if kind == .medical { medical.append(topic.title) }
            try transaction.post(
                """
                UPDATE knowledge SET id = \(TopicID.make()), kind = \(kind),
                    approved = approved AND \(kind == .administrative)
                WHERE doctor_id = \(clinic) AND topic_key = \(try row["topic_key"] as String)
                """)
        }
        return Backfill.Batch(
            cursor: clinic.description, rows: Int64(rows.count), notes: note(medical, of: clinic).map { [$0] } ?? [])
    }

    private static func note(_ titles: [String], of clinic: ClinicID) -> String? {
        guard !titles.isEmpty else { return nil }
        let named = titles.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = titles.count > 20 ? " and \(titles.count - 20) more" : ""
        let are = titles.count == 1 ? "1 topic is medical and waits" : "\(titles.count) topics are medical and wait"
        return "clinic \(clinic): \(are) for a doctor's approval in the dashboard; the assistant does not use "
            + "\(titles.count == 1 ? "it" : "them") until then: \(named)\(more)"
    }
}
