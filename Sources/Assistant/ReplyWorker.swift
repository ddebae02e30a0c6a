package import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Answers patients: takes the replies that are due, lets the assistant think, and puts what it says into the
/// outbox. Whatever goes wrong ends with a human.
package struct ReplyWorker: Service {
    /// A reply that workers have taken this often without ending it is not tried again.
    private static let leaseLimit: Int64 = 4
    /// WhatsApp shows "typing…" for so long.
    package static let typingLasts = Duration.seconds(25)

    private let replies: Replies
    private let assistant: any Answering
    private let logger: Logger
    private let concurrency: Int
    private let offline: OfflineAssistant
    private let typingLasts: Duration
    private let check: ReplyCheck
    private let summariser: (any Summarising)?

    /// How many replies are computed at once: a reply that waits for a model costs little more than its question.
    /// `Replies` sees to it that no clinic takes all places.
    package static let places = 512

    /// `offline` tells what is small talk, whichever assistant answers; `check` what may not leave by itself. An assistant that
    /// can make summaries makes those of long conversations.
    package init(
        replies: Replies, assistant: any Answering, offline: OfflineAssistant, logger: Logger,
        concurrency: Int = places, typingLasts: Duration = typingLasts,
        check: @escaping ReplyCheck = { _, _, _ in nil }
    ) {
        self.replies = replies
        self.assistant = assistant
        self.offline = offline
        self.logger = logger
        self.concurrency = concurrency
        self.typingLasts = typingLasts
        self.check = check
        summariser = assistant as? any Summarising
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
            if outcome == .enqueued || outcome == .drafted { await summarise(after: claim) }
        } catch {
            logger.error(
                "reply not stored",
                metadata: ["patient.id": "\(claim.patientID)", "error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func think(about claim: ReplyClaim) async throws -> ReplyOutcome {
        let watch = replies.watch(claim)
        guard let question = try await replies.question(for: claim) else { return .stopped }
        let isSmallTalk = question.isSmallTalk(to: offline)
        if question.burst.isEmpty || (isSmallTalk && (claim.smallTalkIsAnswered || claim.isHeldByPerson)) {
            return try await replies.passOver(claim)
        }
        guard claim.leases <= Self.leaseLimit else {
            return try await end(claim, question, with: question.decision(for: .human(.failed)))
        }
        try await replies.showTyping(for: claim)
        async let _ = showTypingAgain(for: claim)
        guard let decision = await decision(about: question, unless: watch) else { return .stopped }
        guard !Task.isCancelled else {
            // The process is stopping and cut the thinking short: that is no reason to call a human.
            try await replies.giveBack(claim)
            return .stopped
        }
        return try await end(claim, question, with: decision, isSmallTalk: isSmallTalk)
    }

    /// Nil where the assistant may not say any more what it would have said: then the thinking is cut short, since
    /// nobody would read it and a model costs time and money.
    private func decision(about question: Question, unless watch: ReplyWatch) async -> Decision? {
        await unlessStopped(watch) { await question.decision(of: assistant, check) }
    }

    /// For the next question, so that nobody waits for it. Without one the next answer does without it.
    private func summarise(after claim: ReplyClaim) async {
        guard let summariser else { return }
        do {
            let watch = replies.watch(claim)
            guard let task = try await replies.summaryTask(after: claim) else { return }
            let made = await unlessStopped(watch) { await summariser.summary(of: task.stretch) }
            guard let made, !Task.isCancelled else { return }
            let isKept = try await replies.keep(made, of: task)
            logger.info(
                "summary made", metadata: ["patient.id": "\(claim.patientID)", "summary.kept": "\(isKept)"])
        } catch {
            logger.warning(
                "summary not kept",
                metadata: ["patient.id": "\(claim.patientID)", "error.code": "\(ReasonCode.of(error))"])
        }
    }

    /// What a model makes, which is cut short once nothing that was asked for counts any more: then nil.
    private func unlessStopped<Made: Sendable>(
        _ watch: ReplyWatch, _ make: @escaping @Sendable () async -> Made?
    ) async -> Made? {
        await withTaskGroup(of: Made?.self) { group in
            group.addTask { await make() }
            group.addTask {
                await watch.untilStopped()
                return nil
            }
            defer { group.cancelAll() }
            let first = await group.next() ?? nil
            // A process that is stopping ends the watch as well: then the worker gives the reply back.
            guard first == nil, Task.isCancelled else { return first }
            return await group.next() ?? nil
        }
    }

    /// For as long as the assistant thinks: then the task is cancelled.
    private func showTypingAgain(for claim: ReplyClaim) async {
        while (try? await Task.sleep(for: typingLasts)) != nil { try? await replies.showTyping(for: claim) }
    }

    private func end(
        _ claim: ReplyClaim, _ question: Question, with decision: Decision, isSmallTalk: Bool = false
    ) async throws -> ReplyOutcome {
        switch decision {
        case .say(let text, var provenance, let alarm) where claim.isForDraft:
            provenance.rule = DraftReason.mode.rule
            return try await replies.keep(
                NewDraft(text, provenance, why: .mode, knowledge: question.topics), alarm: alarm, sentence: nil,
                for: claim)
        case .say(let text, let provenance, let alarm):
            return try await replies.enqueue(text, provenance, isSmallTalk: isSmallTalk, alarm: alarm, for: claim)
        case .draft(let text, let provenance, let why, let alarm, let sentence):
            return try await replies.keep(
                NewDraft(text, provenance, why: why, knowledge: question.topics), alarm: alarm, sentence: sentence,
                for: claim)
        case .handOver(let reason, let sentence):
            return try await replies.handOver(reason, sentence: sentence, for: claim)
        }
    }
}
