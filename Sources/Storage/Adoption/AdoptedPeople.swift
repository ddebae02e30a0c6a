import Conversations

/// Patients. In the replaced system a number was unique; here a person is a patient of each doctor they wrote to.
struct AdoptedPeople {
    let transaction: any Transaction

    func adopt(_ report: inout AdoptionReport) throws {
        try assign()
        try joinSpellings()
        try insert()
        try foldNames()
        try tell(&report)
    }

    /// Which old row is a patient of which doctor: the doctor it names, and every doctor it exchanged messages with.
    private func assign() throws {
        try transaction.execute(
            """
            CREATE TABLE adopted.patient_ids AS
            SELECT p.id AS old_id, d.id AS doctor_id, adopted.digits(p.phone_number, d.phone_number) AS phone,
                CAST(NULL AS uuid) AS new_id, COALESCE((to_jsonb(p) ->> 'created_at')::timestamptz, now()) AS since
            FROM adopted.patients p
            JOIN (SELECT id, doctor_id FROM adopted.patients
                UNION SELECT patient_id, doctor_id FROM adopted.messages
                UNION SELECT o.id, d.id FROM adopted.patients o CROSS JOIN doctors d
                    WHERE o.doctor_id IS NULL AND (SELECT COUNT(*) FROM doctors) = 1) k ON k.id = p.id
            JOIN doctors d ON d.id = k.doctor_id
            """)
        try transaction.execute("DELETE FROM adopted.patient_ids WHERE phone = ''")
        // These rows have no statistics yet, and the next statements join with them.
        try transaction.execute("ANALYZE adopted.patient_ids")
    }

    /// Two spellings of one number are one person, who keeps the older row's id. A message without a patient makes one,
    /// unless somebody has its number.
    private func joinSpellings() throws {
        try transaction.execute(
            """
            UPDATE adopted.patient_ids i SET new_id = f.first_id, phone = f.phone FROM (
                SELECT DISTINCT ON (doctor_id, adopted.canonical(phone)) doctor_id, phone, old_id AS first_id
                FROM adopted.patient_ids ORDER BY doctor_id, adopted.canonical(phone), since, old_id) f
            WHERE f.doctor_id = i.doctor_id AND adopted.canonical(f.phone) = adopted.canonical(i.phone)
            """)
        try transaction.execute(
            """
            CREATE TABLE adopted.strangers AS
            SELECT s.doctor_id, s.phone, gen_random_uuid() AS new_id, s.since FROM (
                SELECT m.doctor_id, MIN(adopted.digits(m.phone_number, d.phone_number)) AS phone,
                    MIN(COALESCE(m.created_at, d.created_at)) AS since
                FROM adopted.messages m JOIN doctors d ON d.id = m.doctor_id
                WHERE NOT EXISTS (SELECT FROM adopted.patient_ids i
                    WHERE i.old_id = m.patient_id AND i.doctor_id = m.doctor_id)
                GROUP BY m.doctor_id, adopted.canonical(adopted.digits(m.phone_number, d.phone_number))) s
            WHERE s.phone <> '' AND NOT EXISTS (SELECT FROM adopted.patient_ids i
                WHERE i.doctor_id = s.doctor_id AND adopted.canonical(i.phone) = adopted.canonical(s.phone))
            """)
    }

    private func insert() throws {
        try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, name, phone_number, email, search_text, is_bot_paused, bot_paused_at,
                bot_paused_by, last_seen_at, last_activity_at, created_at)
            SELECT new_id, doctor_id, name, phone, email, lower(concat_ws(' ', name, phone, email)), is_paused,
                CASE WHEN is_paused THEN date_trunc('milliseconds', COALESCE(paused_at, seen_at, since)) END,
                CASE WHEN is_paused THEN doctor_id END, date_trunc('milliseconds', seen_at),
                date_trunc('milliseconds', COALESCE(seen_at, since)), date_trunc('milliseconds', since)
            FROM (SELECT i.new_id, i.doctor_id, i.phone,
                    (array_agg(j ->> 'name' ORDER BY i.since) FILTER (WHERE COALESCE(j ->> 'name', '') <> ''))[1] AS name,
                    (array_agg(j ->> 'email' ORDER BY i.since) FILTER (WHERE COALESCE(j ->> 'email', '') <> ''))[1]
                        AS email,
                    bool_or(COALESCE((j ->> 'is_bot_paused')::boolean, FALSE)
                        OR COALESCE((j ->> 'ai_paused')::boolean, FALSE)) AS is_paused,
                    MAX(COALESCE((j ->> 'bot_paused_at')::timestamptz, (j ->> 'ai_paused_at')::timestamptz)) AS paused_at,
                    MAX((j ->> 'last_seen_at')::timestamptz) AS seen_at, MIN(i.since) AS since
                FROM adopted.patient_ids i
                JOIN (SELECT id, to_jsonb(p) AS j FROM adopted.patients p) o ON o.id = i.old_id
                GROUP BY i.new_id, i.doctor_id, i.phone) a
            """)
        try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, phone_number, search_text, last_activity_at, created_at)
            SELECT new_id, doctor_id, phone, phone, date_trunc('milliseconds', since), date_trunc('milliseconds', since)
            FROM adopted.strangers
            """)
        try transaction.execute(Migration.numbersOfPatients)
    }

    /// The search folds more than PostgreSQL alone does.
    private func foldNames() throws {
        var last = (doctor: ClinicID.lowest, patient: PatientID.lowest)
        while true {
            let rows = try transaction.rows(
                """
                SELECT doctor_id, id, name, phone_number, email FROM patients
                WHERE (doctor_id, id) > (\(last.doctor), \(last.patient)) AND concat_ws('|', name, email) ~ '[^ -~]|  |`|^ | $| \\||\\| '
                ORDER BY doctor_id, id LIMIT 1000
                """)
            guard let newest = rows.last else { break }
            for row in rows {
                let text = SearchText.of(
                    name: try row["name"], username: nil, phone: try row["phone_number"], email: try row["email"])
                let (doctor, id): (ClinicID, PatientID) = (try row["doctor_id"], try row["id"])
                try transaction.execute(
                    "UPDATE patients SET search_text = \(text) WHERE doctor_id = \(doctor) AND id = \(id)")
            }
            last = (try newest["doctor_id"], try newest["id"])
        }
        try SearchPieces.renew(SearchPieces.areStale, in: transaction)
    }

    private func tell(_ report: inout AdoptionReport) throws {
        report.note(try transaction.count("SELECT COUNT(*) AS n FROM patients"), "patients adopted")
        report.note(
            try transaction.count("SELECT COUNT(*) AS n FROM adopted.patient_ids WHERE old_id <> new_id"),
            "rows were another spelling of a patient's number and joined to it")
        report.note(
            try transaction.count(
                """
                SELECT COUNT(*) AS n FROM (SELECT old_id FROM adopted.patient_ids
                    GROUP BY old_id HAVING COUNT(*) > 1) several
                """),
            "patients belong to more than one doctor and have a row with each")
        let national = try transaction.ids(
            """
            SELECT DISTINCT p.id::text AS id FROM adopted.patients p JOIN adopted.patient_ids i ON i.old_id = p.id
            WHERE regexp_replace(p.phone_number, '[^0-9]', '', 'g') LIKE '0%' OR length(i.phone) < 11 ORDER BY 1
            """)
        report.note(
            Int64(national.count),
            "numbers began with 0 or are short: their country code was guessed or is missing. Look at them",
            ids: national)
        report.note(
            try transaction.count("SELECT COUNT(*) AS n FROM adopted.strangers"),
            "patients were made for messages that named none")
        let undecided = try transaction.ids(
            """
            SELECT p.id::text AS id FROM adopted.patients p
            WHERE NOT EXISTS (SELECT FROM adopted.patient_ids i WHERE i.old_id = p.id) ORDER BY p.id
            """)
        report.note(
            Int64(undecided.count),
            "patients without a number or without a doctor are not decided; they stay in adopted.patients",
            ids: undecided)
        let all = try transaction.count("SELECT COUNT(*) AS n FROM adopted.patients")
        let mapped = try transaction.count("SELECT COUNT(DISTINCT old_id) AS n FROM adopted.patient_ids")
        guard all == mapped + Int64(undecided.count) else { throw AdoptionTrouble.lost("patients") }
    }
}

extension Identifier {
    /// Sorts before every identifier that is in use.
    static var lowest: Self { Self("00000000-0000-0000-0000-000000000000")! }
}
