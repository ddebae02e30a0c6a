/// Who is who follows from what WhatsApp said and when (`aliases`). Rows of one number in two spellings become one, unless
/// their user ids contradict each other.
///
/// All of it is a few statements over all patients at once: nothing here depends on how rows are joined later.
extension Migration {
    static let whoIsWho = Migration(
        name: "0009-who-is-who", oldestProgram: 9,
        locked: ["delivery_lanes", "deliveries", "patients", "messages", "outbox", "alarms", "due_replies"],
        statements: sending + [aliases] + aliasIndexes + pairs + takeovers + numbering + moves + patientsOfPairs
            + aliasesOfPatients
            + former
            + ["joining", "members", "renumbered", "totals", "spelled", "patient_aliases"].map {
                "DROP TABLE \(SQL(stringLiteral: $0))"
            },
        sqlite: patientsWithoutNames, postgres: [patientsOnPostgres] + Table.aliases.access)

    /// How a message was handed over, for when Meta reports afterwards that it has to be sent again; and to which message a
    /// wamid belonged that counts no more.
    private static let sending: [SQL] = [
        "ALTER TABLE messages ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE messages ADD COLUMN generation BIGINT",
        "ALTER TABLE messages ADD COLUMN outbox_since TIMESTAMPTZ",
        "ALTER TABLE parked_statuses ADD COLUMN retry TEXT NOT NULL DEFAULT 'never'",
        "ALTER TABLE retired_wamids ADD COLUMN message_id UUID",
    ]

    private static let aliases: SQL = """
        CREATE TABLE aliases (
            doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
            patient_id UUID NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('number', 'user_id')),
            value TEXT NOT NULL,
            spelling TEXT,
            first_said_at TIMESTAMPTZ NOT NULL,
            last_said_at TIMESTAMPTZ NOT NULL,
            since TIMESTAMPTZ,
            until TIMESTAMPTZ,
            is_held BOOLEAN NOT NULL,
            stranger_since TIMESTAMPTZ,
            PRIMARY KEY (doctor_id, kind, value, patient_id),
            CHECK (first_said_at <= last_said_at),
            CHECK ((kind = 'number') = (spelling IS NOT NULL)),
            CHECK (NOT is_held OR (kind = 'number' AND until IS NULL))
        )
        """

    /// A user id means one person, and a number has one holder.
    private static let aliasIndexes: [SQL] = [
        "CREATE UNIQUE INDEX aliases_of_one_person ON aliases (doctor_id, value) WHERE kind = 'user_id'",
        "CREATE UNIQUE INDEX aliases_held ON aliases (doctor_id, value) WHERE is_held",
        "CREATE INDEX aliases_by_patient ON aliases (doctor_id, patient_id)",
        "CREATE INDEX aliases_of_strangers ON aliases (stranger_since) WHERE stranger_since IS NOT NULL",
    ]

    /// Which row goes, and which stays: the one with more messages.
    private static let pairs: [SQL] = [
        """
        CREATE TABLE spelled AS
        SELECT doctor_id, id, \(SQL.canonical("phone_number")) AS number FROM patients WHERE phone_number IS NOT NULL
        """,
        "CREATE INDEX spelled_by_number ON spelled (doctor_id, number)",
        """
        CREATE TABLE joining AS
        SELECT s.doctor_id, s.id AS stays, g.id AS goes,
            CASE WHEN s.is_bot_paused THEN s.bot_paused_at ELSE g.bot_paused_at END AS paused_at,
            CASE WHEN s.is_bot_paused THEN s.bot_paused_by_account ELSE g.bot_paused_by_account END AS paused_by,
            CASE WHEN COALESCE(g.last_seen_at, g.created_at) > COALESCE(s.last_seen_at, s.created_at)
                THEN g.phone_number ELSE s.phone_number END AS spelling
        FROM spelled a JOIN spelled b ON b.doctor_id = a.doctor_id AND b.number = a.number AND b.id <> a.id
        JOIN patients s ON s.doctor_id = a.doctor_id AND s.id = a.id
        JOIN patients g ON g.doctor_id = b.doctor_id AND g.id = b.id
        WHERE (s.last_seq > g.last_seq OR (s.last_seq = g.last_seq
                AND (s.created_at < g.created_at OR (s.created_at = g.created_at AND s.id < g.id))))
            AND (s.whatsapp_user_id IS NULL OR g.whatsapp_user_id IS NULL
                OR EXISTS (SELECT 1 FROM patient_aliases f WHERE f.doctor_id = s.doctor_id
                    AND ((f.patient_id = s.id AND f.whatsapp_user_id = g.whatsapp_user_id)
                        OR (f.patient_id = g.id AND f.whatsapp_user_id = s.whatsapp_user_id))))
        """,
        "CREATE INDEX joining_by_goes ON joining (doctor_id, goes)",
        "CREATE INDEX joining_by_stays ON joining (doctor_id, stays)",
        """
        CREATE TABLE members AS
        SELECT doctor_id, stays AS patient_id, stays, paused_at FROM joining
        UNION ALL SELECT doctor_id, goes, stays, paused_at FROM joining
        """,
        "CREATE INDEX members_by_patient ON members (doctor_id, patient_id)",
        // A row that goes is looked for in every table that refers to it.
        "CREATE INDEX former_patients_by_patient ON former_patients (doctor_id, patient_id)",
    ]

    private static let isOfPair: SQL = """
        EXISTS (SELECT 1 FROM members j WHERE j.doctor_id = x.doctor_id AND j.patient_id = x.patient_id
            AND j.paused_at IS NOT NULL)
        """

    /// A pause of either holds for both: what the assistant was about to say is stopped, as by a takeover.
    private static let takeovers: [SQL] = [
        """
        UPDATE messages SET status = CASE WHEN (SELECT resends FROM outbox o WHERE o.doctor_id = messages.doctor_id
                AND o.id = messages.id) > 0 THEN 'failed' ELSE 'cancelled' END
        WHERE (doctor_id, id) IN (SELECT doctor_id, id FROM outbox x
            WHERE x.kind = 'message' AND x.author = 'assistant' AND x.state = 'pending' AND \(isOfPair))
        """,
        """
        UPDATE messages SET failed_by = 'us', can_retry = TRUE,
            error = 'WhatsApp never confirmed this message. It may have arrived all the same; ask before sending it again.'
        WHERE status = 'failed' AND error IS NULL AND failed_by IS NULL AND (doctor_id, patient_id) IN
            (SELECT doctor_id, patient_id FROM members)
        """,
        """
        DELETE FROM outbox WHERE (doctor_id, id) IN (SELECT doctor_id, id FROM outbox x
            WHERE (x.kind = 'typing' OR (x.author = 'assistant' AND x.state = 'pending')) AND \(isOfPair))
        """,
        """
        DELETE FROM due_replies WHERE (doctor_id, patient_id) IN (SELECT doctor_id, patient_id FROM due_replies x
            WHERE \(isOfPair))
        """,
    ]

    /// Messages of both in the order of their times, and what was read and answered by then.
    private static let numbering: [SQL] = [
        """
        CREATE TABLE renumbered AS
        SELECT m.doctor_id, m.id, m.patient_id AS was, j.stays, m.seq AS old_seq,
            ROW_NUMBER() OVER (PARTITION BY j.doctor_id, j.stays
                ORDER BY COALESCE(m.sent_at, m.created_at), m.seq, m.id) AS new_seq,
            (m.direction = 'incoming' AND m.message_type <> 'system' AND m.seq > p.read_seq) AS is_unread,
            (m.direction = 'incoming' AND d.patient_id IS NOT NULL AND m.seq > p.answered_seq) AS is_open,
            (m.seq = p.last_patient_seq) AS is_last_of_patient
        FROM members j JOIN messages m ON m.doctor_id = j.doctor_id AND m.patient_id = j.patient_id
        JOIN patients p ON p.doctor_id = m.doctor_id AND p.id = m.patient_id
        LEFT JOIN due_replies d ON d.doctor_id = m.doctor_id AND d.patient_id = m.patient_id
        """,
        "CREATE INDEX renumbered_by_id ON renumbered (doctor_id, id)",
        "CREATE INDEX renumbered_by_seq ON renumbered (doctor_id, was, old_seq)",
        """
        CREATE TABLE totals AS
        SELECT doctor_id, stays, COUNT(*) AS last_seq,
            COALESCE(MAX(CASE WHEN is_last_of_patient THEN new_seq END), 0) AS last_patient_seq,
            COALESCE(MIN(CASE WHEN is_open THEN new_seq END) - 1, COUNT(*)) AS answered_seq,
            COALESCE(MIN(CASE WHEN is_unread THEN new_seq END) - 1, COUNT(*)) AS read_seq
        FROM renumbered GROUP BY doctor_id, stays
        """,
        "CREATE INDEX totals_by_stays ON totals (doctor_id, stays)",
    ]

    /// Numbers are unique in a conversation, so they go out of the way first.
    private static let moves: [SQL] = [
        """
        UPDATE outbox SET generation = CASE WHEN generation = (SELECT g.bot_generation FROM patients g
                    WHERE g.doctor_id = outbox.doctor_id AND g.id = outbox.patient_id)
                THEN (SELECT s.bot_generation FROM patients s JOIN joining j ON j.doctor_id = s.doctor_id AND j.stays = s.id
                    WHERE j.doctor_id = outbox.doctor_id AND j.goes = outbox.patient_id)
                ELSE -1 END
        WHERE (doctor_id, patient_id) IN (SELECT doctor_id, goes FROM joining)
        """,
        "UPDATE outbox SET patient_id = r.stays, seq = r.new_seq FROM renumbered r WHERE r.doctor_id = outbox.doctor_id AND r.id = outbox.id",
        """
        UPDATE outbox SET patient_id = j.stays FROM joining j
        WHERE j.doctor_id = outbox.doctor_id AND j.goes = outbox.patient_id
        """,
        """
        UPDATE messages SET seq = seq + 1000000000
        WHERE (doctor_id, id) IN (SELECT doctor_id, id FROM renumbered)
        """,
        """
        UPDATE messages SET patient_id = r.stays, seq = r.new_seq FROM renumbered r
        WHERE r.doctor_id = messages.doctor_id AND r.id = messages.id
        """,
        """
        UPDATE alarms SET seq = seq + 1000000000 WHERE (doctor_id, patient_id) IN
            (SELECT doctor_id, patient_id FROM members)
        """,
        """
        UPDATE alarms SET patient_id = r.stays, seq = r.new_seq FROM renumbered r
        WHERE r.doctor_id = alarms.doctor_id AND r.was = alarms.patient_id AND r.old_seq = alarms.seq - 1000000000
        """,
        """
        UPDATE alarms SET patient_id = j.stays, seq = alarms.seq + 500000000 FROM joining j
        WHERE j.doctor_id = alarms.doctor_id AND j.goes = alarms.patient_id
        """,
        """
        DELETE FROM due_replies WHERE EXISTS (SELECT 1 FROM joining j JOIN due_replies s ON s.doctor_id = j.doctor_id
            AND s.patient_id = j.stays WHERE j.doctor_id = due_replies.doctor_id AND j.goes = due_replies.patient_id)
        """,
        """
        UPDATE due_replies SET patient_id = j.stays, leased_until = NULL, begun_at = NULL, leases = 0, recomputed = 0
        FROM joining j WHERE j.doctor_id = due_replies.doctor_id AND j.goes = due_replies.patient_id
        """,
        """
        UPDATE patient_aliases SET patient_id = j.stays FROM joining j
        WHERE j.doctor_id = patient_aliases.doctor_id AND j.goes = patient_aliases.patient_id
        """,
        """
        UPDATE former_patients SET patient_id = j.stays FROM joining j
        WHERE j.doctor_id = former_patients.doctor_id AND j.goes = former_patients.patient_id
        """,
        """
        INSERT INTO former_patients (doctor_id, id, patient_id, joined_at)
        SELECT j.doctor_id, j.goes, j.stays, g.last_activity_at FROM joining j
        JOIN patients g ON g.doctor_id = j.doctor_id AND g.id = j.goes
        """,
    ]

    /// The row that stays knows what either knew. Number and user id wait until the other row is gone: they are unique.
    private static let patientsOfPairs: [SQL] = [
        """
        UPDATE patients SET name = COALESCE(patients.name, g.name), username = COALESCE(g.username, patients.username),
            email = COALESCE(patients.email, g.email), search_text = patients.search_text || ' ' || g.search_text,
            is_bot_paused = (j.paused_at IS NOT NULL), bot_paused_at = j.paused_at,
            bot_paused_by = CASE WHEN j.paused_at IS NOT NULL THEN j.doctor_id END, bot_paused_by_account = j.paused_by,
            bot_generation = patients.bot_generation + CASE WHEN j.paused_at IS NOT NULL THEN 1 ELSE 0 END,
            bot_resumed_at = CASE WHEN g.bot_resumed_at > patients.bot_resumed_at OR patients.bot_resumed_at IS NULL
                THEN g.bot_resumed_at ELSE patients.bot_resumed_at END,
            last_seq = COALESCE(t.last_seq, 0), last_patient_seq = COALESCE(t.last_patient_seq, 0),
            answered_seq = COALESCE(t.answered_seq, 0), read_seq = COALESCE(t.read_seq, 0),
            unread_count = (SELECT COUNT(*) FROM messages m WHERE m.doctor_id = j.doctor_id AND m.patient_id = j.stays
                AND m.direction = 'incoming' AND m.message_type <> 'system' AND m.seq > t.read_seq),
            needs_human = (patients.needs_human OR g.needs_human),
            needs_human_reason = CASE WHEN g.needs_human_severity > patients.needs_human_severity
                THEN g.needs_human_reason ELSE patients.needs_human_reason END,
            needs_human_severity = CASE WHEN g.needs_human_severity > patients.needs_human_severity
                THEN g.needs_human_severity ELSE patients.needs_human_severity END,
            hand_over_told = (patients.hand_over_told OR g.hand_over_told),
            last_activity_at = CASE WHEN g.last_activity_at > patients.last_activity_at THEN g.last_activity_at
                ELSE patients.last_activity_at END,
            last_seen_at = CASE WHEN g.last_seen_at > patients.last_seen_at OR patients.last_seen_at IS NULL
                THEN g.last_seen_at ELSE patients.last_seen_at END,
            window_closes_at = CASE WHEN g.window_closes_at > patients.window_closes_at
                OR patients.window_closes_at IS NULL THEN g.window_closes_at ELSE patients.window_closes_at END
        FROM joining j JOIN patients g ON g.doctor_id = j.doctor_id AND g.id = j.goes
        LEFT JOIN totals t ON t.doctor_id = j.doctor_id AND t.stays = j.stays
        WHERE patients.doctor_id = j.doctor_id AND patients.id = j.stays
        """,
        "ALTER TABLE joining ADD COLUMN user_id TEXT",
        """
        UPDATE joining SET user_id = (SELECT whatsapp_user_id FROM patients g
            WHERE g.doctor_id = joining.doctor_id AND g.id = joining.goes)
        """,
        "DELETE FROM patients WHERE (doctor_id, id) IN (SELECT doctor_id, goes FROM joining)",
        """
        UPDATE patients SET phone_number = j.spelling, whatsapp_user_id = COALESCE(whatsapp_user_id, j.user_id)
        FROM joining j WHERE patients.doctor_id = j.doctor_id AND patients.id = j.stays
        """,
    ]

    private static let first: SQL = "CASE WHEN last_seen_at < created_at THEN last_seen_at ELSE created_at END"
    private static let last: SQL = "CASE WHEN last_seen_at > created_at THEN last_seen_at ELSE created_at END"

    /// Of two whom one number stays with, the one who wrote last has it.
    static let numbersOfPatients: SQL = """
        INSERT INTO aliases (doctor_id, patient_id, kind, value, spelling, first_said_at, last_said_at, is_held)
        SELECT doctor_id, id, 'number', number, phone_number, \(first), \(last),
            ROW_NUMBER() OVER (PARTITION BY doctor_id, number ORDER BY COALESCE(last_seen_at, created_at) DESC, id) = 1
        FROM (SELECT patients.*, \(SQL.canonical("phone_number")) AS number FROM patients
            WHERE phone_number IS NOT NULL) p
        """

    private static let aliasesOfPatients: [SQL] = [
        numbersOfPatients,
        """
        INSERT INTO aliases (doctor_id, patient_id, kind, value, first_said_at, last_said_at, is_held)
        SELECT doctor_id, id, 'user_id', whatsapp_user_id, \(first), \(last), FALSE FROM patients
        WHERE whatsapp_user_id IS NOT NULL
        """,
        """
        UPDATE patients SET phone_number = NULL WHERE phone_number IS NOT NULL AND whatsapp_user_id IS NOT NULL
            AND (doctor_id, id) IN (SELECT doctor_id, patient_id FROM aliases WHERE kind = 'number' AND NOT is_held)
        """,
    ]

    private static let former: [SQL] = [
        """
        INSERT INTO aliases (doctor_id, patient_id, kind, value, first_said_at, last_said_at, until, is_held)
        SELECT doctor_id, patient_id, 'user_id', whatsapp_user_id, created_at, created_at, created_at, FALSE
        FROM patient_aliases f
        WHERE NOT EXISTS (SELECT 1 FROM aliases a WHERE a.doctor_id = f.doctor_id AND a.kind = 'user_id'
            AND a.value = f.whatsapp_user_id)
        """
    ]

    /// A number may be passed on to somebody else before the user id of its former owner is known.
    private static let patientsOnPostgres: SQL = """
        DO $$ DECLARE rule TEXT; BEGIN
            FOR rule IN SELECT conname FROM pg_constraint WHERE conrelid = 'patients'::regclass AND contype = 'c'
                AND pg_get_constraintdef(oid) LIKE '%phone_number IS NOT NULL%whatsapp_user_id IS NOT NULL%' LOOP
                EXECUTE format('ALTER TABLE patients DROP CONSTRAINT %I', rule);
            END LOOP;
        END $$
        """
}
