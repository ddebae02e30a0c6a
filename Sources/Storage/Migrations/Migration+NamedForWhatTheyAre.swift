extension Migration {
    /// Things get their own places and names: a due reply is a row, a call for a human is a row, a failure says whose
    /// it is, and the id of a joined patient still means that patient.
    ///
    /// Programs before this step write to names that are gone, so each of their transactions fails as a whole.
    static let namedForWhatTheyAre = Migration(
        name: "0007-named-for-what-they-are", oldestProgram: 7,
        locked: ["inbox_lanes", "inbox", "patients", "messages", "outbox"],
        statements: [schemaNumber, progress] + renamed + failures + relations + [alarms] + alarmIndexes
            + [dueReplies, "CREATE INDEX due_replies_by_time ON due_replies (due_at)", formerPatients] + carriedOver,
        sqlite: patientsOnSQLite,
        postgres: patientsOnPostgres
            + [Table.alarms, .dueReplies, .formerPatients, .migrationProgress].flatMap(\.access))

    private static let schemaNumber: SQL =
        "ALTER TABLE schema_migrations ADD COLUMN oldest_program BIGINT NOT NULL DEFAULT 0"

    private static let progress: SQL = """
        CREATE TABLE migration_progress (
            name TEXT PRIMARY KEY,
            last_key TEXT,
            done_rows BIGINT NOT NULL,
            total_rows BIGINT NOT NULL
        )
        """

    private static let renamed: [SQL] = [
        "ALTER TABLE inbox RENAME TO deliveries",
        "ALTER TABLE inbox_lanes RENAME TO delivery_lanes",
        "ALTER TABLE sign_in_failures RENAME TO failed_sign_ins",
        "ALTER TABLE sessions RENAME COLUMN expires_at TO ends_at",
    ]

    /// Until now 0 meant both "Meta, without a code" and "ours", and NULL meant "ours" too. Meta has a code 0 of its
    /// own, which only its sentence tells apart.
    private static let failures: [SQL] = [
        "ALTER TABLE messages RENAME COLUMN error_code TO meta_code",
        "ALTER TABLE messages ADD COLUMN failed_by TEXT CHECK (failed_by IN ('us', 'meta'))",
        """
        UPDATE messages SET failed_by = CASE WHEN meta_code IS NULL THEN 'us'
                WHEN meta_code = 0 AND (error LIKE 'The clinic is not connected to WhatsApp yet%'
                    OR error LIKE 'WhatsApp could not be reached.%'
                    OR error LIKE 'WhatsApp shows neither a number nor an id%') THEN 'us'
                ELSE 'meta' END,
            meta_code = CASE WHEN meta_code = 0 AND error NOT LIKE '%its access token is not valid any more%' THEN NULL
                ELSE meta_code END
        WHERE status = 'failed'
        """,
        "ALTER TABLE parked_statuses RENAME COLUMN error_code TO meta_code",
        """
        UPDATE parked_statuses SET meta_code = NULL
        WHERE meta_code = 0 AND error NOT LIKE '%its access token is not valid any more%'
        """,
    ]

    /// What a message refers to, and the content of what is sent where that is more than its text.
    private static let relations: [SQL] = [
        "ALTER TABLE messages ADD COLUMN relation TEXT",
        "ALTER TABLE messages ADD COLUMN content TEXT",
        """
        UPDATE messages SET relation = CASE WHEN message_type = 'reaction' THEN 'reaction'
            WHEN message_body = 'This message was deleted.' THEN 'deletion' ELSE 'reply' END
        WHERE context_message_id IS NOT NULL
        """,
    ]

    private static let alarms: SQL = """
        CREATE TABLE alarms (
            id UUID NOT NULL,
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            reason TEXT NOT NULL,
            severity BIGINT NOT NULL CHECK (severity > 0),
            seq BIGINT NOT NULL,
            raised_at TIMESTAMPTZ NOT NULL,
            closed_at TIMESTAMPTZ,
            closed_by_account UUID,
            PRIMARY KEY (doctor_id, id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE,
            FOREIGN KEY (doctor_id, closed_by_account) REFERENCES accounts (doctor_id, id),
            CHECK (closed_by_account IS NULL OR closed_at IS NOT NULL)
        )
        """

    /// One open alarm for each reason and message, and open ones are found without reading closed ones.
    private static let alarmIndexes: [SQL] = [
        """
        CREATE UNIQUE INDEX alarms_open ON alarms (doctor_id, patient_id, reason, seq) WHERE closed_at IS NULL
        """,
        "CREATE INDEX alarms_by_patient ON alarms (doctor_id, patient_id, raised_at)",
        "CREATE INDEX alarms_by_closing ON alarms (closed_at) WHERE closed_at IS NOT NULL",
    ]

    private static let dueReplies: SQL = """
        CREATE TABLE due_replies (
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            due_at TIMESTAMPTZ NOT NULL,
            latest_at TIMESTAMPTZ NOT NULL,
            begun_at TIMESTAMPTZ,
            leased_until TIMESTAMPTZ,
            recomputed BIGINT NOT NULL DEFAULT 0,
            leases BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (doctor_id, patient_id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
        )
        """

    private static let formerPatients: SQL = """
        CREATE TABLE former_patients (
            doctor_id UUID NOT NULL,
            id UUID NOT NULL,
            patient_id UUID NOT NULL,
            joined_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (doctor_id, id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
        )
        """

    /// The severity of a stored reason, as `NeedsHuman` had it when this step was made.
    private static let severity: SQL = """
        CASE needs_human_reason WHEN 'send_failed' THEN 80 WHEN 'patient_asked' THEN 70 WHEN 'message_arrived_late' THEN 60
            WHEN 'unanswered_during_takeover' THEN 50 WHEN 'unreadable_message' THEN 40 WHEN 'assistant_blocked' THEN 30
            WHEN 'assistant_failed' THEN 20 WHEN 'assistant_unsure' THEN 10 ELSE 1 END
        """

    /// What the patients' rows said about open calls and due replies. An alarm takes the id of its patient: there is at
    /// most one for each, and SQLite cannot make identifiers.
    private static let carriedOver: [SQL] = [
        """
        INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
        SELECT id, doctor_id, id, needs_human_reason, \(severity), last_seq, last_activity_at FROM patients
        WHERE needs_human
        """,
        """
        INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at, begun_at, leased_until, recomputed, leases)
        SELECT doctor_id, id, reply_due_at, reply_due_at, reply_started_at, reply_lease_until,
            CASE WHEN reply_attempts > reply_tries THEN reply_attempts - reply_tries ELSE 0 END, reply_tries
        FROM patients WHERE reply_due_at IS NOT NULL
        """,
    ]

    private static let patientsOnPostgres: [SQL] = [
        """
        ALTER TABLE patients DROP COLUMN reply_due_at, DROP COLUMN reply_burst_at, DROP COLUMN reply_started_at,
            DROP COLUMN reply_lease_until, DROP COLUMN reply_attempts, DROP COLUMN reply_tries,
            ADD COLUMN needs_human_severity BIGINT NOT NULL DEFAULT 0
        """,
        "UPDATE patients SET needs_human_severity = \(severity) WHERE needs_human",
        "ALTER TABLE patients ADD CHECK (needs_human = (needs_human_severity > 0))",
    ]

    /// SQLite cannot drop a column that a CHECK names, so the table is recreated.
    private static let patientsOnSQLite: [SQL] = [
        """
        CREATE TABLE patients_anew (
            id UUID NOT NULL,
            doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
            name TEXT,
            username TEXT,
            phone_number TEXT,
            whatsapp_user_id TEXT,
            email TEXT,
            search_text TEXT NOT NULL,
            is_bot_paused BOOLEAN NOT NULL DEFAULT FALSE,
            bot_paused_at TIMESTAMPTZ,
            bot_paused_by UUID,
            bot_paused_by_account UUID,
            bot_resumed_at TIMESTAMPTZ,
            answered_seq BIGINT NOT NULL DEFAULT 0,
            bot_generation BIGINT NOT NULL DEFAULT 0,
            last_seq BIGINT NOT NULL DEFAULT 0,
            last_patient_seq BIGINT NOT NULL DEFAULT 0,
            read_seq BIGINT NOT NULL DEFAULT 0,
            unread_count BIGINT NOT NULL DEFAULT 0,
            needs_human BOOLEAN NOT NULL DEFAULT FALSE,
            needs_human_reason TEXT,
            needs_human_severity BIGINT NOT NULL DEFAULT 0,
            hand_over_told BOOLEAN NOT NULL DEFAULT FALSE,
            last_activity_at TIMESTAMPTZ NOT NULL,
            last_seen_at TIMESTAMPTZ,
            window_closes_at TIMESTAMPTZ,
            created_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (doctor_id, id),
            UNIQUE (doctor_id, phone_number),
            UNIQUE (doctor_id, whatsapp_user_id),
            FOREIGN KEY (doctor_id, bot_paused_by_account) REFERENCES accounts (doctor_id, id),
            CHECK (phone_number IS NOT NULL OR whatsapp_user_id IS NOT NULL),
            CHECK (is_bot_paused = (bot_paused_at IS NOT NULL)),
            CHECK (bot_paused_by IS NULL OR bot_paused_by = doctor_id),
            CHECK (needs_human = (needs_human_reason IS NOT NULL)),
            CHECK (needs_human = (needs_human_severity > 0)),
            CHECK (unread_count >= 0 AND read_seq <= last_seq AND last_patient_seq <= last_seq)
        )
        """,
        """
        INSERT INTO patients_anew (id, doctor_id, name, username, phone_number, whatsapp_user_id, email, search_text,
            is_bot_paused, bot_paused_at, bot_paused_by, bot_paused_by_account, bot_resumed_at, answered_seq,
            bot_generation, last_seq, last_patient_seq, read_seq, unread_count, needs_human, needs_human_reason,
            needs_human_severity, hand_over_told, last_activity_at, last_seen_at, window_closes_at, created_at)
        SELECT id, doctor_id, name, username, phone_number, whatsapp_user_id, email, search_text, is_bot_paused,
            bot_paused_at, bot_paused_by, bot_paused_by_account, bot_resumed_at, answered_seq, bot_generation, last_seq,
            last_patient_seq, read_seq, unread_count, needs_human, needs_human_reason,
            CASE WHEN needs_human THEN \(severity) ELSE 0 END, hand_over_told, last_activity_at, last_seen_at,
            window_closes_at, created_at
        FROM patients
        """,
        "DROP TABLE patients",
        "ALTER TABLE patients_anew RENAME TO patients",
        "CREATE INDEX patients_in_list_order ON patients (doctor_id, needs_human, last_activity_at, id)",
        """
        CREATE INDEX patients_with_clinic ON patients (doctor_id, needs_human, last_activity_at, id) WHERE is_bot_paused
        """,
        """
        CREATE INDEX patients_unread ON patients (doctor_id, needs_human, last_activity_at, id) WHERE unread_count > 0
        """,
    ]
}
