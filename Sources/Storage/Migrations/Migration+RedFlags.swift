extension Migration {
    /// Emergencies in what patients write, and the text that they get.
    static let redFlags = Migration(
        // A program that does not know the emergency text would stop it, or send it without asking again.
        name: "0024-red-flags", oldestProgram: 23,
        statements: [
            "ALTER TABLE messages ADD COLUMN red_flag TEXT",
            "ALTER TABLE messages ADD COLUMN red_flag_rule TEXT",
            "ALTER TABLE outbox ADD COLUMN is_emergency BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE alarms ADD COLUMN emergency_text_id UUID",
            "ALTER TABLE doctors ADD COLUMN emergency_text TEXT",
            "ALTER TABLE doctors ADD COLUMN red_flag_words TEXT",
            """
            CREATE INDEX patients_urgent ON patients (doctor_id, list_rank, last_activity_at, id)
            WHERE needs_human_severity >= 100
            """,
        ],
        postgres: [
            "GRANT SELECT (emergency_text, red_flag_words) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (emergency_text, red_flag_words) ON doctors TO shubhstra_doctor",
        ])
}
