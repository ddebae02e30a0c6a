package import Conversations

/// A reply that one worker computes. It counts only while `generation` holds.
package struct ReplyClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let generation: Int64
    /// The newest message of the patient that is to be answered.
    package let upToSeq: Int64
    /// What comes after this one is to be answered.
    package let afterSeq: Int64
    /// The newest message of the conversation, whoever wrote it.
    package let lastSeq: Int64
    package let begunAt: Timestamp
    /// How often it was restarted because the patient wrote meanwhile.
    package let recomputed: Int64
    /// How often a worker has taken it without finishing it, this time included.
    package let leases: Int64

    package var clinicID: ClinicID { conversation.clinicID }
    package var patientID: PatientID { conversation.patientID }
}

/// What became of a computed reply.
package enum ReplyOutcome: Sendable, Hashable {
    case enqueued
    /// The patient wrote again in the meantime: the reply is computed once more, for the whole burst.
    case stale
    /// The fence stopped it: a person of the clinic has the conversation, or another worker has the reply.
    case stopped
}

/// The replies that the assistant owes. The reply worker gets this part of the storage and no other: its only way to a
/// patient is a row in the outbox, behind the fence.
package struct Replies: Queue {
    let engine: any Engine
    let rules: Rules

    package var work: Work { .replies }
    package var changes: ChangeSignal { engine.changes }

    /// Takes replies that are due. Nobody else gets them until the lease runs out.
    package func claim(limit: Int, besides busy: Set<ReplyClaim> = []) async throws -> [ReplyClaim] {
        let rules = rules
        // Most looks find nothing, so the first one only reads.
        guard try await engine.read(as: .system, { try !Self.due(limit: 1, in: $0).isEmpty }) else { return [] }
        return try await engine.write(as: .system) { transaction in
            var claims: [ReplyClaim] = []
            // More than are wanted: the first ones may be with other nodes, or their patients busy.
            for key in try Self.due(limit: 4 * limit, in: transaction) where claims.count < limit {
                let conversation = try Conversation(
                    locking: key.patientID, of: key.clinicID, in: transaction, unlessBusy: true)
                if let claim = try conversation?.leaseReply(rules) { claims.append(claim) }
            }
            return claims
        }
    }

    private static func due(limit: Int, in transaction: any Transaction) throws -> [ConversationKey] {
        try transaction.rows(
            """
            SELECT doctor_id, patient_id FROM due_replies
            WHERE due_at <= \(transaction.now) AND (leased_until IS NULL OR leased_until <= \(transaction.now))
            ORDER BY due_at LIMIT \(limit)
            """
        ).map(ConversationKey.init(row:))
    }

    package func nextDue() async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row("SELECT MIN(due_at) AS due FROM due_replies WHERE leased_until IS NULL")
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// Puts a reply into the outbox, unless the fence or a newer message stops it. With `alarm` a person is called as
    /// well.
    package func enqueue(
        _ text: MessageText, alarm: NeedsHuman? = nil, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        try await finish(claim) { conversation in
            if let alarm { try conversation.raise(alarm, about: claim.upToSeq) }
            try conversation.say(text)
        }
    }

    /// Calls a human, and tells the patient so in `sentence`, at most once until somebody has looked.
    package func handOver(
        _ reason: NeedsHuman, sentence: MessageText?, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        try await finish(claim) { conversation in
            try conversation.raise(reason, about: claim.upToSeq)
            guard let sentence, !conversation.handOverTold else { return }
            try conversation.say(sentence)
            try conversation.markHandOverTold()
        }
    }

    /// Makes due again the replies that were being computed when this database was last served. Only for an engine that
    /// one process serves at a time: there, every lease found at the start belongs to a process that is gone.
    package func releaseAbandoned() async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post("UPDATE due_replies SET leased_until = NULL WHERE leased_until IS NOT NULL")
        }
    }

    /// Gives back a reply that was not finished because this process is stopping: it is due at once.
    package func giveBack(_ claim: ReplyClaim) async throws {
        try await whileItMaySpeak(claim) { try $0.returnLease(of: claim) }
    }

    /// Shows the patient that somebody is answering. Best effort.
    package func showTyping(for claim: ReplyClaim) async throws {
        let expiry = rules.typingExpiry
        try await whileItMaySpeak(claim) { conversation in
            guard let newest = try conversation.newestWamidOfPatient else { return }
            try conversation.enqueueTyping(for: newest, expiresAfter: expiry)
        }
    }

    private func whileItMaySpeak(
        _ claim: ReplyClaim, _ body: @escaping @Sendable (Conversation) throws -> Void
    ) async throws {
        try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(
                    locking: claim.patientID, of: claim.clinicID, in: transaction),
                conversation.letsAssistantSpeak(under: claim.generation)
            else { return }
            try body(conversation)
        }
    }

    /// The one way in which a computed reply ends, whatever becomes of it: behind the fence, and computed again when
    /// the patient wrote meanwhile, within the limits of `rules`.
    private func finish(
        _ claim: ReplyClaim, _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> ReplyOutcome {
        let rules = rules
        return try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation(
                    locking: claim.patientID, of: claim.clinicID, in: transaction),
                conversation.letsAssistantSpeak(under: claim.generation), try conversation.isLeased(by: claim)
            else { return .stopped }
            let isNewer = conversation.lastPatientSeq > claim.upToSeq
            let mayTryAgain =
                claim.recomputed < rules.recomputeLimit && transaction.now < claim.begunAt.adding(rules.replyTimeLimit)
            if isNewer && mayTryAgain {
                try conversation.recomputeReply()
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
    /// Enqueued under the present generation, which the caller has compared with its own.
    fileprivate mutating func say(_ text: MessageText) throws {
        let message = NewMessage(author: .assistant, body: text.value, status: .pending)
        let seq = try append(message)
        try enqueue(message.id, seq: seq, author: .assistant)
    }

    fileprivate var newestWamidOfPatient: Wamid? {
        get throws {
            try transaction.row(
                """
                SELECT whatsapp_message_id FROM messages
                WHERE \(belongs) AND direction = 'incoming' AND whatsapp_message_id IS NOT NULL
                ORDER BY seq DESC LIMIT 1
                """)?["whatsapp_message_id"]
        }
    }
}
