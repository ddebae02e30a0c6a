extension Migration {
    /// Supabase gives its web roles every new sequence too. Whoever can set this one can keep nodes from noticing
    /// changes.
    static let sequencePrivileges = Migration(
        name: "0006-sequence-privileges", oldestProgram: 0,
        postgres: [
            """
            DO $$ DECLARE web TEXT; BEGIN
                FOR web IN SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated') LOOP
                    EXECUTE format('REVOKE ALL ON SEQUENCE announcements_id_seq FROM %I', web);
                END LOOP;
            END $$
            """
        ])
}
