extension Migration {
    /// What models have made of the older parts of conversations.
    static let summaries = Migration(
        // An older program would keep what tells of a message that was deleted, and join two patients without it.
        name: "0030-summaries", oldestProgram: 29,
        statements: [
            """
            CREATE TABLE summaries (
                doctor_id UUID NOT NULL,
                patient_id UUID NOT NULL,
                words TEXT NOT NULL,
                up_to_seq BIGINT NOT NULL,
                made_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, patient_id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """
        ],
        postgres: Table.summaries.access)
}
