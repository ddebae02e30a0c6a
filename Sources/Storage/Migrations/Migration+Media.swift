import Conversations

extension Migration {
    /// The files of messages. What came in the last week can still be fetched.
    static let media = Migration(
        name: "0018-media", oldestProgram: 17,
        statements: [
            """
            CREATE TABLE media (
                doctor_id UUID NOT NULL,
                message_id UUID NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed', 'gone')),
                file UUID,
                kind TEXT,
                size BIGINT,
                width BIGINT,
                height BIGINT,
                milliseconds BIGINT,
                thumbnail_size BIGINT,
                error TEXT,
                attempts BIGINT NOT NULL DEFAULT 0,
                due_at TIMESTAMPTZ,
                PRIMARY KEY (doctor_id, message_id),
                FOREIGN KEY (doctor_id, message_id) REFERENCES messages (doctor_id, id) ON DELETE CASCADE,
                CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
                CHECK ((state = 'failed') = (error IS NOT NULL)),
                CHECK (state <> 'ready' OR (file IS NOT NULL AND kind IS NOT NULL AND size IS NOT NULL))
            )
            """,
            "CREATE INDEX media_due ON media (due_at) WHERE state = 'waiting'",
            "CREATE TABLE unwanted_files (file UUID PRIMARY KEY, remove_at TIMESTAMPTZ NOT NULL)",
            "CREATE INDEX unwanted_files_by_time ON unwanted_files (remove_at)",
        ],
        postgres: Table.media.access + Table.unwantedFiles.access,
        backfill: Backfill(
            total: { try $0.count("SELECT COUNT(*) AS n FROM messages WHERE \(isWithMeta($0))") },
            batch: { transaction, _ in
                let count = try transaction.execute(
                    """
                    INSERT INTO media (doctor_id, message_id, state, due_at)
                    SELECT doctor_id, id, 'waiting', \(transaction.now) FROM messages WHERE \(isWithMeta(transaction))
                    ON CONFLICT DO NOTHING
                    """)
                return Backfill.Batch(cursor: nil, rows: Int64(count))
            }))

    private static func isWithMeta(_ transaction: any Transaction) -> SQL {
        "media IS NOT NULL AND created_at > \(transaction.now.adding(.zero - MediaFetches.kept))"
    }
}
