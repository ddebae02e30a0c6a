extension Migration {
    /// Who of a clinic is a doctor: whoever has the doctor's own address, else the account that is there longest.
    static let accountRoles = Migration(
        // An older program would make accounts of which none is a doctor.
        name: "0023-roles", oldestProgram: 22,
        statements: [
            """
            ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'receptionist'
                CHECK (role IN ('doctor', 'receptionist'))
            """,
            """
            UPDATE accounts SET role = 'doctor'
            WHERE email = (SELECT email FROM doctors d WHERE d.id = accounts.doctor_id)
            """,
            """
            UPDATE accounts SET role = 'doctor'
            WHERE id IN (SELECT id FROM (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY doctor_id ORDER BY created_at, id) AS place FROM accounts
                WHERE removed_at IS NULL
                    AND doctor_id NOT IN (SELECT doctor_id FROM accounts WHERE role = 'doctor')) oldest
                WHERE place = 1)
            """,
        ],
        postgres: ["GRANT SELECT (role) ON accounts TO shubhstra_doctor"])
}
