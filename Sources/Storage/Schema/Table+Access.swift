extension Table {
    /// What guards a new table on PostgreSQL: a clinic's person sees the clinic's rows and does what the description
    /// grants, the system does everything, and Supabase's web roles do nothing. For a migration that makes a table.
    var access: [SQL] {
        [
            "ALTER TABLE \(sql) ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY all_rows ON \(sql) TO shubhstra_system USING (TRUE) WITH CHECK (TRUE)",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON \(sql) TO shubhstra_system",
        ] + ownRows + [revokeFromWebRoles]
    }

    private var ownRows: [SQL] {
        guard case .clinic(let key, let grants?) = tenancy else { return [] }
        let owns: SQL = """
            \(SQL(stringLiteral: key)) = (SELECT NULLIF(current_setting('shubhstra.doctor_id', TRUE), '')::uuid)
            """
        return [
            "CREATE POLICY own_rows ON \(sql) TO shubhstra_doctor USING (\(owns)) WITH CHECK (\(owns))",
            "GRANT \(SQL(stringLiteral: grants)) ON \(sql) TO shubhstra_doctor",
        ]
    }

    /// Supabase's default privileges give these roles every new table.
    private var revokeFromWebRoles: SQL {
        """
        DO $$ DECLARE web TEXT; BEGIN
            FOR web IN SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated') LOOP
                EXECUTE format('REVOKE ALL ON \(sql) FROM %I', web);
            END LOOP;
        END $$
        """
    }
}
