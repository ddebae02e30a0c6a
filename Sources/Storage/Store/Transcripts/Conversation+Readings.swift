import Conversations

/// What machines read of the files of a conversation (docs/decisions/0036-voice-and-pictures.md).
extension Conversation {
    /// The spoken words `t.words` of the messages `m`, where a machine has written them down. What a picture shows is never
    /// among them: those are not the patient's words.
    static let joinedTranscripts: SQL = """
        LEFT JOIN transcripts t ON t.doctor_id = m.doctor_id AND t.message_id = m.id AND t.kind = 'transcript'
            AND t.state = 'ready'
        """

    /// The file of a message that was stored just now is to be read once it is here, where the clinic and what is set up let
    /// it. Returns what is expected of it.
    func expectReading(of message: NewMessage, _ clinic: Clinic, _ rules: Rules) throws -> FileReading.Kind? {
        guard message.media != nil, message.author == .patient, message.awaitsAnswer,
            let kind = FileReading.Kind(of: message.type), rules.readers.read(kind, for: clinic.reading),
            try filesRead(within: rules.readingPeriod) < rules.readingLimit
        else { return nil }
        try transaction.post(
            """
            INSERT INTO transcripts (doctor_id, message_id, kind, state)
            VALUES (\(clinicID), \(message.id), \(kind.rawValue), 'expected')
            """)
        return kind
    }

    /// Whoever sends files without end costs the clinic no more than this.
    private func filesRead(within period: Duration) throws -> Int64 {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM messages m
            JOIN transcripts t ON t.doctor_id = m.doctor_id AND t.message_id = m.id
            WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.seq > \(lastSeq - 200)
                AND m.created_at > \(now.adding(.zero - period))
            """)
    }

    /// The file is here.
    func beginReading(_ message: MessageID) throws {
        let begun = try transaction.execute(
            """
            UPDATE transcripts SET state = 'waiting', due_at = \(now)
            WHERE doctor_id = \(clinicID) AND message_id = \(message) AND state = 'expected'
            """)
        if begun > 0 { transaction.signal(.work(.transcripts)) }
    }

    /// A machine has written down what the patient says in a message: it passes the gate like a text, and what is to be
    /// answered may be answered. What was taken back meanwhile is not read any more.
    mutating func hear(_ transcript: String, in message: MessageID, _ rules: Rules) throws {
        let row = try transaction.row(
            """
            SELECT m.seq, m.message_body, COALESCE(m.sent_at, m.created_at) AS said_at FROM messages m
            WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.id = \(message)
                AND \(Self.isStillSaid)
            """)
        if let row, let clinic = try Clinic.find(clinicID, in: transaction) {
            let words = PatientWords.all(try row["message_body"], fileName: nil, transcript: transcript)
            _ = try passGate(
                words, seq: try row["seq"], saidAt: try row["said_at"], callsForText: true, of: clinic, rules)
        }
        try endTranscriptWait()
    }

    /// The answer that is due waits no longer than for what may still be heard in its burst.
    func endTranscriptWait() throws {
        let changed = try transaction.execute(
            """
            UPDATE due_replies SET waits_until = NULL
            WHERE \(belongs) AND waits_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages m
                JOIN transcripts t ON t.doctor_id = m.doctor_id AND t.message_id = m.id
                JOIN media f ON f.doctor_id = m.doctor_id AND f.message_id = m.id
                WHERE m.doctor_id = \(clinicID) AND m.patient_id = \(patientID) AND m.seq > \(answeredSeq)
                    AND t.kind = 'transcript' AND t.state IN ('expected', 'waiting')
                    AND f.state IN ('waiting', 'ready') AND \(Self.isStillSaid))
            """)
        if changed > 0 { transaction.signal(.work(.replies)) }
    }
}

extension FileReading {
    /// From the columns of `Message`. Nil where no machine reads the file.
    init?(row: ResultRow) throws {
        let (kind, state): (String?, String?) = (try row["t_kind"], try row["t_state"])
        guard let kind = kind.flatMap(Kind.init(rawValue:)), let state = state.flatMap(State.init(rawValue:)) else {
            return nil
        }
        self.init(kind: kind, state: state, words: try row["t_words"], model: try row["t_model"])
    }
}
