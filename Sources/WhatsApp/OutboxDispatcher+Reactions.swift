import Conversations
import Logging
import Storage

extension OutboxDispatcher {
    /// One call to Meta, whose outcome is recorded. Where that is not known, it is made again later.
    func react(_ claim: ReactionClaim) async {
        do {
            guard let recipient = claim.recipient else {
                return try await outbox.reactions.recordRefused(claim, .nobodyToReactTo, retryAfter: nil)
            }
            guard let credentials = try await credentials(of: claim.clinicID) else {
                return try await outbox.reactions.recordRefused(claim, .notConnected, retryAfter: nil)
            }
            let message = OutboundMessage(
                recipient: recipient, content: .reaction(to: claim.target, emoji: claim.emoji),
                callbackData: claim.id.description)
            do throws(SendError) {
                let accepted = try await client.send(message, from: credentials, timeout: outbox.reactions.timeout)
                await recordSurely { try await outbox.reactions.recordAccepted(claim, wamid: accepted.wamid) }
            } catch {
                let failure = error
                report(failure, of: claim)
                await recordSurely { try await record(failure, of: claim) }
            }
        } catch {
            // It stays claimed for as long as a claim lasts, and is sent again then.
            report(error, of: claim)
        }
    }

    private func record(_ error: SendError, of claim: ReactionClaim) async throws {
        var random = SystemRandomNumberGenerator()
        let attempt = Int(claim.attempt)
        switch error {
        case .refused(let refusal) where GraphErrorMeaning.blocksSending(refusal.code):
            let delay = RetryPlan.minutes.delay(attempt: attempt, random: &random) ?? .seconds(60)
            try await outbox.reactions.pause(claim, by: delay, refusal.failure)
        case .refused(let refusal):
            let delay = refusal.delay(attempt: attempt, random: &random)
            try await outbox.reactions.recordRefused(claim, refusal.failure, retryAfter: delay)
        case .notSent, .uncertain:
            let delay = RetryPlan.backoff(maxAttempts: nil).delay(attempt: attempt, random: &random)
            try await outbox.reactions.recordRefused(claim, .noConnection, retryAfter: delay)
        }
    }

    private func report(_ error: any Error, of claim: ReactionClaim) {
        logger.notice(
            "reaction not sent",
            metadata: [
                "message.id": "\(claim.messageID)", "clinic.id": "\(claim.clinicID)", "attempt": "\(claim.attempt)",
                "error.code": "\(ReasonCode.of(error))",
            ])
    }
}

extension SendFailure {
    fileprivate static let nobodyToReactTo = SendFailure(
        .ours, sentence: "WhatsApp has told no way to reach this patient any more.", canRetry: false)
}
