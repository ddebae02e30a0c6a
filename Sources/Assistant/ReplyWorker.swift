package import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Answers patients: takes the replies that are due, lets the assistant think, and puts what it says into the
/// outbox. Whatever goes wrong ends with a human.
package struct ReplyWorker: Service {
    /// A reply that workers began so often without ending it is not begun again.
    private static let triesLimit: Int64 = 4

    private let store: Store
    private let assistant: any Answering
    private let logger: Logger
    private let concurrency: Int

    /// `concurrency` is how many replies are computed at once.
    package init(store: Store, assistant: any Answering, logger: Logger, concurrency: Int = 16) {
        self.store = store
        self.assistant = assistant
        self.logger = logger
        self.concurrency = concurrency
    }

    package func run() async throws {
        let loop = WorkLoop(.replies, limit: concurrency, logger: logger)
        await loop.run(on: store.changes) { beginner in
            let free = loop.free
            guard free > 0 else { return nil }
            for claim in try await store.claimReplies(limit: free) {
                beginner.begin { await answer(claim) }
            }
            return try await store.nextReplyDue()
        }
    }

    /// Computes one reply. An error here leaves the reply due: the lease ends, and it is begun again.
    func answer(_ claim: ReplyClaim) async {
        do {
            let outcome = try await think(about: claim)
            logger.info(
                "reply computed",
                metadata: ["patient.id": "\(claim.patientID)", "outcome": "\(outcome)", "attempt": "\(claim.attempt)"])
        } catch {
            logger.error(
                "reply not stored",
                metadata: ["patient.id": "\(claim.patientID)", "error.type": "\(type(of: error))"])
        }
    }

    private func think(about claim: ReplyClaim) async throws -> ReplyOutcome {
        guard let question = try await store.question(for: claim) else { return .stopped }
        let lastText = question.burst.last?.text ?? ""
        guard claim.tries <= Self.triesLimit else { return try await handOver(.failed, claim, lastText) }
        try await store.showTyping(for: claim)
        let answer = await assistant.answer(question)
        guard !Task.isCancelled else {
            // The process stops and cut the thinking short: that is no reason to call a human.
            try await store.giveBack(claim)
            return .stopped
        }
        switch answer {
        case .reply(let text, _):
            guard let text = MessageText(cutting: text) else { return try await handOver(.failed, claim, lastText) }
            return try await store.enqueueReply(text, for: claim)
        case .human(let reason):
            return try await handOver(reason, claim, lastText)
        }
    }

    private func handOver(
        _ reason: NeedsHuman, _ claim: ReplyClaim, _ lastText: String
    ) async throws -> ReplyOutcome {
        let sentence = HandOverSentence.text(for: reason, lastPatientText: lastText)
        return try await store.handOver(reason, sentence: MessageText(sentence), for: claim)
    }
}
