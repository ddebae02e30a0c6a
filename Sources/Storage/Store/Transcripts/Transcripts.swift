package import Conversations

/// The files of patients that machines are to read: what is said in a sound, what a picture shows.
package struct Transcripts: Queue {
    /// For as long as this a claim is left to whoever has it. What takes longer is given up by then.
    package static let lease = Duration.seconds(180)

    let engine: any Engine
    let rules: Rules

    package var work: Work { .transcripts }
    package var changes: ChangeSignal { engine.changes }

    package func claim(limit: Int, besides busy: Set<TranscriptClaim> = []) async throws -> [TranscriptClaim] {
        guard try await nextDue(besides: busy).map({ $0 <= .zero }) == true else { return [] }
        return try await engine.write(as: .system) { transaction in
            let due = try transaction.rows(
                """
                SELECT doctor_id, message_id, kind, attempts FROM transcripts
                WHERE state = 'waiting' AND due_at <= \(transaction.now) AND \(Holding.isOfClinicAtWork)
                ORDER BY due_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            return try due.compactMap { try take($0, in: transaction) }
        }
    }

    private func take(_ row: ResultRow, in transaction: any Transaction) throws -> TranscriptClaim? {
        let (clinic, message): (ClinicID, MessageID) = (try row["doctor_id"], try row["message_id"])
        let (word, attempt): (String, Int64) = (try row["kind"], try row["attempts"] + 1)
        let known = try transaction.row(
            """
            SELECT \(Message.columns) FROM \(Message.tables) WHERE m.doctor_id = \(clinic) AND m.id = \(message)
            """
        ).map(Message.init(row:))
        guard let known, let kind = FileReading.Kind(rawValue: word) else { return nil }
        try transaction.post(
            """
            UPDATE transcripts SET attempts = \(attempt), due_at = \(transaction.now.adding(Self.lease))
            WHERE doctor_id = \(clinic) AND message_id = \(message)
            """)
        let policy = try Clinic.find(clinic, in: transaction)?.reading
        let isWanted = policy.map { rules.readers.read(kind, for: $0) } ?? false
        return TranscriptClaim(
            conversation: ConversationKey(clinicID: clinic, patientID: known.patientID), messageID: message,
            kind: kind, file: isWanted && known.amendments.deletedAt == nil ? known.media?.kept : nil,
            attempt: attempt)
    }

    package func nextDue(besides busy: Set<TranscriptClaim> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                "SELECT MIN(due_at) AS due FROM transcripts WHERE state = 'waiting' AND \(Holding.isOfClinicAtWork)")
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    // MARK: Outcomes

    /// Keeps what the model `model` has read. What was spoken passes the red-flag gate in the same transaction. Returns
    /// false where the file was read already, or is gone.
    @discardableResult
    package func store(_ words: String, by model: String, for claim: TranscriptClaim) async throws -> Bool {
        let rules = rules
        let words = FileReading.kept(words)
        return try await record(
            claim, { "state = 'ready', words = \(words), model = \(model), due_at = NULL, made_at = \($0.now)" }
        ) { conversation in
            if claim.kind == .transcript { try conversation.hear(words, in: claim.messageID, rules) }
        }
    }

    /// It could not be read, and is not tried again.
    package func fail(_ claim: TranscriptClaim) async throws {
        _ = try await record(claim, { _ in "state = 'failed', due_at = NULL" }) { try $0.endTranscriptWait() }
    }

    /// Nobody is to read it any more: it is as if nobody ever was.
    package func forget(_ claim: TranscriptClaim) async throws {
        try await engine.write(as: .system) { transaction in
            let conversation = try Conversation.present(
                claim.conversation.patientID, of: claim.clinicID, in: transaction)
            try transaction.execute("DELETE FROM transcripts WHERE \(claim.isUnderWay)")
            try conversation?.endTranscriptWait()
            conversation?.signal()
        }
    }

    /// It is tried again after a while.
    package func postpone(_ claim: TranscriptClaim, by delay: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                "UPDATE transcripts SET due_at = \(transaction.now.adding(delay)) WHERE \(claim.isUnderWay)")
            transaction.signal(.work(.transcripts))
        }
    }

    /// The attempt was cut short, since this process is stopping: it is due at once, and counts for nothing.
    package func giveBack(_ claim: TranscriptClaim) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                UPDATE transcripts SET due_at = \(transaction.now), attempts = attempts - 1 WHERE \(claim.isUnderWay)
                """)
            transaction.signal(.work(.transcripts))
        }
    }

    private func record(
        _ claim: TranscriptClaim, _ change: @escaping @Sendable (any Transaction) -> SQL,
        _ also: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation.present(
                    claim.conversation.patientID, of: claim.clinicID, in: transaction),
                try transaction.execute(
                    "UPDATE transcripts SET \(change(transaction)) WHERE \(claim.isUnderWay)") == 1
            else { return false }
            try also(&conversation)
            conversation.signal()
            return true
        }
    }

    /// Makes due again what was being read when this database was last served. Only for an engine that one process serves
    /// at a time.
    package func releaseAbandoned() async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post(
                """
                UPDATE transcripts SET due_at = \(transaction.now)
                WHERE state = 'waiting' AND due_at > \(transaction.now)
                """)
        }
    }
}

/// One attempt to read a file.
package struct TranscriptClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let messageID: MessageID
    package let kind: FileReading.Kind
    /// Nil where nobody is to read it any more: the patient has taken it back, or the clinic wants none read.
    package let file: KeptFile?
    /// 1 for the first try.
    package let attempt: Int64

    package var clinicID: ClinicID { conversation.clinicID }

    /// The row, for as long as nobody else has it.
    fileprivate var isUnderWay: SQL {
        "doctor_id = \(clinicID) AND message_id = \(messageID) AND state = 'waiting' AND attempts = \(attempt)"
    }
}
