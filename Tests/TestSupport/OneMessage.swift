package import Conversations
package import Storage

/// Replies of one message, as most tests want them.
extension Replies {
    @discardableResult
    package func enqueue(
        _ text: MessageText, alarm: NeedsHuman? = nil, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        try await enqueue(ReplyText(text), alarm: alarm, for: claim)
    }

    @discardableResult
    package func handOver(
        _ reason: NeedsHuman, sentence: MessageText, for claim: ReplyClaim
    ) async throws -> ReplyOutcome {
        try await handOver(reason, sentence: ReplyText(sentence), for: claim)
    }
}
