package import Conversations

extension Store {
    /// Adds topics, or replaces the answers of those that are there under the same title.
    package func importTopics(_ topics: [Topic], for doctor: DoctorID) async throws {
        try await engine.write(as: .system) { transaction in
            let last = try transaction.row(
                "SELECT COALESCE(MAX(position), 0) AS last FROM knowledge WHERE doctor_id = \(doctor)")
            var position: Int64 = try last?["last"] ?? 0
            for topic in topics {
                position += 1
                try transaction.execute(
                    """
                    INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at)
                    VALUES (\(doctor), \(SearchText.fold(topic.title)), \(topic.title), \(topic.answer), \(position),
                        \(transaction.now))
                    ON CONFLICT (doctor_id, topic_key) DO UPDATE SET topic = excluded.topic,
                        answer = excluded.answer, approved = TRUE, updated_at = excluded.updated_at
                    """)
            }
        }
    }

    /// The clinic's topics in the order in which they were given, 500 at most.
    package func topics(of doctor: DoctorID) async throws -> [Topic] {
        try await engine.read(as: .system) { try Self.topics(of: doctor, in: $0) }
    }

    static func topics(of doctor: DoctorID, in transaction: any Transaction) throws -> [Topic] {
        try transaction.rows(
            """
            SELECT topic, answer FROM knowledge WHERE doctor_id = \(doctor) AND approved
            ORDER BY position, topic_key LIMIT 500
            """
        ).map { Topic(title: try $0["topic"], answer: try $0["answer"]) }
    }
}
