import Conversations

/// Messages, numbered in the order of their times.
struct AdoptedMessages {
    let transaction: any Transaction

    func adopt(_ report: inout AdoptionReport) throws {
        let adopted = try insert()
        try settlePatients()
        report.note(
            Int64(adopted),
            "messages adopted; who wrote an outgoing one is not known there, so it counts as the assistant's")
        report.note(
            try transaction.count(
                """
                SELECT COUNT(*) AS n FROM messages m JOIN adopted.messages o ON o.id = m.id
                WHERE COALESCE(o.whatsapp_message_id, '') <> '' AND m.whatsapp_message_id IS NULL
                """),
            "messages had a wamid that an earlier one has; it keeps it")
        let undecided = try transaction.ids(
            """
            SELECT o.id::text AS id FROM adopted.messages o
            WHERE NOT EXISTS (SELECT FROM messages m WHERE m.id = o.id) ORDER BY o.id
            """)
        report.note(
            Int64(undecided.count),
            "messages without a doctor, a direction, or a patient or number stay in adopted.messages",
            ids: undecided)
        let all = try transaction.count("SELECT COUNT(*) AS n FROM adopted.messages")
        guard all == Int64(adopted + undecided.count) else { throw AdoptionTrouble.lost("messages") }
    }

    private func insert() throws -> Int {
        try transaction.execute(
            """
            INSERT INTO messages (id, doctor_id, patient_id, seq, phone_number, direction, author, message_type,
                message_body, media_url, whatsapp_message_id, status, failed_by, error, created_at)
            SELECT id, doctor_id, new_id, row_number() OVER (PARTITION BY doctor_id, new_id ORDER BY at, id), phone,
                direction, CASE direction WHEN 'incoming' THEN 'patient' ELSE 'assistant' END,
                CASE WHEN message_type IN ('text', 'image', 'document', 'location', 'interactive') THEN message_type
                    ELSE 'text' END,
                COALESCE(message_body, ''), media_url, CASE
                    row_number() OVER (PARTITION BY doctor_id, whatsapp_message_id ORDER BY at, id)
                    WHEN 1 THEN NULLIF(whatsapp_message_id, '') END,
                CASE WHEN direction = 'incoming' THEN 'received'
                    WHEN status IN ('sent', 'delivered', 'read', 'failed') THEN status ELSE 'sent' END,
                CASE WHEN direction = 'outgoing' AND status = 'failed' THEN 'us' END,
                CASE WHEN direction = 'outgoing' AND status = 'failed' THEN 'It failed in the former system.' END, at
            FROM (SELECT m.*, COALESCE(i.new_id, j.new_id, s.new_id) AS new_id
                FROM (SELECT o.*, adopted.digits(o.phone_number, d.phone_number) AS phone,
                        date_trunc('milliseconds', COALESCE(o.created_at, d.created_at)) AS at
                    FROM adopted.messages o JOIN doctors d ON d.id = o.doctor_id
                    WHERE o.direction IN ('incoming', 'outgoing')) m
                LEFT JOIN adopted.patient_ids i ON i.old_id = m.patient_id AND i.doctor_id = m.doctor_id
                LEFT JOIN (SELECT DISTINCT doctor_id, phone, new_id FROM adopted.patient_ids) j
                    ON i.new_id IS NULL AND j.doctor_id = m.doctor_id
                        AND adopted.canonical(j.phone) = adopted.canonical(m.phone)
                LEFT JOIN adopted.strangers s
                    ON i.new_id IS NULL AND j.new_id IS NULL AND s.doctor_id = m.doctor_id
                        AND adopted.canonical(s.phone) = adopted.canonical(m.phone)) a
            WHERE new_id IS NOT NULL
            """)
    }

    /// Everything so far counts as read and answered: the assistant does not start with old questions.
    private func settlePatients() throws {
        try transaction.execute(
            """
            UPDATE patients p SET last_seq = c.last, last_patient_seq = c.last_in, answered_seq = c.last,
                read_seq = c.last, last_activity_at = GREATEST(p.last_activity_at, c.newest),
                last_seen_at = GREATEST(p.last_seen_at, c.newest_in), window_closes_at = c.newest_in + interval '24 hours'
            FROM (SELECT doctor_id, patient_id, MAX(seq) AS last, MAX(created_at) AS newest,
                    COALESCE(MAX(seq) FILTER (WHERE direction = 'incoming'), 0) AS last_in,
                    MAX(created_at) FILTER (WHERE direction = 'incoming') AS newest_in
                FROM messages GROUP BY doctor_id, patient_id) c
            WHERE p.doctor_id = c.doctor_id AND p.id = c.patient_id
            """)
    }
}
