package import Conversations

/// A reply that one worker computes. It counts only while `generation` holds.
package struct ReplyClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let generation: Int64
    /// What the clinic lets the assistant do.
    package let mode: AssistantMode
    /// A person has the conversation: what is computed can be a draft and nothing else.
    package let isHeldByPerson: Bool
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
    /// Where the patient only says hello or thanks, that has been answered already.
    package let smallTalkIsAnswered: Bool

    /// Nothing of it may leave by itself.
    package var isForDraft: Bool { mode != .answer || isHeldByPerson }
    package var clinicID: ClinicID { conversation.clinicID }
    package var patientID: PatientID { conversation.patientID }
}

/// What became of a computed reply.
package enum ReplyOutcome: Sendable, Hashable {
    case enqueued
    /// It waits for a person.
    case drafted
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

    /// Puts a reply into the outbox, all its messages at once, unless the fence, a newer message or the bound of automatic
    /// answers stops it. With `alarm` a person is called as well; `isSmallTalk` where nothing was asked. The topics that it
    /// rests on count as used.
    package func enqueue(
        _ text: ReplyText, _ provenance: Provenance? = nil, isSmallTalk: Bool = false, alarm: NeedsHuman? = nil,
        for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        let rules = rules
        return try await finish(claim) { conversation in
            if let alarm { try conversation.raise(alarm, about: claim.upToSeq) }
            if isSmallTalk {
                guard !conversation.isSmallTalkAnswered(rules) else { return }
                try conversation.noteSmallTalk()
                // What is said to a greeting or thanks answers nothing else.
                try conversation.stopWaiting(after: claim.afterSeq, upTo: claim.upToSeq)
            }
            for topic in provenance?.topics ?? [] { try conversation.noteUse(ofTopic: topic) }
            try conversation.say(
                text, provenance, answeringUpTo: isSmallTalk ? nil : claim.upToSeq, within: rules)
        }
    }

    /// Keeps an answer for a person, and calls one. Where the assistant has the conversation and answers by itself, the
    /// patient is told in `sentence` that somebody will, as with any hand-over. Nothing else of it leaves.
    package func keep(
        _ draft: NewDraft, alarm: NeedsHuman? = nil, sentence: ReplyText?, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        let rules = rules
        do {
            return try await finish(claim, as: .drafted, fence: { $0.letsAssistantDraft(claim) }) { conversation in
                if let alarm, !claim.isHeldByPerson { try conversation.raise(alarm, about: claim.upToSeq) }
                try conversation.keepDraft(draft, for: claim)
                guard let sentence, !claim.isForDraft, !conversation.handOverTold else { return }
                try conversation.say(sentence, .fixed, answeringUpTo: nil, within: rules)
                try conversation.markHandOverTold()
            }
        } catch is Conversation.StaleKnowledge {
            try await giveBack(claim)
            return .stale
        }
    }

    /// Calls a human, and tells the patient so in `sentence`, at most once until somebody has looked.
    package func handOver(
        _ reason: NeedsHuman, sentence: ReplyText?, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        let rules = rules
        return try await finish(claim, fence: { $0.letsAssistantDraft(claim) }) { conversation in
            // Whoever has the conversation need not be called to it.
            guard !claim.isHeldByPerson else { return }
            try conversation.raise(reason, about: claim.upToSeq)
            if reason == .unsure { try conversation.noteUnanswered(after: claim.afterSeq, upTo: claim.upToSeq) }
            guard let sentence, !claim.isForDraft, !conversation.handOverTold else { return }
            try conversation.say(sentence, .fixed, answeringUpTo: nil, within: rules)
            try conversation.markHandOverTold()
        }
    }

    /// Ends a reply without a word and without an alarm: there is nothing to answer.
    package func passOver(_ claim: ReplyClaim) async throws -> ReplyOutcome {
        try await finish(claim, fence: { $0.letsAssistantDraft(claim) }) { conversation in
            if conversation.lastPatientSeq == claim.upToSeq { try conversation.setLastPatientSeq(claim.afterSeq) }
            try conversation.stopWaiting(after: claim.afterSeq, upTo: claim.upToSeq)
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
        try await engine.write(as: .system) { transaction in
            guard
                let conversation = try Conversation(locking: claim.patientID, of: claim.clinicID, in: transaction),
                conversation.letsAssistantDraft(claim)
            else { return }
            try conversation.returnLease(of: claim)
        }
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
        _ claim: ReplyClaim, as outcome: ReplyOutcome = .enqueued,
        fence: (@Sendable (Conversation) -> Bool)? = nil,
        _ body: @escaping @Sendable (inout Conversation) throws -> Void
    ) async throws -> ReplyOutcome {
        let rules = rules
        let fence = fence ?? { $0.letsAssistantSpeak(under: claim.generation) }
        return try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation(
                    locking: claim.patientID, of: claim.clinicID, in: transaction),
                fence(conversation), try conversation.isLeased(by: claim)
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
            return outcome
        }
    }
}

extension Conversation {
    /// Enqueued under the present generation, which the caller has compared with its own. Beyond the bound of automatic
    /// answers nothing is said, and the assistant falls silent.
    fileprivate mutating func say(
        _ text: ReplyText, _ provenance: Provenance?, answeringUpTo answered: Int64?, within rules: Rules
    ) throws {
        guard try mayAnswerByItself(rules) else { return try silence() }
        for (index, part) in text.parts.enumerated() {
            var message = NewMessage(author: .assistant, body: part.value, status: .pending)
            message.continues = index > 0
            message.answersUpTo = answered
            message.provenance = provenance
            let seq = try append(message)
            try enqueue(message.id, seq: seq, author: .assistant)
        }
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
