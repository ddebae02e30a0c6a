extension Migration {
    /// The second wall between the clinics, for PostgreSQL: a transaction of a doctor runs in a role that sees this
    /// doctor's rows and no others. It guards against mistaken statements, not against those of an attacker, who could
    /// change the role back. See docs/decisions/0006-row-level-security.md.
    static let rowLevelSecurity = Migration(
        name: "0003-row-level-security", oldestProgram: 0,
        postgres: [roles, announcements] + policies + grants + [migrationsAreReadable, supabase])

    /// Roles belong to the whole cluster: another database may have made them, perhaps at this very moment.
    private static let roles: SQL = """
        DO $$
        DECLARE wanted TEXT;
        BEGIN
            FOREACH wanted IN ARRAY ARRAY['shubhstra_doctor', 'shubhstra_system'] LOOP
                BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    END IF;
                    -- Since PostgreSQL 16, whoever makes a role is its member, and may still not act in it.
                    IF NOT pg_has_role(current_user, wanted,
                        CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
                        EXECUTE format('GRANT %I TO %I', wanted, current_user);
                    END IF;
                EXCEPTION
                    WHEN duplicate_object OR unique_violation THEN NULL;
                    WHEN insufficient_privilege THEN
                        RAISE EXCEPTION 'the roles of Shubhstra are missing; run as a superuser: CREATE ROLE % NOLOGIN; GRANT % TO %',
                            wanted, wanted, current_user;
                END;
            END LOOP;
        END $$
        """

    /// What nodes tell each other; see `ChangeAnnouncer`.
    private static let announcements: SQL = """
        CREATE TABLE announcements (
            id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            node UUID NOT NULL,
            changes TEXT NOT NULL,
            created_at TIMESTAMPTZ NOT NULL
        )
        """

    /// Tables whose rows a doctor's own transactions reach.
    private static let ofDoctors = ["accounts", "knowledge", "patients", "messages", "outbox", "retired_wamids"]
    private static let ofSystem = [
        "sessions", "sign_in_failures", "patient_aliases", "parked_statuses", "inbox", "inbox_lanes", "announcements",
    ]

    private static var policies: [SQL] {
        let doctor: SQL = "(SELECT NULLIF(current_setting('shubhstra.doctor_id', TRUE), '')::uuid)"
        return (["doctors"] + ofDoctors + ofSystem).flatMap { name -> [SQL] in
            let table = SQL(stringLiteral: name)
            let key: SQL = name == "doctors" ? "id" : "doctor_id"
            let own: SQL = """
                CREATE POLICY own_rows ON \(table) TO shubhstra_doctor
                USING (\(key) = \(doctor)) WITH CHECK (\(key) = \(doctor))
                """
            return [
                "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY all_rows ON \(table) TO shubhstra_system USING (TRUE) WITH CHECK (TRUE)",
            ] + (ofSystem.contains(name) ? [] : [own])
        }
    }

    /// Just what the statements need. A password hash and an access token are for the system alone.
    private static var grants: [SQL] {
        [
            "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO shubhstra_doctor, shubhstra_system', current_schema()); END $$",
            "GRANT SELECT (id, name, email, clinic_name, clinic_address, created_at) ON doctors TO shubhstra_doctor",
            "GRANT SELECT (id, doctor_id, name) ON accounts TO shubhstra_doctor",
            "GRANT SELECT ON knowledge TO shubhstra_doctor",
            "GRANT SELECT, UPDATE ON patients TO shubhstra_doctor",
            "GRANT SELECT, INSERT, UPDATE ON messages TO shubhstra_doctor",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO shubhstra_doctor",
            "GRANT SELECT, INSERT ON retired_wamids TO shubhstra_doctor",
        ]
            + (["doctors"] + ofDoctors + ofSystem).map {
                "GRANT SELECT, INSERT, UPDATE, DELETE ON \(SQL(stringLiteral: $0)) TO shubhstra_system"
            }
    }

    /// Every role may see whether the schema is the one it knows.
    private static let migrationsAreReadable: SQL = "GRANT SELECT ON schema_migrations TO PUBLIC"

    /// Supabase gives its web roles everything in new tables. They get what a doctor's dashboard reads of its own rows,
    /// found by the e-mail address of the signed-in user, and nothing else.
    private static let supabase: SQL = """
        DO $$
        DECLARE
            target TEXT;
            of_doctor TEXT := 'doctor_id IN (SELECT d.id FROM doctors d WHERE '
                || 'lower(d.email) = lower((SELECT auth.jwt() ->> ''email'')))';
            is_person TEXT := 'COALESCE((SELECT auth.jwt() ->> ''is_anonymous''), ''false'') <> ''true''';
        BEGIN
            FOR target IN SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname IN (
                    'doctors', 'accounts', 'knowledge', 'patients', 'messages', 'outbox', 'retired_wamids', 'sessions',
                    'sign_in_failures', 'patient_aliases', 'parked_statuses', 'inbox', 'inbox_lanes', 'announcements',
                    'schema_migrations')
            LOOP
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon') THEN
                    EXECUTE format('REVOKE ALL ON %I FROM anon', target);
                END IF;
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
                    EXECUTE format('REVOKE ALL ON %I FROM authenticated', target);
                END IF;
            END LOOP;
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') AND to_regprocedure('auth.jwt()') IS NOT NULL
            THEN
                GRANT SELECT (id, name, email, phone_number, clinic_name, clinic_address, whatsapp_phone_number_id,
                    created_at) ON doctors TO authenticated;
                GRANT SELECT ON patients, messages TO authenticated;
                EXECUTE 'CREATE POLICY supabase_rows ON doctors FOR SELECT TO authenticated USING ('
                    || 'lower(email) = lower((SELECT auth.jwt() ->> ''email'')) AND ' || is_person || ')';
                EXECUTE 'CREATE POLICY supabase_rows ON patients FOR SELECT TO authenticated USING ('
                    || of_doctor || ' AND ' || is_person || ')';
                EXECUTE 'CREATE POLICY supabase_rows ON messages FOR SELECT TO authenticated USING ('
                    || of_doctor || ' AND ' || is_person || ')';
            END IF;
        END $$
        """
}
