package import Conversations

/// The files that WhatsApp has to be given before their messages can leave. An upload is no attempt to send: it happens
/// before the message is claimed, may be repeated, and tells the patient nothing.
package struct Uploads: Queue {
    /// For as long as this a claim is left to whoever has it. What takes longer is given up by then.
    package static let lease = Duration.seconds(360)
    /// How long a message is held back at most, for whatever happens to its upload.
    static let longest = Duration.seconds(365 * 24 * 3600)
    /// WhatsApp keeps an uploaded file for thirty days.
    static let kept = Duration.seconds(25 * 24 * 3600)

    let engine: any Engine
    let sealer: TokenSealer
    package let rules: Rules

    package var work: Work { .uploads }
    package var changes: ChangeSignal { engine.changes }

    package func claim(limit: Int, besides busy: Set<UploadClaim> = []) async throws -> [UploadClaim] {
        guard try await nextDue(besides: busy).map({ $0 <= .zero }) == true else { return [] }
        return try await engine.write(as: .system) { transaction in
            let due = try transaction.rows(
                """
                SELECT doctor_id, message_id, attempts FROM uploads
                WHERE due_at <= \(transaction.now) AND \(Self.isOfSender)
                ORDER BY due_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            return try due.compactMap { try Self.take($0, in: transaction) }
        }
    }

    /// The clinic has another number, and WhatsApp knows a file by the number that it was given for: what waits is given
    /// anew, and what is under way counts no more.
    static func startAnew(of clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE media SET uploaded_at = NULL WHERE doctor_id = \(clinic) AND uploaded_at IS NOT NULL")
        let waiting: SQL = """
            SELECT o.id FROM outbox o JOIN media f ON f.doctor_id = o.doctor_id AND f.message_id = o.id
            WHERE o.doctor_id = \(clinic) AND o.state = \(OutboxState.pending.sql)
            """
        try transaction.execute(
            """
            INSERT INTO uploads (doctor_id, message_id, due_at)
            SELECT o.doctor_id, o.id, \(transaction.now) FROM outbox o WHERE o.doctor_id = \(clinic) AND o.id IN (\(waiting))
            ON CONFLICT (doctor_id, message_id) DO UPDATE SET due_at = excluded.due_at, attempts = uploads.attempts + 1
            """)
        try transaction.execute(
            """
            UPDATE messages SET content = NULL
            WHERE doctor_id = \(clinic) AND message_type <> 'template' AND id IN (\(waiting))
            """)
        try transaction.execute(
            """
            UPDATE outbox SET not_before = \(transaction.now.adding(longest))
            WHERE doctor_id = \(clinic) AND id IN (\(waiting))
            """)
        transaction.signal(.work(.uploads))
    }

    private static let isOfSender: SQL = "\(Holding.isOfClinicAtWork) AND \(SendingBlocks.isOfClinicThatSends)"

    private static func take(_ row: ResultRow, in transaction: any Transaction) throws -> UploadClaim? {
        let (clinic, id): (ClinicID, MessageID) = (try row["doctor_id"], try row["message_id"])
        // What was cancelled or has failed meanwhile is not given to WhatsApp.
        guard try transaction.row("SELECT 1 AS one FROM outbox WHERE doctor_id = \(clinic) AND id = \(id)") != nil
        else {
            try transaction.post("DELETE FROM uploads WHERE doctor_id = \(clinic) AND message_id = \(id)")
            return nil
        }
        let attempt: Int64 = try row["attempts"] + 1
        try transaction.post(
            """
            UPDATE uploads SET attempts = \(attempt), due_at = \(transaction.now.adding(lease))
            WHERE doctor_id = \(clinic) AND message_id = \(id)
            """)
        let found = try transaction.row(
            """
            SELECT \(Message.columns) FROM \(Message.tables) WHERE m.doctor_id = \(clinic) AND m.id = \(id)
            """)
        guard let message = try found.map(Message.init(row:)), let media = message.media, let kept = media.kept else {
            return nil
        }
        return UploadClaim(
            conversation: ConversationKey(clinicID: clinic, patientID: message.patientID), messageID: id,
            type: message.type, file: media.file, kept: kept, attempt: attempt)
    }

    package func nextDue(besides busy: Set<UploadClaim> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                "SELECT MIN(due_at) AS due FROM uploads WHERE \(Self.isOfSender)")
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// What a clinic has to show to WhatsApp. Throws `StorageError.sealBroken` when SECRET_KEY is not the right one.
    package func credentials(of clinic: ClinicID) async throws -> SendingCredentials? {
        try await SendingCredentials(of: clinic, in: engine, sealer)
    }

    // MARK: Outcomes

    /// WhatsApp has the file under this id: its message may leave in its turn.
    package func finish(_ claim: UploadClaim, uploadID: String) async throws {
        try await record(claim) { try $0.release(claim, uploadID: uploadID) }
    }

    /// It is tried again after a while, unless the message has waited for too long already.
    package func postpone(_ claim: UploadClaim, by delay: Duration, _ failure: SendFailure) async throws {
        let ageLimit = rules.sendAgeLimit
        try await record(claim) { try $0.postpone(claim, by: delay, failure, ageLimit: ageLimit) }
    }

    /// WhatsApp takes nothing from the clinic any more: what it writes waits (`SendingBlocks`), this one, too.
    package func pause(_ claim: UploadClaim, by delay: Duration, _ failure: SendFailure) async throws {
        try await SendingBlocks(engine: engine, rules: rules).block(claim.clinicID, reason: failure.sentence)
        try await postpone(claim, by: delay, failure)
    }

    /// The message has failed; its file stays.
    package func fail(_ claim: UploadClaim, _ failure: SendFailure) async throws {
        try await record(claim) { try $0.giveUp(claim, failure) }
    }

    private func record(
        _ claim: UploadClaim, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws {
        try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation.present(
                    claim.conversation.patientID, of: claim.clinicID, in: transaction),
                try transaction.row(
                    "SELECT 1 AS one FROM uploads WHERE \(claim.isThis) AND attempts = \(claim.attempt)") != nil
            else { return }
            try body(&conversation)
            conversation.signal()
        }
    }

    /// Makes due again what was being uploaded when this database was last served. Only for an engine that one process
    /// serves at a time.
    package func releaseAbandoned() async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post("UPDATE uploads SET due_at = \(transaction.now) WHERE due_at > \(transaction.now)")
        }
    }
}

/// One attempt to give a file to WhatsApp.
package struct UploadClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let messageID: MessageID
    package let type: MessageType
    package let file: MessageFile
    package let kept: KeptFile
    /// 1 for the first try.
    package let attempt: Int64

    package var clinicID: ClinicID { conversation.clinicID }

    fileprivate var isThis: SQL { "doctor_id = \(clinicID) AND message_id = \(messageID)" }
}

extension Conversation {
    /// The file of a message in the outbox is to be uploaded, whatever there was before. What a template was filled in with
    /// stays.
    func requestUpload(of message: MessageID) throws {
        try transaction.post(
            """
            UPDATE messages SET content = NULL
            WHERE doctor_id = \(clinicID) AND id = \(message) AND message_type <> 'template'
            """)
        try transaction.post(
            "UPDATE media SET uploaded_at = NULL WHERE doctor_id = \(clinicID) AND message_id = \(message)")
        try transaction.post(
            """
            INSERT INTO uploads (doctor_id, message_id, due_at) VALUES (\(clinicID), \(message), \(now))
            ON CONFLICT (doctor_id, message_id) DO UPDATE SET due_at = \(now)
            """)
        transaction.signal(.work(.uploads))
    }

    /// Whether WhatsApp still has what was uploaded for a failed message, and can use it.
    func hasUpload(_ message: Message) throws -> Bool {
        if message.failure?.metaCode == SendFailure.unusableFile { return false }
        let row = try transaction.row(
            """
            SELECT 1 AS one FROM media f JOIN messages m ON m.doctor_id = f.doctor_id AND m.id = f.message_id
            WHERE f.doctor_id = \(clinicID) AND f.message_id = \(message.id) AND m.content IS NOT NULL
                AND f.uploaded_at > \(now.adding(.zero - Uploads.kept))
            """)
        return row != nil
    }

    fileprivate func release(_ claim: UploadClaim, uploadID: String) throws {
        let row = try transaction.row(
            "SELECT message_body, content FROM messages WHERE doctor_id = \(clinicID) AND id = \(claim.messageID)")
        guard let body: String = try row?["message_body"] else { return }
        let stored: String? = try row?["content"]
        let content =
            claim.type == .template
            ? try stored.map { try Self.uploaded($0, as: uploadID) }
            : try StoredJSON.text(OutgoingContent(claim, uploadID: uploadID, body: body))
        try transaction.post(
            "UPDATE messages SET content = \(content) WHERE doctor_id = \(clinicID) AND id = \(claim.messageID)")
        try transaction.post("UPDATE media SET uploaded_at = \(now) WHERE \(claim.isThis)")
        try transaction.post(
            "UPDATE outbox SET not_before = \(now) WHERE doctor_id = \(clinicID) AND id = \(claim.messageID)")
        try transaction.post("DELETE FROM uploads WHERE \(claim.isThis)")
        transaction.signal(.work(.outbox))
    }

    /// The stored content of a template with its file. What this program cannot read stays: the gate says so.
    private static func uploaded(_ stored: String, as id: String) throws -> String {
        guard case .template(let template)? = try? StoredJSON.value(OutgoingContent.self, of: stored) else {
            return stored
        }
        return try StoredJSON.text(OutgoingContent.template(template.uploaded(as: id)))
    }

    fileprivate mutating func postpone(
        _ claim: UploadClaim, by delay: Duration, _ failure: SendFailure, ageLimit: Duration
    ) throws {
        let row = try transaction.row(
            "SELECT created_at FROM outbox WHERE doctor_id = \(clinicID) AND id = \(claim.messageID)")
        guard let since: Timestamp = try row?["created_at"], now.since(since) <= ageLimit else {
            return try giveUp(claim, failure)
        }
        try transaction.post("UPDATE uploads SET due_at = \(now.adding(delay)) WHERE \(claim.isThis)")
        transaction.signal(.work(.uploads))
    }

    fileprivate mutating func giveUp(_ claim: UploadClaim, _ failure: SendFailure) throws {
        try transaction.post("DELETE FROM uploads WHERE \(claim.isThis)")
        guard try isInOutbox(claim.messageID) else { return }
        try giveUp(claim.messageID, failure)
        // What stood behind it may leave.
        transaction.signal(.work(.outbox))
    }
}

extension OutgoingContent {
    /// The body of a document without a caption is its name, which WhatsApp is told as such.
    fileprivate init(_ claim: UploadClaim, uploadID id: String, body: String) {
        let caption = body.isEmpty || (claim.type == .document && body == claim.file.name) ? nil : body
        switch claim.type {
        case .image: self = .image(id: id, caption: caption)
        case .video: self = .video(id: id, caption: caption)
        case .audio: self = .audio(id: id, isVoice: claim.file.isVoice)
        case .sticker: self = .sticker(id: id)
        default: self = .document(id: id, filename: claim.file.name, caption: caption)
        }
    }
}
