extension Migration {
    /// How long the assistant waits for the patient's next message, and when a conversation goes back to it by itself; null
    /// for the default, and for never.
    static let clinicTimes = Migration(
        name: "0031-clinic-times", oldestProgram: 29,
        statements: [
            "ALTER TABLE doctors ADD COLUMN quiet_ms BIGINT",
            "ALTER TABLE doctors ADD COLUMN resume_after_minutes BIGINT",
            "CREATE INDEX patients_paused ON patients (doctor_id, last_activity_at) WHERE is_bot_paused",
        ],
        postgres: [
            "GRANT SELECT (quiet_ms, resume_after_minutes) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (quiet_ms, resume_after_minutes) ON doctors TO shubhstra_doctor",
        ])
}
