package import Conversations

/// A reply that one worker computes. It is worth something only as long as `generation` holds.
package struct ReplyClaim: Sendable, Hashable {
    package let doctorID: DoctorID
    package let patientID: PatientID
    package let generation: Int64
    /// The newest message of the patient that is to be answered.
    package let upToSeq: Int64
    /// What comes after this one is to be answered.
    package let afterSeq: Int64
    /// The newest message of the conversation, whoever wrote it.
    package let lastSeq: Int64
    package let attempt: Int64
    package let startedAt: Timestamp
    /// How often a worker has taken this reply without ending it, this time included.
    package let tries: Int64
}

/// What became of a computed reply.
package enum ReplyOutcome: Sendable, Hashable {
    case enqueued
    /// The patient wrote again in the meantime: the reply is computed once more, for the whole burst.
    case stale
    /// The fence stopped it: a person of the clinic has the conversation, or another worker has the reply.
    case stopped
}

extension Store {
    /// Takes up to `limit` replies that are due. Nobody else gets them until the lease is over.
    package func claimReplies(limit: Int) async throws -> [ReplyClaim] {
        let rules = rules
        // Most looks find nothing, and a look does not need the right to write.
        guard try await engine.read(as: .system, { try !Self.dueReplies(limit: 1, in: $0).isEmpty }) else { return [] }
        return try await engine.write(as: .system) { transaction in
            let due = try Self.dueReplies(limit: limit, in: transaction, lock: transaction.dialect.skipLocked)
            return try due.compactMap { row in
                let doctor: DoctorID = try row["doctor_id"]
                return try Conversation(locking: try row["id"], of: doctor, in: transaction)?.claimReply(rules)
            }
        }
    }

    private static func dueReplies(
        limit: Int, in transaction: any Transaction, lock: SQL = ""
    ) throws -> [ResultRow] {
        try transaction.rows(
            """
            SELECT doctor_id, id FROM patients
            WHERE reply_due_at IS NOT NULL AND reply_due_at <= \(transaction.now)
                AND (reply_lease_until IS NULL OR reply_lease_until <= \(transaction.now))
            ORDER BY reply_due_at LIMIT \(limit)\(lock)
            """)
    }

    /// In how long the next reply that nobody has taken is due; nil when there is none, negative when it is late.
    package func nextReplyDue() async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(reply_due_at) AS due FROM patients
                WHERE reply_due_at IS NOT NULL AND reply_lease_until IS NULL
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// What the assistant may know for this reply. Nil when the patient is gone.
    package func question(for claim: ReplyClaim) async throws -> Question? {
        try await engine.read(as: .system) { transaction in
            guard let doctor = try Doctor.find(claim.doctorID, in: transaction) else { return nil }
            let newest = try transaction.rows(
                """
                SELECT seq, author, message_type, message_body, created_at FROM messages
                WHERE doctor_id = \(claim.doctorID) AND patient_id = \(claim.patientID) AND seq <= \(claim.lastSeq)
                    AND status NOT IN ('cancelled', 'failed') AND message_type NOT IN ('reaction', 'system')
                ORDER BY seq DESC LIMIT 60
                """
            ).reversed()
            // A reply to an older part of the burst may stand behind the newest messages; what is open comes last.
            let isOpen: (ResultRow) throws -> Bool = {
                try $0["author"] as Author == .patient && $0["seq"] > claim.afterSeq
            }
            let open = try newest.filter(isOpen)
            let settled = try newest.filter { try !isOpen($0) }
            return Question(
                clinicName: doctor.clinicName ?? doctor.name, doctorName: doctor.name,
                clinicAddress: doctor.clinicAddress, topics: try Self.topics(of: claim.doctorID, in: transaction),
                history: try (settled + open).map(Turn.init(row:)), burstLength: open.count)
        }
    }

    /// Puts a reply into the outbox, unless the fence or a newer message stands against it.
    package func enqueueReply(_ text: MessageText, for claim: ReplyClaim) async throws -> ReplyOutcome {
        try await finish(claim) { conversation in
            try conversation.say(text)
        }
    }

    /// Calls a human, and tells the patient so in `sentence`, at most once until somebody has looked.
    package func handOver(
        _ reason: NeedsHuman, sentence: MessageText?, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        try await finish(claim) { conversation in
            try conversation.setNeedsHuman(reason)
            guard let sentence, !conversation.handOverTold else { return }
            try conversation.say(sentence)
            try conversation.markHandOverTold()
        }
    }

    /// Makes replies due that were being computed when this database was last served. Only for an engine that one
    /// process serves at a time: there, every lease that is found at the start belongs to a process that is gone.
    package func releaseAbandonedReplies() async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post(
                "UPDATE patients SET reply_lease_until = NULL WHERE reply_lease_until IS NOT NULL")
        }
    }

    /// Gives a reply back that was not computed to its end, because this process stops: it is due at once.
    package func giveBack(_ claim: ReplyClaim) async throws {
        try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(
                    locking: claim.patientID, of: claim.doctorID, in: transaction),
                conversation.letsAssistantSpeak(under: claim.generation)
            else { return }
            try transaction.post(
                """
                UPDATE patients SET reply_lease_until = NULL, reply_tries = reply_tries - 1,
                    reply_attempts = reply_attempts - 1
                WHERE \(conversation.isThis) AND reply_attempts = \(claim.attempt) AND reply_tries = \(claim.tries)
                """)
            transaction.signal(.work(.replies))
        }
    }

    /// Shows the patient that somebody is answering. Worth a try, never more.
    package func showTyping(for claim: ReplyClaim) async throws {
        let expiry = rules.typingExpiry
        try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(
                    locking: claim.patientID, of: claim.doctorID, in: transaction),
                conversation.letsAssistantSpeak(under: claim.generation)
            else { return }
            try conversation.enqueueTyping(expiresAfter: expiry)
        }
    }

    private func finish(
        _ claim: ReplyClaim, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> ReplyOutcome {
        let rules = rules
        return try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation(
                    locking: claim.patientID, of: claim.doctorID, in: transaction),
                conversation.letsAssistantSpeak(under: claim.generation), try conversation.isHeld(by: claim)
            else { return .stopped }
            let isNewer = conversation.lastPatientSeq > claim.upToSeq
            let mayTryAgain =
                claim.attempt < rules.replyAttempts
                && transaction.now < claim.startedAt.adding(rules.replyTimeLimit)
            if isNewer && mayTryAgain {
                try conversation.releaseReply()
                return .stale
            }
            try body(&conversation)
            try conversation.endReply(upTo: claim.upToSeq, isNewer: isNewer)
            conversation.signal()
            return .enqueued
        }
    }
}

extension Conversation {
    fileprivate func claimReply(_ rules: StoreRules) throws -> ReplyClaim? {
        guard !isBotPaused else { return nil }
        try transaction.post(
            """
            UPDATE patients SET reply_lease_until = \(now.adding(rules.replyLease)),
                reply_attempts = reply_attempts + 1, reply_tries = reply_tries + 1,
                reply_started_at = COALESCE(reply_started_at, \(now))
            WHERE \(isThis)
            """)
        let row = try transaction.row(
            """
            SELECT reply_attempts, reply_tries, reply_started_at, answered_seq FROM patients WHERE \(isThis)
            """)
        guard let row else { return nil }
        signal()
        return ReplyClaim(
            doctorID: doctorID, patientID: patientID, generation: generation, upToSeq: lastPatientSeq,
            afterSeq: try row["answered_seq"], lastSeq: lastSeq, attempt: try row["reply_attempts"],
            startedAt: try row["reply_started_at"], tries: try row["reply_tries"])
    }

    /// False when the lease was over and another worker has taken the reply.
    fileprivate func isHeld(by claim: ReplyClaim) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM patients WHERE \(isThis) AND answered_seq = \(claim.afterSeq)
                AND reply_attempts = \(claim.attempt) AND reply_tries = \(claim.tries)
            """) != nil
    }

    /// Enqueued under the present generation, which the caller has compared with its own.
    fileprivate mutating func say(_ text: MessageText) throws {
        let message = NewMessage(author: .assistant, body: text.value, status: .pending)
        let seq = try append(message)
        try enqueue(message.id, seq: seq, author: .assistant)
    }

    /// The reply was stale: it stays due, for the next worker that looks.
    fileprivate func releaseReply() throws {
        try transaction.post(
            "UPDATE patients SET reply_lease_until = NULL, reply_tries = 0 WHERE \(isThis)")
        transaction.signal(.work(.replies))
    }

    /// The burst is answered. A message that came meanwhile stays due and begins a burst of its own.
    fileprivate func endReply(upTo seq: Int64, isNewer: Bool) throws {
        try transaction.post(
            """
            UPDATE patients SET reply_lease_until = NULL, reply_started_at = NULL, reply_attempts = 0,
                reply_tries = 0, answered_seq = \(seq),
                reply_due_at = CASE WHEN \(isNewer) THEN reply_due_at ELSE NULL END,
                reply_burst_at = CASE WHEN \(isNewer) THEN reply_burst_at ELSE NULL END
            WHERE \(isThis)
            """)
        if isNewer { transaction.signal(.work(.replies)) }
    }

    fileprivate func enqueueTyping(expiresAfter expiry: Duration) throws {
        let newest = try transaction.row(
            """
            SELECT whatsapp_message_id FROM messages
            WHERE \(belongs) AND direction = 'incoming' AND whatsapp_message_id IS NOT NULL
            ORDER BY seq DESC LIMIT 1
            """)
        guard let wamid: String = try newest?["whatsapp_message_id"] else { return }
        try transaction.post(
            """
            INSERT INTO outbox (id, doctor_id, patient_id, kind, author, generation, state, not_before, expires_at,
                whatsapp_message_id, created_at)
            VALUES (\(MessageID.make()), \(doctorID), \(patientID), 'typing', 'assistant', \(generation), 'pending',
                \(now), \(now.adding(expiry)), \(wamid), \(now))
            """)
        transaction.signal(.work(.outbox))
    }
}

extension Turn {
    /// What is not text is named, so that a reader knows that something is missing.
    fileprivate init(row: ResultRow) throws {
        let type: MessageType = try row["message_type"]
        let body: String = try row["message_body"]
        let label = type.label
        let text = label.map { body.isEmpty ? $0 : "\($0) \(body)" } ?? body
        self.init(author: try row["author"], text: text, at: try row["created_at"])
    }
}

extension MessageType {
    fileprivate var label: String? {
        switch self {
        case .text, .interactive, .button, .reaction, .system: nil
        case .image: "[Photo]"
        case .document: "[Document]"
        case .audio: "[Voice message]"
        case .video: "[Video]"
        case .sticker: "[Sticker]"
        case .location: "[Location]"
        case .contacts: "[Contact]"
        case .order: "[Order]"
        case .unsupported: "[Unsupported message]"
        }
    }
}
