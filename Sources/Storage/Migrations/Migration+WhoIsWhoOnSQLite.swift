extension Migration {
    /// The same. SQLite cannot drop a CHECK, so the table is recreated.
    static let patientsWithoutNames: [SQL] = [
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
            needs_human_severity, hand_over_told, last_activity_at, last_seen_at,
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
