import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Hands messages to Meta: one call for every claim that the outbox gives out, and the outcome recorded. Beside them,
/// reactions, read receipts and "typing…".
///
/// It decides nothing about who may speak; that is for the gate (`OutboxGate`).
package struct OutboxDispatcher: Service {
    /// How long a conversation is left alone when the outbox or the credentials could not be read: whoever looks again
    /// at once only fails again.
    private static let recovery = Duration.seconds(1)

    let outbox: Outbox
    let client: CloudAPIClient
    let credentials: ClinicCredentials
    let logger: Logger
    private let concurrency: Int

    /// `fallback` serves clinics without credentials of their own. `concurrency` bounds the messages that are being
    /// sent; receipts come on top, at most a third as many.
    package init(
        outbox: Outbox, client: CloudAPIClient, fallback: SendingCredentials, logger: Logger, concurrency: Int = 48
    ) {
        self.outbox = outbox
        self.client = client
        credentials = ClinicCredentials(own: outbox.credentials, fallback: fallback, logger: logger)
        self.logger = logger
        self.concurrency = concurrency
    }

    package func run() async throws {
        let messages = WorkLoop(outbox, limit: concurrency, logger: logger)
        let receipts = WorkLoop(outbox.receipts, limit: max(1, concurrency / 3), logger: logger)
        let reactions = WorkLoop(outbox.reactions, limit: max(1, concurrency / 12), logger: logger)
        await withDiscardingTaskGroup { group in
            group.addTask { await reactions.run(on: outbox.changes) { await react($0) } }
            group.addTask { await messages.run(on: outbox.changes) { await sendAll(of: $0) } }
            group.addTask { await receipts.run(on: outbox.changes) { await show($0) } }
        }
    }

    // MARK: Messages

    /// Sends what may leave, in order, until there is nothing more.
    private func sendAll(of key: ConversationKey) async {
        do {
            while true {
                // The claim's deadline is counted by the database from a moment after this one, so a call that ends
                // within the timeout from here has ended before a takeover stops waiting for it.
                let begun = ContinuousClock.now
                guard let claim = try await outbox.claimSend(key) else { return }
                try await attempt(claim, until: begun + claim.timeout)
            }
        } catch {
            logger.error(
                "message not sent or its outcome not stored",
                metadata: ["patient.id": "\(key.patientID)", "error.code": "\(ReasonCode.of(error))"])
            try? await Task.sleep(for: Self.recovery)
        }
    }

    /// Exactly one call to Meta, or none when the time is over already.
    private func attempt(_ claim: SendClaim, until end: ContinuousClock.Instant) async throws {
        guard let credentials = try await credentials(of: claim.clinicID) else {
            try await outbox.recordRefused(claim, .notConnected, retryAfter: nil)
            return log("WhatsApp connection needs attention", claim, .error, details: ["error.code": "not_connected"])
        }
        do throws(SendError) {
            let accepted = try await client.send(OutboundMessage(claim), from: credentials, timeout: end - .now)
            await recordSurely { try await outbox.recordAccepted(claim, wamid: accepted.wamid) }
            log("message sent", claim, .info)
        } catch {
            let failure = error
            await recordSurely { try await record(failure, of: claim) }
            report(failure, of: claim, from: credentials.phoneNumberID)
        }
    }

    private func record(_ error: SendError, of claim: SendClaim) async throws {
        var random = SystemRandomNumberGenerator()
        switch error {
        case .notSent:
            let delay = RetryPlan.backoff(maxAttempts: nil).delay(attempt: Int(claim.attempt), random: &random)
            try await outbox.recordRefused(claim, .noConnection, retryAfter: delay)
        case .uncertain:
            try await outbox.recordUncertain(claim)
        case .refused(let refusal):
            let delay = refusal.delay(attempt: Int(claim.attempt), random: &random)
            try await outbox.recordRefused(claim, refusal.failure, retryAfter: delay)
            if GraphErrorMeaning.blocksSending(refusal.code) {
                try await outbox.pause(claim.clinicID, reason: refusal.failure.sentence)
            }
        }
    }

    /// A call was made, so what came of it has to be written down. A database that is briefly away is waited for: a
    /// failover takes half a minute.
    func recordSurely(_ write: () async throws -> Void) async {
        var code = ""
        for pause in [0.05, 0.2, 1, 3, 5, 5, 5, 5] {
            do {
                return try await write()
            } catch {
                code = ReasonCode.of(error)
                try? await Task.sleep(for: .seconds(pause))
            }
        }
        logger.error("the outcome of a send could not be stored", metadata: ["error.code": "\(code)"])
    }

    // MARK: Receipts

    private func show(_ claim: ReceiptClaim) async {
        do {
            guard let credentials = try await credentials(of: claim.conversation.clinicID) else { return }
            try await client.markRead(
                wamid: claim.wamid, typing: claim.isTyping, from: credentials, timeout: outbox.rules.typingExpiry)
        } catch {
            logger.debug(
                "read receipt not sent",
                metadata: [
                    "patient.id": "\(claim.conversation.patientID)", "error.code": "\(ReasonCode.of(error))",
                ])
        }
    }

    // MARK: Logs

    private func report(_ error: SendError, of claim: SendClaim, from number: PhoneNumberID) {
        let details = error.metadata.merging(
            ["error.code": "\(ReasonCode.of(error))", "phone_number.id": "\(number.text)"]) { _, new in new }
        switch error {
        case .notSent: log("WhatsApp could not be reached", claim, .warning, details: details)
        case .uncertain: log("outcome of a send is not known", claim, .warning, details: details)
        case .refused(let refusal) where refusal.isAccountTrouble:
            log("WhatsApp connection needs attention", claim, .error, details: details)
        case .refused: log("WhatsApp refused a message", claim, .warning, details: details)
        }
    }

    private func log(
        _ message: Logger.Message, _ claim: SendClaim, _ level: Logger.Level, details: Logger.Metadata = [:]
    ) {
        let metadata: Logger.Metadata = [
            "message.id": "\(claim.messageID)", "message.author": "\(claim.author.rawValue)",
            "attempt": "\(claim.attempt)", "clinic.id": "\(claim.clinicID)",
        ]
        logger.log(level: level, message, metadata: metadata.merging(details) { _, new in new })
    }
}

extension OutboundMessage {
    init(_ claim: SendClaim) {
        self.init(
            recipient: claim.recipient, content: claim.content, contextWamid: claim.replyTo,
            callbackData: claim.messageID.description)
    }
}

extension SendFailure {
    static let notConnected = SendFailure(
        .ours, sentence: "The clinic is not connected to WhatsApp yet: the access token or the number is missing.",
        canRetry: true)
    static let noConnection = SendFailure(
        .ours, sentence: "WhatsApp could not be reached. The message was not sent.", canRetry: true)
}
