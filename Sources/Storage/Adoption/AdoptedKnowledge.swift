import Conversations

/// Hours, fees and the knowledge base become what the assistant may say. Medical advice waits for a doctor's approval.
struct AdoptedKnowledge {
    let transaction: any Transaction
    let rules: Rules

    private struct Entry {
        let doctor: ClinicID
        let topic: Topic
        var isApproved: Bool { topic.kind == .administrative }
    }

    /// What the replaced system called medical is, and so is what speaks of medicine.
    private func entry(of doctor: ClinicID, _ title: String, _ answer: String, isMedical: Bool = false) -> Entry {
        let kind = rules.kind(
            of: Topic(title: title, answer: answer), before: isMedical ? .medical : .administrative)
        return Entry(doctor: doctor, topic: Topic(written: title, answer: answer, kind: kind))
    }

    func adopt(_ report: inout AdoptionReport) throws {
        let entries = try hours() + fees() + base()
        var taken: Set<String> = []
        var position: Int64 = 0
        var renamed: Int64 = 0
        for entry in entries {
            position += 1
            var topic = entry.topic
            var copy = 1
            while !taken.insert("\(entry.doctor) \(topic.key)").inserted {
                copy += 1
                topic = Topic(
                    written: "\(entry.topic.title) (\(copy))", answer: topic.answer, kind: topic.kind)
            }
            if copy > 1 { renamed += 1 }
            try transaction.execute(
                """
                INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved, id, kind)
                VALUES (\(entry.doctor), \(topic.key), \(topic.title), \(topic.answer), \(position),
                    \(transaction.now), \(entry.isApproved), \(TopicID.make()), \(topic.kind))
                """)
        }
        report.note(Int64(entries.count { $0.isApproved }), "topics of hours, fees and administration adopted")
        report.note(
            Int64(entries.count { !$0.isApproved }),
            "topics of medical advice adopted, not approved: the assistant does not use them")
        report.note(renamed, "topics had a name that another one has, and got a number")
        try tellUnused(&report)
    }

    private func tellUnused(_ report: inout AdoptionReport) throws {
        if try isThere("clinic_config") {
            let partial = try transaction.ids(
                """
                SELECT doctor_id::text AS id FROM adopted.clinic_config
                WHERE opening_time IS NULL OR closing_time IS NULL ORDER BY 1
                """)
            report.note(Int64(partial.count), "doctors had no complete opening hours: ask them", ids: partial)
        }
        guard try isThere("doctor_knowledge_base") else { return }
        let unused = try transaction.ids(
            "SELECT id::text AS id FROM \(Self.base) WHERE NOT COALESCE(is_usable, FALSE) ORDER BY 1")
        report.note(
            Int64(unused.count),
            "topics that were switched off, empty or nobody's stay in adopted.doctor_knowledge_base", ids: unused)
    }

    private func isThere(_ table: String) throws -> Bool {
        try transaction.row("SELECT to_regclass(\("adopted.\(table)")) IS NOT NULL AS one")?["one"] ?? false
    }

    private func hours() throws -> [Entry] {
        guard try isThere("clinic_config") else { return [] }
        return try transaction.rows(
            """
            SELECT doctor_id, to_char(opening_time, 'HH24:MI') AS opens, to_char(closing_time, 'HH24:MI') AS closes,
                array_to_string(holidays, ', ') AS holidays
            FROM adopted.clinic_config WHERE opening_time IS NOT NULL AND closing_time IS NOT NULL
                AND doctor_id IN (SELECT id FROM doctors) ORDER BY doctor_id
            """
        ).map { row in
            let holidays: String? = try row["holidays"]
            let closed = (holidays ?? "").isEmpty ? "" : " Closed: \(holidays ?? "")."
            return entry(
                of: try row["doctor_id"], "Opening hours",
                "We are open from \(try row["opens"] as String) to \(try row["closes"] as String).\(closed)")
        }
    }

    private func fees() throws -> [Entry] {
        try transaction.rows(
            """
            SELECT id, to_jsonb(d) ->> 'consultation_fee' AS fee FROM adopted.doctors d
            WHERE to_jsonb(d) ->> 'consultation_fee' IS NOT NULL ORDER BY id
            """
        ).map { row in
            entry(of: try row["id"], "Consultation fee", "The consultation fee is \(try row["fee"] as String).")
        }
    }

    private func base() throws -> [Entry] {
        guard try isThere("doctor_knowledge_base") else { return [] }
        return try transaction.rows(
            """
            SELECT doctor_id, topic, answer, is_medical FROM \(Self.base) WHERE is_usable
            ORDER BY doctor_id, priority DESC, id
            """
        ).map { row in
            entry(of: try row["doctor_id"], try row["topic"], try row["answer"], isMedical: try row["is_medical"])
        }
    }

    /// The old knowledge base with one topic and one answer in each row. Advice without a category is medical.
    private static let base: SQL = """
        (SELECT id, doctor_id, priority, is_medical, topic, answer, is_on AND topic <> '' AND answer <> ''
            AND doctor_id IN (SELECT id FROM doctors) AS is_usable
        FROM (SELECT id, doctor_id, is_medical, is_on, rank AS priority,
                CASE WHEN is_medical THEN COALESCE(NULLIF(symptom_name, ''), array_to_string(keywords, ', '))
                    ELSE question END AS topic,
                CASE WHEN is_medical THEN medical_advice ELSE answer END AS answer
            FROM (SELECT *, COALESCE(b.is_active, TRUE) AS is_on, COALESCE(b.priority, 0) AS rank,
                    COALESCE(category = 'medical', COALESCE(question, '') = '' AND medical_advice IS NOT NULL)
                        AS is_medical
                FROM adopted.doctor_knowledge_base b) c) d) e
        """
}
