import Conversations

/// Hours, fees and the knowledge base become what the assistant may say. Medical advice waits for a doctor's approval.
struct AdoptedKnowledge {
    let transaction: any Transaction

    private struct Entry {
        let doctor: DoctorID
        let topic: String
        let answer: String
        let isApproved: Bool
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
            while !taken.insert("\(entry.doctor) \(SearchText.fold(topic))").inserted {
                copy += 1
                topic = "\(entry.topic) (\(copy))"
            }
            if copy > 1 { renamed += 1 }
            try transaction.execute(
                """
                INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at, approved)
                VALUES (\(entry.doctor), \(SearchText.fold(topic)), \(topic), \(entry.answer), \(position),
                    \(transaction.now), \(entry.isApproved))
                """)
        }
        report.note(Int64(entries.count { $0.isApproved }), "topics of hours, fees and administration adopted")
        report.note(
            Int64(entries.count { !$0.isApproved }),
            "topics of medical advice adopted, not approved: the assistant does not use them")
        report.note(renamed, "topics had a name that another one has, and got a number")
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
            return Entry(
                doctor: try row["doctor_id"], topic: "Opening hours",
                answer: "We are open from \(try row["opens"] as String) to \(try row["closes"] as String).\(closed)",
                isApproved: true)
        }
    }

    private func fees() throws -> [Entry] {
        try transaction.rows(
            """
            SELECT id, to_jsonb(d) ->> 'consultation_fee' AS fee FROM adopted.doctors d
            WHERE to_jsonb(d) ->> 'consultation_fee' IS NOT NULL ORDER BY id
            """
        ).map { row in
            Entry(
                doctor: try row["id"], topic: "Consultation fee",
                answer: "The consultation fee is \(try row["fee"] as String).", isApproved: true)
        }
    }

    private func base() throws -> [Entry] {
        guard try isThere("doctor_knowledge_base") else { return [] }
        return try transaction.rows(
            """
            SELECT doctor_id, category, CASE category WHEN 'medical'
                    THEN COALESCE(NULLIF(symptom_name, ''), array_to_string(keywords, ', ')) ELSE question END AS topic,
                CASE category WHEN 'medical' THEN medical_advice ELSE answer END AS answer
            FROM adopted.doctor_knowledge_base b WHERE COALESCE(is_active, TRUE)
                AND doctor_id IN (SELECT id FROM doctors)
            ORDER BY doctor_id, COALESCE((to_jsonb(b) ->> 'priority')::bigint, 0) DESC, to_jsonb(b) ->> 'id'
            """
        ).compactMap { row in
            guard let topic: String = try row["topic"], let answer: String = try row["answer"], !topic.isEmpty,
                !answer.isEmpty
            else { return nil }
            return Entry(
                doctor: try row["doctor_id"], topic: topic, answer: answer,
                isApproved: try row["category"] as String != "medical")
        }
    }
}
