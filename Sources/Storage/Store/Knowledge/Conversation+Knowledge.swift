import Conversations
import Crypto
import FoundationEssentials

/// What conversations tell about the knowledge: which topic answered, and what none did.
extension Conversation {
    /// A reply rests on the topic of this title.
    func noteUse(ofTopic title: String) throws {
        let key = Topic(title: title, answer: "").key
        try transaction.post(
            """
            UPDATE knowledge SET used = used + 1, last_used_at = \(now)
            WHERE doctor_id = \(clinicID) AND topic_key = \(key)
            """)
    }

    /// What the patient wrote in these messages ended with a human, since the knowledge did not answer it. Nothing is noted
    /// where there are no words.
    func noteUnanswered(after: Int64, upTo seq: Int64) throws {
        let lines = try transaction.rows(
            """
            SELECT message_body FROM messages m
            WHERE \(belongs) AND seq > \(after) AND seq <= \(seq) AND author = 'patient' AND message_type = 'text'
                AND \(Conversation.isStillSaid)
            ORDER BY seq DESC LIMIT 20
            """
        ).reversed().map { try $0["message_body"] as String }
        let text = lines.filter { !$0.isBlank }.joined(separator: "\n")
        let folded = text.folded
        guard !folded.isEmpty else { return }
        try transaction.post(
            """
            INSERT INTO unanswered_questions (id, doctor_id, patient_id, question_id, text, asked_at)
            VALUES (\(Identifier<UnansweredQuestion>.make()), \(clinicID), \(patientID), \(UnansweredID(of: folded)),
                \(text.beginning(UnansweredQuestion.textLimit)), \(now))
            """)
        try forgetOldest()
    }

    /// Keeps the newest questions, so that nobody can fill the database with them.
    private func forgetOldest() throws {
        let ofClinic: SQL = "doctor_id = \(clinicID)"
        let counts = try transaction.row(
            """
            SELECT COUNT(*) AS questions, COUNT(DISTINCT question_id) AS groups FROM unanswered_questions
            WHERE \(ofClinic)
            """)
        if try counts?["questions"] ?? 0 > Int64(UnansweredQuestion.limit) {
            try transaction.post(
                """
                DELETE FROM unanswered_questions WHERE \(ofClinic) AND id NOT IN (
                    SELECT id FROM unanswered_questions WHERE \(ofClinic)
                    ORDER BY asked_at DESC, id LIMIT \(UnansweredQuestion.limit))
                """)
        }
        if try counts?["groups"] ?? 0 > Int64(UnansweredQuestion.groupLimit) {
            try transaction.post(
                """
                DELETE FROM unanswered_questions WHERE \(ofClinic) AND question_id NOT IN (
                    SELECT question_id FROM unanswered_questions WHERE \(ofClinic)
                    GROUP BY question_id ORDER BY MAX(asked_at) DESC, question_id
                    LIMIT \(UnansweredQuestion.groupLimit))
                """)
        }
    }
}

extension UnansweredID {
    /// The same for all questions that are the same once folded. The text is too long for the key of an index.
    fileprivate init(of folded: String) {
        let bytes = Array(SHA256.hash(data: Data(folded.utf8)))
        self.init(
            UUID(
                uuid: (
                    bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                    bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
                )))
    }
}

extension String {
    /// Whole characters of its beginning, at most this many UTF-16 units.
    fileprivate func beginning(_ limit: Int) -> String {
        var length = 0
        return String(
            prefix {
                length += $0.utf16.count
                return length <= limit
            })
    }
}
