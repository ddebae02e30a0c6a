extension Migration {
    /// Answers of the assistant that wait for a person, where its messages come from, and what a clinic lets it do.
    static let drafts = Migration(
        // A program that does not know them would let the assistant of a clinic speak that has switched it off.
        name: "0025-drafts", oldestProgram: 24,
        statements: [
            "ALTER TABLE doctors ADD COLUMN assistant TEXT NOT NULL DEFAULT 'answer'",
            "ALTER TABLE patients ADD COLUMN has_draft BOOLEAN NOT NULL DEFAULT FALSE",
            """
            CREATE INDEX patients_with_draft ON patients (doctor_id, list_rank, last_activity_at, id) WHERE has_draft
            """,
            "ALTER TABLE messages ADD COLUMN provenance TEXT",
            """
            CREATE TABLE drafts (
                id UUID NOT NULL,
                doctor_id UUID NOT NULL,
                patient_id UUID NOT NULL,
                parts TEXT NOT NULL,
                provenance TEXT NOT NULL,
                knowledge_digest TEXT NOT NULL,
                mode TEXT NOT NULL,
                rule TEXT NOT NULL,
                why TEXT NOT NULL,
                is_medical BOOLEAN NOT NULL,
                after_seq BIGINT NOT NULL,
                up_to_seq BIGINT NOT NULL,
                made_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, patient_id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """,
        ],
        postgres: Table.drafts.access + [
            "GRANT SELECT (assistant) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (assistant) ON doctors TO shubhstra_doctor",
            "GRANT INSERT, UPDATE ON due_replies TO shubhstra_doctor",
        ])
}
