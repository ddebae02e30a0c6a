extension Migration {
    /// Types have PostgreSQL's names; SQLite keeps identifiers and times as text.
    static let initial = Migration(
        name: "0001-initial", oldestProgram: 0,
        statements: [
            """
            CREATE TABLE doctors (
                id UUID PRIMARY KEY,
                name TEXT NOT NULL,
                email TEXT NOT NULL UNIQUE,
                phone_number TEXT NOT NULL,
                clinic_name TEXT,
                clinic_address TEXT,
                whatsapp_phone_number_id TEXT UNIQUE,
                whatsapp_access_token TEXT,
                created_at TIMESTAMPTZ NOT NULL
            )
            """,
            """
            CREATE TABLE accounts (
                id UUID PRIMARY KEY,
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                email TEXT NOT NULL UNIQUE,
                password_hash TEXT NOT NULL,
                created_at TIMESTAMPTZ NOT NULL,
                UNIQUE (doctor_id, id)
            )
            """,
            """
            CREATE TABLE sessions (
                token_hash TEXT PRIMARY KEY,
                doctor_id UUID NOT NULL,
                account_id UUID NOT NULL,
                created_at TIMESTAMPTZ NOT NULL,
                expires_at TIMESTAMPTZ NOT NULL,
                FOREIGN KEY (doctor_id, account_id) REFERENCES accounts (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
            "CREATE INDEX sessions_by_account ON sessions (doctor_id, account_id)",
            """
            CREATE TABLE sign_in_failures (
                subject TEXT PRIMARY KEY,
                failures BIGINT NOT NULL,
                window_ends_at TIMESTAMPTZ NOT NULL
            )
            """,
            """
            CREATE TABLE knowledge (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                topic_key TEXT NOT NULL,
                topic TEXT NOT NULL,
                answer TEXT NOT NULL,
                position BIGINT NOT NULL,
                updated_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, topic_key)
            )
            """,
            patients,
            "CREATE INDEX patients_in_list_order ON patients (doctor_id, needs_human, last_activity_at, id)",
            "CREATE INDEX patients_with_reply_due ON patients (reply_due_at) WHERE reply_due_at IS NOT NULL",
            """
            CREATE TABLE patient_aliases (
                doctor_id UUID NOT NULL,
                whatsapp_user_id TEXT NOT NULL,
                patient_id UUID NOT NULL,
                created_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, whatsapp_user_id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """,
            messages,
            outbox,
            "CREATE INDEX outbox_due ON outbox (kind, not_before)",
            "CREATE INDEX outbox_by_patient ON outbox (doctor_id, patient_id, seq)",
            """
            CREATE TABLE parked_statuses (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                whatsapp_message_id TEXT NOT NULL,
                status TEXT NOT NULL,
                error_code BIGINT,
                error TEXT,
                can_retry BOOLEAN NOT NULL,
                created_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, whatsapp_message_id, status)
            )
            """,
            "CREATE INDEX parked_statuses_by_age ON parked_statuses (created_at)",
            """
            CREATE TABLE retired_wamids (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                whatsapp_message_id TEXT NOT NULL,
                created_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, whatsapp_message_id)
            )
            """,
            "CREATE INDEX retired_wamids_by_age ON retired_wamids (created_at)",
            """
            CREATE TABLE inbox (
                id UUID PRIMARY KEY,
                received_at TIMESTAMPTZ NOT NULL,
                body TEXT NOT NULL,
                encoding TEXT NOT NULL CHECK (encoding IN ('utf8', 'base64')),
                state TEXT NOT NULL CHECK (state IN ('new', 'done', 'quarantined')),
                problem TEXT
            )
            """,
            "CREATE INDEX inbox_by_state ON inbox (state, received_at, id)",
        ])

    /// The patient's row is the lock, the order (`last_seq`) and the fence (`bot_generation`) of a conversation.
    private static let patients: SQL = """
        CREATE TABLE patients (
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
            hand_over_told BOOLEAN NOT NULL DEFAULT FALSE,
            reply_due_at TIMESTAMPTZ,
            reply_burst_at TIMESTAMPTZ,
            reply_started_at TIMESTAMPTZ,
            reply_lease_until TIMESTAMPTZ,
            reply_attempts BIGINT NOT NULL DEFAULT 0,
            reply_tries BIGINT NOT NULL DEFAULT 0,
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
            CHECK (reply_due_at IS NULL OR NOT is_bot_paused),
            CHECK (unread_count >= 0 AND read_seq <= last_seq AND last_patient_seq <= last_seq)
        )
        """

    private static let messages: SQL = """
        CREATE TABLE messages (
            id UUID NOT NULL,
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            seq BIGINT NOT NULL,
            account_id UUID,
            phone_number TEXT,
            direction TEXT NOT NULL,
            author TEXT NOT NULL CHECK (author IN ('patient', 'assistant', 'doctor')),
            message_type TEXT NOT NULL,
            message_body TEXT NOT NULL,
            media TEXT,
            media_url TEXT,
            whatsapp_message_id TEXT,
            context_message_id TEXT,
            client_message_id TEXT,
            status TEXT NOT NULL CHECK (status IN ('received', 'pending', 'sending', 'sent', 'delivered', 'read',
                'played', 'failed', 'cancelled')),
            error_code BIGINT,
            error TEXT,
            can_retry BOOLEAN NOT NULL DEFAULT FALSE,
            sent_at TIMESTAMPTZ,
            created_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (doctor_id, id),
            UNIQUE (doctor_id, patient_id, seq),
            UNIQUE (doctor_id, whatsapp_message_id),
            UNIQUE (doctor_id, client_message_id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE,
            FOREIGN KEY (doctor_id, account_id) REFERENCES accounts (doctor_id, id),
            CHECK (seq > 0),
            CHECK (direction = CASE author WHEN 'patient' THEN 'incoming' ELSE 'outgoing' END),
            CHECK ((status = 'received') = (direction = 'incoming'))
        )
        """

    /// Only what is still to be sent or settled: a finished row is deleted, the message keeps the outcome.
    private static let outbox: SQL = """
        CREATE TABLE outbox (
            id UUID NOT NULL,
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('message', 'typing')),
            author TEXT NOT NULL CHECK (author IN ('assistant', 'doctor')),
            seq BIGINT,
            generation BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'uncertain')),
            attempts BIGINT NOT NULL DEFAULT 0,
            resends BIGINT NOT NULL DEFAULT 0,
            not_before TIMESTAMPTZ NOT NULL,
            send_deadline TIMESTAMPTZ,
            expires_at TIMESTAMPTZ,
            whatsapp_message_id TEXT,
            created_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (doctor_id, id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE,
            CHECK ((kind = 'message') = (seq IS NOT NULL)),
            CHECK ((kind = 'typing') = (whatsapp_message_id IS NOT NULL AND expires_at IS NOT NULL)),
            CHECK (state <> 'sending' OR send_deadline IS NOT NULL)
        )
        """
}
