import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Applies the webhook bodies that were kept, in the order in which they came.
package struct InboxWorker: Service {
    /// How long the lanes are left to the nodes that are at them, whoever rings meanwhile: those nodes hear it too, and
    /// look again when they are done. Without it every delivery would keep every node busy.
    private static let patience = Duration.milliseconds(20)

    private let store: Store
    private let logger: Logger

    package init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    package func run() async throws {
        let loop = WorkLoop(.inbox, limit: 1, logger: logger)
        await loop.run(on: store.changes) { _ in
            let lanes = try await store.lanesWithDeliveries()
            return try await applyNext(in: lanes)
        }
    }

    /// One look at each of the lanes, all at once. Returns in how long there may be more.
    private func applyNext(in lanes: [InboxLane]) async throws -> Duration? {
        let all = try await withThrowingTaskGroup { group in
            for lane in lanes { group.addTask { try await applyNext(in: lane) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        guard all.contains(where: \.wasHeld) else { return all.contains(where: \.mayBeMore) ? .zero : nil }
        if !all.contains(where: { $0.count > 0 }) { try? await Task.sleep(for: Self.patience) }
        return .zero
    }

    private func applyNext(in lane: InboxLane) async throws -> AppliedDeliveries {
        let applied = try await store.applyNext(in: lane) { read($0) }
        for (delivery, problem) in applied.problems {
            logger.warning(
                "webhook delivery kept for the operator",
                metadata: ["delivery.id": "\(delivery)", "problem": "\(problem)"])
        }
        return applied
    }

    private func read(_ delivery: Delivery) -> ReadDelivery {
        let read = WebhookPayload.read(delivery.body)
        for update in read.updates { report(update) }
        return ReadDelivery(
            id: delivery.id, updates: read.updates.flatMap(InboundUpdate.all), problem: read.problems.first,
            keys: WebhookPayload.numberIDs(in: delivery.body))
    }

    /// What is not about a patient concerns the operator.
    private func report(_ update: WebhookUpdate) {
        switch update.content {
        case .accountEvent(let field):
            logger.notice("notice about the WhatsApp account", metadata: ["webhook.field": "\(field)"])
        case .valueErrors(let errors):
            let codes = errors.compactMap(\.code).map(String.init).joined(separator: ",")
            logger.error("WhatsApp reports an error", metadata: ["error.codes": "\(codes)"])
        case .status(let status) where status.isAccountTrouble:
            logger.error(
                "WhatsApp connection needs attention",
                metadata: ["error.code": "\(status.failure?.code ?? 0)", "message.wamid": "\(status.wamid)"])
        default: break
        }
    }
}

extension InboundUpdate {
    /// What an update of the webhook means for the conversations; nothing for notices about the account.
    static func all(in update: WebhookUpdate) -> [InboundUpdate] {
        guard let number = update.phoneNumberID else { return [] }
        switch update.content {
        case .message(let message):
            return message.isContentless ? [] : [.message(IncomingMessage(message), to: number)]
        case .echo(let message):
            return [.echo(Echo(message), from: number)]
        case .status(let status):
            return status.isGroup ? [] : [.status(StatusReport(status), of: number)]
        case .userIDChange(let change):
            let note = change.message.map { InboundUpdate.message(IncomingMessage($0), to: number) }
            return [note, .identityChange(IdentityChange(change), at: number)].compactMap(\.self)
        case .userPreference, .accountEvent, .valueErrors:
            return []
        }
    }
}

extension IncomingMessage {
    init(_ message: InboundMessage) {
        let isNotice = [.reaction, .system].contains(message.type) || message.isGroup || message.revokeOf != nil
        self.init(
            wamid: message.wamid, sender: WhatsAppIdentity(message.person), sentAt: message.timestamp,
            content: MessageContent(message), expectsReply: !isNotice,
            isFromPatient: message.type != .system && !message.isGroup)
    }
}

extension Echo {
    init(_ message: InboundMessage) {
        self.init(
            wamid: message.wamid, recipient: WhatsAppIdentity(message.person), sentAt: message.timestamp,
            content: MessageContent(message), callbackID: message.callbackData.flatMap { MessageID($0) },
            isTakeover: message.editOf == nil && message.revokeOf == nil)
    }
}

extension StatusReport {
    init(_ status: StatusUpdate) {
        // Code 0 stands for a failure that Meta reported without one: it is Meta's word, not ours.
        let failure = status.failure.map {
            SendFailure(code: $0.code ?? 0, sentence: $0.sentence, canRetry: $0.canRetry)
        }
        self.init(
            wamid: status.wamid, status: status.status, callbackID: status.callbackData.flatMap { MessageID($0) },
            failure: failure)
    }
}

extension IdentityChange {
    init(_ change: UserIDChange) {
        self.init(
            old: WhatsAppIdentity(phone: change.oldPhone, userID: change.oldUserID), newPhone: change.newPhone,
            newUserID: change.newUserID)
    }
}

extension WhatsAppIdentity {
    init(_ person: InboundMessage.Person) {
        self.init(phone: person.phone, userID: person.userID, name: person.name, username: person.username)
    }
}

extension MessageContent {
    init(_ message: InboundMessage) {
        self.init(
            type: message.type, body: message.revokeOf == nil ? message.body : "This message was deleted.",
            media: message.media.map(\.json),
            contextWamid: message.contextWamid ?? message.reactionTo ?? message.editOf ?? message.revokeOf)
    }
}

extension InboundMessage.Media {
    /// As it is stored, for the later download.
    fileprivate var json: String {
        let value: JSONValue = [
            "id": .string(id), "mime_type": mimeType.map(JSONValue.string), "sha256": sha256.map(JSONValue.string),
            "filename": filename.map(JSONValue.string), "voice": .bool(isVoice),
        ]
        return String(decoding: value.encoded(), as: UTF8.self)
    }
}
