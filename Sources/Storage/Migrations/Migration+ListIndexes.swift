extension Migration {
    /// What the list of patients asks for is found without reading through all patients, or all that waits to be sent.
    static let listIndexes = Migration(
        name: "0005-list-indexes", oldestProgram: 0,
        statements: [
            """
            CREATE INDEX patients_with_clinic ON patients (doctor_id, needs_human, last_activity_at, id)
            WHERE is_bot_paused
            """,
            """
            CREATE INDEX patients_unread ON patients (doctor_id, needs_human, last_activity_at, id)
            WHERE unread_count > 0
            """,
            """
            CREATE INDEX outbox_in_flight ON outbox (doctor_id, patient_id)
            WHERE kind = 'message' AND author = 'assistant' AND state = 'sending'
            """,
        ])
}
