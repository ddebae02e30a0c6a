import Conversations

extension Migration {
    /// Who waits for an answer since when, the alarm about it, the order of the list that follows from it, how a clinic
    /// changes what is kept about it, and how *done* is taken back.
    static let waiting = Migration(
        name: "0014-waiting", oldestProgram: 11, locked: ["patients", "messages"],
        statements: columns + [dueAlarms, "CREATE INDEX due_alarms_by_time ON due_alarms (due_at)", doneMarks]
            + indexes,
        postgres: Table.dueAlarms.access + Table.doneMarks.access + [
            "GRANT SELECT (time_zone, alarm_minutes) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (clinic_name, clinic_address, time_zone, alarm_minutes) ON doctors TO shubhstra_doctor",
        ],
        backfill: Backfill(
            total: { try $0.count("SELECT COUNT(*) AS n FROM patients WHERE last_seen_at >= \(earliest($0))") },
            batch: { transaction, _ in
                for statement in presentWaiting(transaction) { try transaction.execute(statement) }
                let seen = try transaction.count(
                    "SELECT COUNT(*) AS n FROM patients WHERE last_seen_at >= \(earliest(transaction))")
                return Backfill.Batch(cursor: nil, rows: seen)
            }))

    private static let columns: [SQL] = [
        "ALTER TABLE doctors ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'Asia/Kolkata'",
        "ALTER TABLE doctors ADD COLUMN alarm_minutes BIGINT NOT NULL DEFAULT 10",
        "ALTER TABLE messages ADD COLUMN waits_for_answer BOOLEAN NOT NULL DEFAULT FALSE",
        "ALTER TABLE messages ADD COLUMN answers_seq BIGINT",
        "ALTER TABLE patients ADD COLUMN waiting_since TIMESTAMPTZ",
        "ALTER TABLE patients ADD COLUMN waiting_seq BIGINT",
        "ALTER TABLE patients ADD COLUMN attended_seq BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE patients ADD COLUMN list_rank BIGINT NOT NULL DEFAULT 0",
    ]

    private static let dueAlarms: SQL = """
        CREATE TABLE due_alarms (
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            arrived_at TIMESTAMPTZ NOT NULL,
            due_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (doctor_id, patient_id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
        )
        """

    private static let doneMarks: SQL = """
        CREATE TABLE done_marks (
            doctor_id UUID NOT NULL,
            patient_id UUID NOT NULL,
            done_at TIMESTAMPTZ NOT NULL,
            attended_seq BIGINT NOT NULL,
            hand_over_told BOOLEAN NOT NULL,
            is_bot_silenced BOOLEAN NOT NULL,
            looked_at TIMESTAMPTZ,
            PRIMARY KEY (doctor_id, patient_id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
        )
        """

    /// The list and each of its filters in their order; what waits and what answers in a long conversation.
    private static let indexes: [SQL] =
        [
            "DROP INDEX patients_in_list_order",
            "DROP INDEX patients_with_clinic",
            "DROP INDEX patients_unread",
            "CREATE INDEX patients_in_list_order ON patients (doctor_id, list_rank, last_activity_at, id)",
        ]
        + [
            ("patients_needing_human", "needs_human"), ("patients_waiting", "waiting_since IS NOT NULL"),
            ("patients_with_clinic", "is_bot_paused"), ("patients_unread", "unread_count > 0"),
        ].map { name, condition in
            SQL(
                stringLiteral:
                    "CREATE INDEX \(name) ON patients (doctor_id, list_rank, last_activity_at, id) WHERE \(condition)")
        }
        + [
            "CREATE INDEX messages_waiting ON messages (doctor_id, patient_id, seq) WHERE waits_for_answer",
            "CREATE INDEX messages_answering ON messages (doctor_id, patient_id, seq) WHERE answers_seq IS NOT NULL",
        ]

    // MARK: Who waits at the upgrade

    private static func earliest(_ transaction: any Transaction) -> Timestamp {
        transaction.now.adding(.seconds(-7 * 24 * 3600))
    }

    /// What patients wrote in the last seven days and nobody has answered or looked at since waits; no alarm is raised for
    /// it. What is still to leave will be an answer. A sentence of the assistant that was stored in the same moment as a call
    /// for a human tells of that call and answers nothing.
    private static func presentWaiting(_ transaction: any Transaction) -> [SQL] {
        let callsHuman: SQL = """
            EXISTS (SELECT 1 FROM alarms l WHERE l.doctor_id = o.doctor_id AND l.patient_id = o.patient_id
                AND l.raised_at = o.created_at AND o.author = 'assistant')
            """
        return [
            """
            UPDATE messages SET answers_seq = seq WHERE (doctor_id, id) IN (SELECT o.doctor_id, o.id FROM outbox q
                JOIN messages o ON o.doctor_id = q.doctor_id AND o.id = q.id
                WHERE q.kind = 'message' AND NOT \(callsHuman))
            """,
            """
            UPDATE messages SET waits_for_answer = TRUE WHERE (doctor_id, id) IN (
                WITH recent AS MATERIALIZED (SELECT p.doctor_id, p.id, p.looked_at,
                        COALESCE((SELECT o.seq FROM messages o
                            WHERE o.doctor_id = p.doctor_id AND o.patient_id = p.id AND o.direction = 'outgoing'
                                AND o.message_type <> 'reaction' AND (o.relation IS NULL OR o.relation <> 'deletion')
                                AND o.status IN ('sent', 'delivered', 'read', 'played') AND NOT \(callsHuman)
                            ORDER BY o.seq DESC LIMIT 1), 0) AS answered
                    FROM patients p WHERE p.last_seen_at >= \(earliest(transaction)))
                SELECT m.doctor_id, m.id FROM recent p
                JOIN messages m ON m.doctor_id = p.doctor_id AND m.patient_id = p.id AND m.seq > p.answered
                WHERE m.direction = 'incoming' AND m.message_type NOT IN ('reaction', 'system')
                    AND (m.relation IS NULL OR m.relation NOT IN ('edit', 'deletion')) AND NOT EXISTS (SELECT 1 FROM messages c
                        WHERE c.doctor_id = m.doctor_id AND c.context_message_id = m.whatsapp_message_id
                            AND c.relation = 'deletion' AND c.patient_id = m.patient_id AND c.direction = m.direction)
                    AND COALESCE(m.sent_at, m.created_at) >= \(earliest(transaction))
                    AND (p.looked_at IS NULL OR m.created_at > p.looked_at))
            """,
            """
            UPDATE patients SET waiting_since = w.since, waiting_seq = w.seq
            FROM (SELECT doctor_id, patient_id, MIN(COALESCE(sent_at, created_at)) AS since, MIN(seq) AS seq
                FROM messages WHERE waits_for_answer GROUP BY doctor_id, patient_id) w
            WHERE patients.doctor_id = w.doctor_id AND patients.id = w.patient_id
            """,
            """
            UPDATE patients SET list_rank = CASE WHEN waiting_since IS NULL THEN 1
                ELSE 253402300800001 - \(milliseconds(of: "waiting_since", transaction.dialect)) END
            WHERE needs_human OR (is_bot_paused AND waiting_since IS NOT NULL)
            """,
        ]
    }

    private static func milliseconds(of time: SQL, _ dialect: Dialect) -> SQL {
        dialect.isPostgreSQL
            ? "(EXTRACT(EPOCH FROM \(time)) * 1000)::BIGINT"
            : "(strftime('%s', \(time)) * 1000 + substr(\(time), 21, 3))"
    }
}
