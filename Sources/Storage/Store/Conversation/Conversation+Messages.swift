import Conversations
import FoundationEssentials

/// A message that is about to be appended.
struct NewMessage {
    var id = MessageID.make()
    var accountID: AccountID?
    var author: Author
    var type = MessageType.text
    var body: String
    /// What is sent, or was delivered, where that is more than the body as text.
    var content: OutgoingContent?
    /// A file that WhatsApp has.
    var media: InboundMedia?
    /// A file that is here, to be sent.
    var file: OutgoingFile?
    var wamid: Wamid?
    var relation: InboundMessage.Relation?
    var clientMessageID: String?
    var status: DeliveryStatus
    var sentAt: Timestamp?
    /// A patient's message that somebody has to answer: not a reaction, not a notice.
    var awaitsAnswer = false
    /// The patient waits for an answer to it from now on.
    var waits = false
    /// Once it has left, it answers everything up to here; nil where it answers nothing.
    var answersUpTo: Int64?
    /// Where it comes from, where it is the assistant's or rests on a draft of it.
    var provenance: Provenance?
    /// It belongs to the same reply as the message before it.
    var continues = false
    /// The patient wrote it to the clinic: it is unread, and opens the customer service window.
    var isArrival = false
}

extension NewMessage {
    /// A message as WhatsApp delivered it.
    init(_ message: InboundMessage, author: Author, status: DeliveryStatus, sentAt: Timestamp?) {
        self.init(
            author: author, type: message.type, body: message.body, media: message.media, wamid: message.wamid,
            relation: message.relation, status: status, sentAt: sentAt)
        if !message.cards.isEmpty { content = .contacts(message.cards) }
    }
}

extension NewMessage {
    /// What is known of its file from whoever sent it.
    fileprivate var storedMedia: String? {
        get throws {
            if let media { return try StoredJSON.text(media) }
            return try file.map { try StoredJSON.text(StoredMedia($0.file)) }
        }
    }
}

extension Conversation {
    /// Appends a message and returns its number.
    mutating func append(_ message: NewMessage) throws -> Int64 {
        // An answer that waits does not know of it.
        if message.awaitsAnswer {
            try voidDraft(isAskedAgain: true)
        } else if message.author == .doctor {
            try voidDraft()
        }
        lastSeq += 1
        if message.awaitsAnswer { lastPatientSeq = lastSeq }
        if message.isArrival { try noticeWriting(at: message.sentAt ?? now) }
        let waitingBegins = message.waits && startWaiting(since: message.sentAt ?? now)
        try transaction.post(
            """
            UPDATE patients SET last_seq = \(lastSeq), last_patient_seq = \(lastPatientSeq),
                \(waitingColumns), last_activity_at = \(now)\(message.isArrival ? arrival(at: message.sentAt ?? now) : "")
            WHERE \(isThis)
            """)
        try insert(message)
        if waitingBegins { try scheduleAlarm(arrivedAt: now) }
        return lastSeq
    }

    /// Whom WhatsApp blocks cannot write: somebody has unblocked them elsewhere.
    private mutating func noticeWriting(at sentAt: Timestamp) throws {
        guard let blockedAt, blockedAt < sentAt else { return }
        self.blockedAt = nil
        try transaction.post("UPDATE patients SET blocked_at = NULL WHERE \(isThis)")
    }

    /// The list, the unread count and the customer service window follow a message of the patient.
    private func arrival(at sentAt: Timestamp) -> SQL {
        let closes = CustomerServiceWindow.closes(afterMessageAt: sentAt)
        return """
            , unread_count = unread_count + 1,
                last_seen_at = CASE WHEN last_seen_at > \(sentAt) THEN last_seen_at ELSE \(sentAt) END,
                window_closes_at = CASE WHEN window_closes_at > \(closes) THEN window_closes_at ELSE \(closes) END
            """
    }

    private func insert(_ message: NewMessage) throws {
        try transaction.post(
            """
            INSERT INTO messages (id, doctor_id, patient_id, seq, account_id, phone_number, direction, author,
                message_type, message_body, content, media, whatsapp_message_id, relation, context_message_id,
                client_message_id, status, sent_at, continues, waits_for_answer, answers_seq, provenance,
                created_at)
            VALUES (\(message.id), \(clinicID), \(patientID), \(lastSeq), \(message.accountID), \(phoneNumber),
                \(message.author.direction.rawValue), \(message.author), \(message.type), \(message.body),
                \(try message.content.map(StoredJSON.text)), \(try message.storedMedia),
                \(message.wamid), \(message.relation?.word), \(message.relation?.wamid), \(message.clientMessageID),
                \(message.status), \(message.sentAt), \(message.continues), \(message.waits),
                \(message.answersUpTo), \(try message.provenance.map(StoredJSON.text)), \(now))
            """)
        if message.media != nil { try expectFile(of: message.id) }
        if let file = message.file { try attach(file.kept, to: message.id) }
    }

    /// The clinic has seen everything up to `seq`.
    func markRead(upTo seq: Int64) throws {
        try transaction.post(
            """
            UPDATE patients SET read_seq = CASE WHEN read_seq > \(seq) THEN read_seq ELSE \(seq) END,
                unread_count = (SELECT COUNT(*) FROM messages m
                    WHERE m.doctor_id = patients.doctor_id AND m.patient_id = patients.id AND m.seq > \(seq)
                        AND m.direction = 'incoming' AND m.message_type <> 'system' AND m.seq > patients.read_seq)
            WHERE \(isThis)
            """)
    }

    /// The message will not arrive, and what continues it will not leave alone. `time` is when WhatsApp said so; nil
    /// for now.
    func fail(_ id: MessageID, _ failure: SendFailure, at time: Timestamp? = nil) throws {
        try transaction.post(
            """
            UPDATE messages SET status = 'failed', failed_by = \(failure.origin.word), meta_code = \(failure.metaCode),
                error = \(failure.sentence), can_retry = \(failure.canRetry)
            WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
        try cancelContinuations(of: id)
        if failure.metaCode == 131050 { try note(marketingStopped: true, at: Timestamp.sent(time, arrivedAt: now)) }
    }

    /// The message has reached this status, and an earlier failure no longer counts.
    func advance(_ id: MessageID, to status: DeliveryStatus) throws {
        try transaction.post(
            """
            UPDATE messages SET status = \(status), failed_by = NULL, meta_code = NULL, error = NULL, can_retry = FALSE
            WHERE doctor_id = \(clinicID) AND id = \(id)
            """)
    }
}

/// Values that are kept as JSON in a column of text.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, of text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension InboundMessage.Relation {
    /// The earlier message.
    fileprivate var wamid: Wamid {
        switch self {
        case .reply(let wamid), .reaction(let wamid, _), .edit(let wamid), .deletion(let wamid): wamid
        }
    }

    fileprivate var word: String {
        switch self {
        case .reply: "reply"
        case .reaction: "reaction"
        case .edit: "edit"
        case .deletion: "deletion"
        }
    }
}

extension SendFailure.Origin {
    fileprivate var word: String {
        switch self {
        case .ours: "us"
        case .meta: "meta"
        }
    }
}

extension SendFailure {
    /// As it is stored with a failed message; nil where the row has no failure.
    init?(word: String?, code: Int64?, sentence: String?, canRetry: Bool) {
        guard let sentence else { return nil }
        self.init(word == "meta" ? .meta(code: code) : .ours, sentence: sentence, canRetry: canRetry)
    }
}
