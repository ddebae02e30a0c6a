import Conversations
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// Applies the webhook bodies that were kept, in the order in which they came.
package struct InboxWorker: Service {
    /// How long a lane is left to the node that is working on it, whatever else is delivered in the meantime: that node
    /// hears of it too, and looks again when it is done. Without this, every delivery would keep every node busy.
    private static let patience = Duration.milliseconds(20)
    /// How long a lane that could not be worked on is left alone: whoever looks again at once only fails again.
    private static let recovery = Duration.seconds(1)

    private let inbox: Inbox
    private let connections: Connections
    private let heard: HeardNumbers
    private let logger: Logger

    package init(inbox: Inbox, connections: Connections, logger: Logger) {
        self.inbox = inbox
        self.connections = connections
        heard = HeardNumbers(connections: connections, logger: logger)
        self.logger = logger
    }

    package func run() async throws {
        await WorkLoop(inbox, limit: InboxLane.count, logger: logger).run(on: inbox.changes) { lane in
            await self.applyNext(in: lane)
        }
    }

    /// One look at a lane. While more waits there, the loop comes back to it at once.
    private func applyNext(in lane: InboxLane) async {
        do {
            let notices = Mutex<[AccountNotice]>([])
            let numbers = Mutex<[HeardNumber]>([])
            let applied = try await inbox.applyNext(in: lane) { delivery in
                let payload = WebhookPayload(delivery.body)
                let contents = payload.contents()
                notices.withLock { $0 += contents.notices }
                numbers.withLock { $0 += payload.heard }
                return ReadDelivery(
                    id: delivery.id, updates: contents.updates, accountUpdates: contents.accountUpdates,
                    problem: contents.problems.first?.rawValue, numbers: payload.numbers)
            }
            await heard.note(numbers.withLock { $0 })
            for notice in notices.withLock({ $0 }) { await report(notice) }
            for (delivery, problem) in applied.problems {
                logger.warning(
                    "webhook delivery kept for the operator",
                    metadata: ["delivery.id": "\(delivery)", "problem": "\(problem)"])
            }
            if applied.dropped > 0 {
                logger.notice("updates for a removed clinic dropped", metadata: ["count": "\(applied.dropped)"])
            }
            if applied.wasHeld { try? await Task.sleep(for: Self.patience) }
        } catch {
            logger.error("webhook deliveries not applied", metadata: ["error.code": "\(ReasonCode.of(error))"])
            try? await Task.sleep(for: Self.recovery)
        }
    }

    private func pause(_ clinic: ClinicID, _ code: Int64) async {
        do {
            let failure = GraphErrorMeaning(code: code, subcode: nil).failure
            try await connections.sendingBlocks.block(clinic, reason: failure.sentence)
        } catch {
            logger.error("sending not paused", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func report(_ notice: AccountNotice) async {
        let account = Logger.MetadataValue(stringLiteral: notice.businessAccountID ?? "unknown")
        switch notice.matter {
        case .event(let field):
            logger.notice(
                "notice about the WhatsApp account",
                metadata: ["webhook.field": "\(field)", "business_account.id": account])
        case .errors(let errors):
            let codes = errors.compactMap(\.code).map(String.init).joined(separator: ",")
            logger.error(
                "WhatsApp reports an error", metadata: ["graph.codes": "\(codes)", "business_account.id": account])
        case .failedMessage(let wamid, let code):
            var metadata: Logger.Metadata = [
                "graph.code": "\(code)", "message.wamid": "\(wamid)", "business_account.id": account,
            ]
            if let number = notice.phoneNumberID {
                metadata["phone_number.id"] = "\(number.text)"
                // Without the database the rest is worth a line, too.
                let clinic = (try? await inbox.clinic(receivingOn: number)) ?? nil
                metadata["clinic.id"] = clinic.map { "\($0)" }
                if let clinic, GraphErrorMeaning.blocksSending(code) { await pause(clinic, code) }
            }
            logger.error("WhatsApp connection needs attention", metadata: metadata)
        }
    }
}
