import Conversations
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// Hands messages to Meta: one call for every claim that the outbox gives out, and the outcome recorded.
///
/// It decides nothing about who may speak; that is the gate's (`OutboxGate`).
package final class OutboxDispatcher: Service {
    private let store: Store
    private let client: CloudAPIClient
    private let fallback: SendingCredentials
    private let logger: Logger
    private let concurrency: Int
    private let active = Mutex<Set<ConversationKey>>([])

    /// `fallback` serves doctors without credentials of their own; `concurrency` bounds the calls in flight.
    package init(
        store: Store, client: CloudAPIClient, fallback: SendingCredentials, logger: Logger, concurrency: Int = 48
    ) {
        self.store = store
        self.client = client
        self.fallback = fallback
        self.logger = logger
        self.concurrency = concurrency
    }

    package func run() async throws {
        let loop = WorkLoop(.outbox, limit: concurrency, logger: logger)
        await loop.run(on: store.changes) { beginner in
            for claim in try await store.claimTyping(limit: loop.free) { beginner.begin { await self.show(claim) } }
            let due = try await store.conversationsWithDueSends(limit: concurrency * 2)
            for key in due where loop.free > 0 && take(key) {
                beginner.begin {
                    await self.sendAll(of: key)
                    self.giveBack(key)
                }
            }
            return try await store.nextSendDue()
        }
    }

    private func take(_ key: ConversationKey) -> Bool { active.withLock { $0.insert(key).inserted } }
    private func giveBack(_ key: ConversationKey) { _ = active.withLock { $0.remove(key) } }

    /// Sends what may leave, in order, until there is nothing more.
    private func sendAll(of key: ConversationKey) async {
        do {
            while true {
                // The claim's deadline is counted by the database from a moment after this one, so a call that ends
                // within the timeout from here has ended before a takeover stops waiting for it.
                let begun = ContinuousClock.now
                guard let claim = try await store.claimSend(key) else { return }
                try await attempt(claim, until: begun + claim.timeout)
            }
        } catch {
            logger.error(
                "message not sent or its outcome not stored",
                metadata: ["patient.id": "\(key.patientID)", "error.type": "\(type(of: error))"])
        }
    }

    /// Exactly one call to Meta, or none when the time is over already.
    private func attempt(_ claim: SendClaim, until end: ContinuousClock.Instant) async throws {
        guard let credentials = try await credentials(of: claim.doctorID) else {
            return try await store.recordRefused(claim, .notConnected, retryAfter: nil)
        }
        guard let message = OutboundMessage(claim) else {
            return try await store.recordRefused(claim, .unreachable, retryAfter: nil)
        }
        do throws(SendError) {
            let accepted = try await client.send(message, from: credentials, timeout: end - .now)
            await recordSurely { try await store.recordAccepted(claim, wamid: accepted.wamid) }
            log("message sent", claim, .info)
        } catch {
            await recordSurely { try await record(error, of: claim) }
        }
    }

    private func record(_ error: SendError, of claim: SendClaim) async throws {
        var random = SystemRandomNumberGenerator()
        switch error {
        case .notSent:
            let delay = RetryPlan.backoff(maxAttempts: nil).delay(attempt: Int(claim.attempt), random: &random)
            try await store.recordRefused(claim, .noConnection, retryAfter: delay)
            log("WhatsApp could not be reached", claim, .warning)
        case .uncertain:
            try await store.recordUncertain(claim)
            log("outcome of a send is not known", claim, .warning)
        case .refused(let refusal):
            let delay = refusal.delay(attempt: Int(claim.attempt), random: &random)
            let failure = refusal.failure
            try await store.recordRefused(
                claim, SendFailure(code: failure.code ?? 0, sentence: failure.sentence, canRetry: failure.canRetry),
                retryAfter: delay)
            let isAlarm = refusal.isAccountTrouble
            log(
                isAlarm ? "WhatsApp connection needs attention" : "WhatsApp refused a message", claim,
                isAlarm ? .error : .warning)
        }
    }

    /// A call was made, so what came of it has to be written down; a database that is briefly away is waited for: a failover
    /// takes half a minute.
    private func recordSurely(_ write: () async throws -> Void) async {
        for pause in [0.05, 0.2, 1, 3, 5, 5, 5, 5] {
            do { return try await write() } catch { try? await Task.sleep(for: .seconds(pause)) }
        }
        logger.error("the outcome of a send could not be stored")
    }

    private func show(_ claim: TypingClaim) async {
        do {
            guard let credentials = try await credentials(of: claim.doctorID) else { return }
            try await client.markRead(
                wamid: claim.wamid, typing: claim.isTyping, from: credentials, timeout: store.rules.typingExpiry)
        } catch {
            logger.debug("typing indicator not shown", metadata: ["patient.id": "\(claim.patientID)"])
        }
    }

    private func credentials(of doctor: DoctorID) async throws -> Credentials? {
        guard let own = try await ownCredentials(of: doctor), let number = own.phoneNumberID ?? fallback.phoneNumberID,
            let token = own.accessToken ?? fallback.accessToken
        else { return nil }
        return Credentials(phoneNumberID: number, token: token)
    }

    /// A token that cannot be opened is as good as none, and must be told to a human rather than tried for ever.
    private func ownCredentials(of doctor: DoctorID) async throws -> SendingCredentials? {
        do {
            return try await store.credentials(of: doctor)
        } catch StorageError.sealBroken {
            logger.error(
                "access token cannot be opened; is SECRET_KEY the right one?", metadata: ["doctor.id": "\(doctor)"])
            return nil
        }
    }

    private func log(_ message: Logger.Message, _ claim: SendClaim, _ level: Logger.Level) {
        logger.log(
            level: level, message,
            metadata: [
                "message.id": "\(claim.messageID)", "message.author": "\(claim.author.rawValue)",
                "attempt": "\(claim.attempt)",
            ])
    }
}

extension OutboundMessage {
    /// Nil when there is nobody to send to, or nothing.
    fileprivate init?(_ claim: SendClaim) {
        let recipient = claim.phoneNumber.map(Recipient.phone) ?? claim.userID.map(Recipient.userID)
        guard let recipient, let text = MessageText(claim.text) else { return nil }
        self.init(
            recipient: recipient, content: .text(text, previewURL: false), callbackData: claim.messageID.description)
    }
}

extension SendFailure {
    fileprivate static let notConnected = SendFailure(
        code: 0, sentence: "The clinic is not connected to WhatsApp yet: the access token or the number is missing.",
        canRetry: true)
    fileprivate static let unreachable = SendFailure(
        code: 0, sentence: "WhatsApp shows neither a number nor an id of this patient.", canRetry: false)
    fileprivate static let noConnection = SendFailure(
        code: 0, sentence: "WhatsApp could not be reached. The message was not sent.", canRetry: true)
}
