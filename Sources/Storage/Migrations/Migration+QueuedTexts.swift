extension Migration {
    /// Texts that wait for their patient to write, and whether patients are told that they were read.
    static let queuedTexts = Migration(
        // A program that does not know these rows would lose them with a patient who turns out to be another one.
        name: "0022-queued-texts", oldestProgram: 21,
        statements: [
            "ALTER TABLE doctors ADD COLUMN read_receipts BOOLEAN NOT NULL DEFAULT FALSE",
            """
            CREATE TABLE queued_texts (
                id UUID NOT NULL,
                doctor_id UUID NOT NULL,
                patient_id UUID NOT NULL,
                account_id UUID NOT NULL,
                body TEXT NOT NULL,
                client_message_id TEXT,
                context_message_id TEXT,
                seen_seq BIGINT NOT NULL,
                made_at TIMESTAMPTZ NOT NULL,
                kept_because TEXT,
                PRIMARY KEY (doctor_id, id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX queued_texts_of_patient ON queued_texts (doctor_id, patient_id, made_at)",
            """
            CREATE UNIQUE INDEX queued_texts_by_client_message_id ON queued_texts (doctor_id, client_message_id)
            WHERE client_message_id IS NOT NULL
            """,
        ],
        postgres: Table.queuedTexts.access + [
            "GRANT SELECT (read_receipts) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (read_receipts) ON doctors TO shubhstra_doctor",
        ])
}
