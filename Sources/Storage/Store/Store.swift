import Conversations

/// Everything that is kept, and the rules that keep it true. One method is one transaction.
package struct Store: Sendable {
    package let engine: any Engine
    package let sealer: TokenSealer
    package let rules: StoreRules

    package init(engine: any Engine, sealer: TokenSealer, rules: StoreRules = StoreRules()) {
        self.engine = engine
        self.sealer = sealer
        self.rules = rules
    }

    package var changes: ChangeSignal { engine.changes }

    /// Answers when the database does.
    package func ping() async throws {
        _ = try await engine.read(as: .system) { try $0.row("SELECT 1 AS one") }
    }
}

/// The durations and limits that transactions decide by.
package struct StoreRules: Sendable {
    /// Quiet time after a patient's last message before a reply is computed (REPLY_DELAY_MS).
    package var replyDelay = Duration.seconds(3)
    /// However much the patient writes, the reply to a burst is computed after this time.
    package var burstLimit = Duration.seconds(30)
    /// A reply made stale by a newer message is computed again at most so often, and for so long.
    package var replyAttempts: Int64 = 3
    package var replyTimeLimit = Duration.seconds(30)
    /// After this time without a result, another worker may compute the reply.
    package var replyLease = Duration.seconds(45)
    /// How long a call to Meta may take (SEND_TIMEOUT_SECONDS).
    package var sendTimeout = Duration.seconds(10)
    /// How long an unknown outcome waits for a status before it is decided (SEND_RECONCILE_SECONDS).
    package var reconcileAfter = Duration.seconds(60)
    /// How long a doctor's request waits for the outcome of the send.
    package var outcomeWait = Duration.seconds(10)
    /// A message that could not be handed over for so long is given up.
    package var sendAgeLimit = Duration.seconds(3600)
    /// A typing indicator is worth nothing later.
    package var typingExpiry = Duration.seconds(5)
    /// The number that receives for the one doctor who has no number of their own (PHONE_NUMBER_ID).
    package var fallbackPhoneNumberID: String?

    package init() {}
}

/// A request that the stored state refuses.
package enum Refusal: Error, Hashable {
    case emailTaken
    case phoneNumberIDTaken
    /// The client message id belongs to a message to another patient.
    case clientMessageIDTaken
    case badCursor
}
