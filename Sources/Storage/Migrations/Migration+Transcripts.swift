extension Migration {
    /// What machines make of the files of patients, and which clinics let them.
    static let transcripts = Migration(
        // An older program would fetch a voice note and have nobody read it, so that its answer waits for nothing.
        name: "0029-transcripts", oldestProgram: 28,
        statements: [
            "ALTER TABLE doctors ADD COLUMN transcribe BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE doctors ADD COLUMN describe_pictures BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE due_replies ADD COLUMN waits_until TIMESTAMPTZ",
            "CREATE INDEX due_replies_waiting ON due_replies (waits_until) WHERE waits_until IS NOT NULL",
            """
            CREATE TABLE transcripts (
                doctor_id UUID NOT NULL,
                message_id UUID NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('transcript', 'description')),
                state TEXT NOT NULL CHECK (state IN ('expected', 'waiting', 'ready', 'failed')),
                words TEXT,
                model TEXT,
                attempts BIGINT NOT NULL DEFAULT 0,
                due_at TIMESTAMPTZ,
                made_at TIMESTAMPTZ,
                PRIMARY KEY (doctor_id, message_id),
                FOREIGN KEY (doctor_id, message_id) REFERENCES messages (doctor_id, id) ON DELETE CASCADE,
                CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
                CHECK ((state = 'ready') = (words IS NOT NULL))
            )
            """,
            "CREATE INDEX transcripts_due ON transcripts (due_at) WHERE state = 'waiting'",
        ],
        postgres: Table.transcripts.access + [
            "GRANT SELECT (transcribe, describe_pictures) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (transcribe, describe_pictures) ON doctors TO shubhstra_doctor",
        ])
}
