import Conversations

extension Migration {
    /// What is said of messages after them. Edits and deletions that are rows of the history stay there, since its numbers
    /// have no gaps, and are noted with the messages that they are about.
    /// A program that does not know of those would go on writing such rows.
    static let amendments = Migration(
        name: "0020-amendments", oldestProgram: 19,
        statements: [
            """
            CREATE TABLE amendments (
                id UUID NOT NULL,
                doctor_id UUID NOT NULL,
                message_id UUID NOT NULL,
                number BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('reaction', 'wording', 'deletion')),
                author TEXT NOT NULL CHECK (author IN ('patient', 'assistant', 'doctor')),
                account_id UUID,
                body TEXT,
                whatsapp_message_id TEXT,
                said_at TIMESTAMPTZ NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
                attempts BIGINT NOT NULL DEFAULT 0,
                due_at TIMESTAMPTZ,
                error TEXT,
                created_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, id),
                UNIQUE (doctor_id, message_id, number),
                UNIQUE (doctor_id, whatsapp_message_id),
                FOREIGN KEY (doctor_id, message_id) REFERENCES messages (doctor_id, id) ON DELETE CASCADE,
                FOREIGN KEY (doctor_id, account_id) REFERENCES accounts (doctor_id, id),
                CHECK ((state = 'pending') = (due_at IS NOT NULL)),
                CHECK ((kind = 'deletion') = (body IS NULL))
            )
            """,
            "CREATE INDEX amendments_due ON amendments (due_at) WHERE state = 'pending'",
            "ALTER TABLE messages ADD COLUMN reactions TEXT",
            "ALTER TABLE messages ADD COLUMN earlier TEXT",
            "ALTER TABLE messages ADD COLUMN edited_at TIMESTAMPTZ",
            "ALTER TABLE messages ADD COLUMN deleted_at TIMESTAMPTZ",
            "ALTER TABLE patients ADD COLUMN amended_at TIMESTAMPTZ",
        ],
        postgres: Table.amendments.access,
        backfill: Backfill(total: total, batch: batch))

    private static let batchSize = 200
    private static let isAboutAnother: SQL = "m.relation IN ('edit', 'deletion')"

    private static func total(_ transaction: any Transaction) throws -> Int64 {
        try transaction.count("SELECT COUNT(*) AS n FROM messages m WHERE \(isAboutAnother)")
    }

    private static func batch(_ transaction: any Transaction, _ cursor: String?) throws -> Backfill.Batch {
        let after: SQL = cursor.flatMap(MessageID.init).map { "AND m.id > \($0)" } ?? ""
        let rows = try transaction.rows(
            """
            SELECT m.id, m.doctor_id, m.relation, m.message_body, m.author, m.patient_id, m.context_message_id,
                COALESCE(m.sent_at, m.created_at) AS said_at
            FROM messages m WHERE \(isAboutAnother) \(after) ORDER BY m.id LIMIT \(batchSize)
            """)
        for row in rows { try note(row, in: transaction) }
        let last: MessageID? = try rows.last.map { try $0["id"] }
        return Backfill.Batch(
            cursor: rows.count < batchSize ? nil : last?.description, rows: Int64(rows.count))
    }

    private static func note(_ row: ResultRow, in transaction: any Transaction) throws {
        let amendments = Amendments(clinicID: try row["doctor_id"], transaction: transaction)
        let change: Amendment.Change =
            try row["relation"] as String == "edit" ? .wording(try row["message_body"]) : .deletion
        let author: Author = try row["author"]
        guard let wamid: Wamid = try row["context_message_id"], let target = try amendments.target(wamid),
            try target.patientID == row["patient_id"], change.mayBeMade(by: author, of: target.author)
        else { return }
        try amendments.note(change, of: target.id, by: author, wamid: nil, saidAt: try row["said_at"])
    }
}
