extension Migration {
    /// When a clinic is open, its holidays and its languages, as JSON; null where its hours are not known.
    static let hours = Migration(
        name: "0026-hours", oldestProgram: 25,
        statements: [
            "ALTER TABLE doctors ADD COLUMN opening_hours TEXT",
            "ALTER TABLE doctors ADD COLUMN holidays TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE doctors ADD COLUMN languages TEXT NOT NULL DEFAULT '[]'",
        ],
        postgres: [
            "GRANT SELECT (opening_hours, holidays, languages) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (opening_hours, holidays, languages) ON doctors TO shubhstra_doctor",
        ])
}
