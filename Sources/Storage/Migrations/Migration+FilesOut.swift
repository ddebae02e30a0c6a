extension Migration {
    /// Files that are to be sent. A program that does not know of them would remove what has a name reserved for longer than
    /// that.
    static let filesOut = Migration(
        name: "0019-files-out", oldestProgram: 18,
        statements: [
            """
            CREATE TABLE uploads (
                doctor_id UUID NOT NULL,
                message_id UUID NOT NULL,
                attempts BIGINT NOT NULL DEFAULT 0,
                due_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, message_id),
                FOREIGN KEY (doctor_id, message_id) REFERENCES messages (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX uploads_due ON uploads (due_at)",
            "ALTER TABLE media ADD COLUMN uploaded_at TIMESTAMPTZ",
            "ALTER TABLE media ADD COLUMN pages BIGINT",
            "CREATE INDEX media_by_file ON media (file)",
        ],
        postgres: Table.uploads.access)
}
