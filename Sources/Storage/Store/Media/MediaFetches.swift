package import Conversations

/// The files that WhatsApp has and that are to be fetched: those of patients, and of the clinic's phone.
package struct MediaFetches: Queue {
    /// For as long as this a claim is left to whoever has it. What takes longer is given up by then.
    package static let lease = Duration.seconds(360)
    /// WhatsApp keeps a file for a week.
    static let kept = Duration.seconds(7 * 24 * 3600)

    let engine: any Engine
    let sealer: TokenSealer

    package var work: Work { .media }
    package var changes: ChangeSignal { engine.changes }

    package func claim(limit: Int, besides busy: Set<MediaClaim> = []) async throws -> [MediaClaim] {
        guard try await nextDue(besides: busy).map({ $0 <= .zero }) == true else { return [] }
        return try await engine.write(as: .system) { transaction in
            let due = try transaction.rows(
                """
                SELECT doctor_id, message_id, file, attempts FROM media
                WHERE state = 'waiting' AND due_at <= \(transaction.now) AND \(Holding.isOfClinicAtWork)
                ORDER BY due_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            return try due.compactMap { try take($0, in: transaction) }
        }
    }

    /// The name under which it will be kept is written down before anything is kept under it.
    private func take(_ row: ResultRow, in transaction: any Transaction) throws -> MediaClaim? {
        let (clinic, message): (ClinicID, MessageID) = (try row["doctor_id"], try row["message_id"])
        let name: FileName = try row["file"] ?? .make()
        let attempt: Int64 = try row["attempts"] + 1
        let said = try transaction.row(
            "SELECT patient_id, media FROM messages WHERE doctor_id = \(clinic) AND id = \(message)")
        let text: String? = try said?["media"]
        guard let said, let media = text.flatMap({ try? StoredJSON.value(StoredMedia.self, of: $0) }), let id = media.id
        else {
            try transaction.post(
                """
                UPDATE media SET state = 'gone', due_at = NULL
                WHERE doctor_id = \(clinic) AND message_id = \(message)
                """)
            return nil
        }
        try transaction.post(
            """
            UPDATE media SET file = \(name), attempts = \(attempt), due_at = \(transaction.now.adding(Self.lease))
            WHERE doctor_id = \(clinic) AND message_id = \(message)
            """)
        return MediaClaim(
            conversation: ConversationKey(clinicID: clinic, patientID: try said["patient_id"]), messageID: message,
            mediaID: id, mimeType: media.mimeType, sha256: media.sha256, name: name, attempt: attempt)
    }

    package func nextDue(besides busy: Set<MediaClaim> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                "SELECT MIN(due_at) AS due FROM media WHERE state = 'waiting' AND \(Holding.isOfClinicAtWork)")
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// What a clinic has to show to WhatsApp. Throws `StorageError.sealBroken` when SECRET_KEY is not the right one.
    package func credentials(of clinic: ClinicID) async throws -> SendingCredentials? {
        try await SendingCredentials(of: clinic, in: engine, sealer)
    }

    // MARK: Outcomes

    /// The file is kept under the claim's name.
    package func finish(_ claim: MediaClaim, _ kept: KeptFile) async throws {
        try await record(
            claim,
            """
            state = 'ready', due_at = NULL, kind = \(kept.kind), size = \(kept.size), width = \(kept.width),
                height = \(kept.height), milliseconds = \(kept.milliseconds), pages = \(kept.pages),
                thumbnail_size = \(kept.thumbnailSize)
            """
        ) { conversation in
            try conversation.transaction.post(
                """
                UPDATE messages SET media_url = \(claim.messageID.mediaPath)
                WHERE doctor_id = \(claim.clinicID) AND id = \(claim.messageID)
                """)
            try conversation.beginReading(claim.messageID)
        }
    }

    /// It is tried again after a while, unless by then WhatsApp has it no more.
    package func postpone(_ claim: MediaClaim, by delay: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                UPDATE media SET due_at = \(transaction.now.adding(delay))
                WHERE \(claim.isThis) AND state = 'waiting' AND attempts = \(claim.attempt)
                """)
            transaction.signal(.work(.media))
        }
    }

    /// A person can have it tried again.
    package func fail(_ claim: MediaClaim, _ sentence: String) async throws {
        try await record(claim, "state = 'failed', due_at = NULL, error = \(sentence)") { try $0.endTranscriptWait() }
    }

    package func markGone(_ claim: MediaClaim) async throws {
        try await record(claim, "state = 'gone', due_at = NULL") { try $0.endTranscriptWait() }
    }

    private func record(
        _ claim: MediaClaim, _ change: SQL, _ also: @escaping @Sendable (Conversation) throws -> Void
    ) async throws {
        try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation.present(
                    claim.conversation.patientID, of: claim.clinicID, in: transaction),
                try transaction.execute(
                    "UPDATE media SET \(change) WHERE \(claim.isThis) AND state = 'waiting' AND attempts = \(claim.attempt)"
                ) == 1
            else { return try noteIfGone(claim, in: transaction) }
            try also(conversation)
            conversation.signal()
        }
    }

    /// Where the row is gone nobody else knows of the file. Where it is there, a later attempt has it under the same name.
    private func noteIfGone(_ claim: MediaClaim, in transaction: any Transaction) throws {
        guard try transaction.row("SELECT 1 AS one FROM media WHERE \(claim.isThis)") == nil else { return }
        try UnwantedFiles.note(claim.name, in: transaction)
    }

    /// Makes due again what was being fetched when this database was last served. Only for an engine that one process
    /// serves at a time.
    package func releaseAbandoned() async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post(
                "UPDATE media SET due_at = \(transaction.now) WHERE state = 'waiting' AND due_at > \(transaction.now)")
        }
    }
}

/// One attempt to fetch a file.
package struct MediaClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let messageID: MessageID
    /// WhatsApp's name for the file.
    package let mediaID: String
    /// What the webhook said of it.
    package let mimeType: String?
    package let sha256: String?
    /// The name under which it is to be kept.
    package let name: FileName
    /// 1 for the first try.
    package let attempt: Int64

    package var clinicID: ClinicID { conversation.clinicID }

    fileprivate var isThis: SQL { "doctor_id = \(clinicID) AND message_id = \(messageID)" }
}

extension MessageID {
    /// Where the file of this message is, on the origin of the API.
    package var mediaPath: String { "/api/live-chat/media/\(self)" }
}
