extension Migration {
    /// What a clinic is held by after a restore, what a database knows about itself, and the numbers of clinics that were
    /// removed.
    static let held = Migration(
        name: "0013-held", oldestProgram: 11,
        statements: [
            "ALTER TABLE doctors ADD COLUMN held_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN held_activity_since TIMESTAMPTZ",
            "CREATE INDEX doctors_held ON doctors (id) WHERE held_at IS NOT NULL",
            "ALTER TABLE patients ADD COLUMN bot_pause_reason TEXT",
            "CREATE TABLE installation (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            """
            CREATE TABLE removed_numbers (
                phone_number_id TEXT PRIMARY KEY,
                doctor_id UUID NOT NULL,
                removed_at TIMESTAMPTZ NOT NULL
            )
            """,
        ],
        postgres: Table.installation.access + Table.removedNumbers.access + [
            "GRANT SELECT (held_at) ON doctors TO shubhstra_doctor"
        ])
}
