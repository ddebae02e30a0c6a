package import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Answers patients: takes the replies that are due, lets the assistant think, and puts what it says into the
/// outbox. Whatever goes wrong ends with a human.
package struct ReplyWorker: Service {
    /// A reply that workers have taken this often without ending it is not tried again.
    private static let leaseLimit: Int64 = 4

    private let replies: Replies
    private let assistant: any Answering
    private let logger: Logger
    private let concurrency: Int

    /// `concurrency` is how many replies are computed at once.
    package init(replies: Replies, assistant: any Answering, logger: Logger, concurrency: Int = 16) {
        self.replies = replies
        self.assistant = assistant
        self.logger = logger
        self.concurrency = concurrency
    }

    package func run() async throws {
        await WorkLoop(replies, limit: concurrency, logger: logger).run(on: replies.changes) { claim in
            await compute(claim)
        }
    }

    /// Computes one reply. An error here leaves the reply due: the lease ends, and somebody takes it again.
    private func compute(_ claim: ReplyClaim) async {
        do {
            let outcome = try await think(about: claim)
            logger.info(
                "reply computed",
                metadata: [
                    "patient.id": "\(claim.patientID)", "outcome": "\(outcome)", "recomputed": "\(claim.recomputed)",
                ])
        } catch {
            logger.error(
                "reply not stored",
                metadata: ["patient.id": "\(claim.patientID)", "error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func think(about claim: ReplyClaim) async throws -> ReplyOutcome {
        guard let question = try await replies.question(for: claim) else { return .stopped }
        guard claim.leases <= Self.leaseLimit else {
            return try await end(claim, question, with: question.minding(.human(.failed)))
        }
        try await replies.showTyping(for: claim)
        let answer = await question.answer(from: assistant)
        guard !Task.isCancelled else {
            // The process is stopping and cut the thinking short: that is no reason to call a human.
            try await replies.giveBack(claim)
            return .stopped
        }
        return try await end(claim, question, with: answer)
    }

    private func end(_ claim: ReplyClaim, _ question: Question, with answer: Answer) async throws -> ReplyOutcome {
        switch answer {
        case .reply(let text, _, let alarm):
            guard let text = MessageText(cutting: text) else {
                return try await end(claim, question, with: question.minding(.human(.failed)))
            }
            return try await replies.enqueue(text, alarm: alarm, for: claim)
        case .human(let reason):
            let sentence = HandOverSentence.text(for: reason, lastPatientText: question.lastPatientText)
            return try await replies.handOver(reason, sentence: MessageText(sentence), for: claim)
        }
    }
}

extension Question {
    /// The patient's newest words, which tell the language; empty where there are none.
    fileprivate var lastPatientText: String {
        history.last { $0.author == .patient && !$0.text.isBlank }?.text ?? ""
    }
}
