extension Migration {
    /// Which patients have changed lately, for whoever asks only for those.
    static let changedPatients = Migration(
        name: "0017-changed-patients", oldestProgram: 14,
        statements: [
            // Without a reference to the patient: that somebody is gone is a change, too.
            """
            CREATE TABLE changed_patients (
                doctor_id UUID NOT NULL,
                patient_id UUID NOT NULL,
                changed_in BIGINT NOT NULL,
                changed_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, patient_id)
            )
            """,
            "CREATE INDEX changed_patients_in_order ON changed_patients (doctor_id, changed_in)",
        ],
        postgres: Table.changedPatients.access)
}
