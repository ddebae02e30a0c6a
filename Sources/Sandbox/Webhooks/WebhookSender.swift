import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1

/// Posts signed webhooks.
struct WebhookSender: Sendable {
    enum Signature: String, Sendable {
        case right, wrong, none
    }

    /// As many as the client opens connections to one host. Requests beyond that would wait inside the client: each
    /// one that gives up there costs the client time, and many would time out before their turn came.
    private static let limit = 8

    let world: World
    let secret: String
    let logger: Logger
    private let limiter = ConcurrencyLimiter(limit)

    init(world: World, secret: String, logger: Logger) {
        self.world = world
        self.secret = secret
        self.logger = logger
    }

    /// Posts these bytes once. Never throws: if no answer comes, the result has no status.
    func post(_ bytes: [UInt8], signature: Signature = .right) async -> WebhookAnswer {
        var request = HTTPClientRequest(url: await world.webhookURL)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "shubhstra-sandbox")
        switch signature {
        case .right: request.headers.add(name: "x-hub-signature-256", value: sign(bytes, secret))
        case .wrong: request.headers.add(name: "x-hub-signature-256", value: sign(bytes, secret + "-wrong"))
        case .none: break
        }
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return await limiter.run { [request] in await execute(request) }
    }

    private func execute(_ request: HTTPClientRequest) async -> WebhookAnswer {
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
            let body = try await response.body.collect(upTo: 64 * 1024)
            return WebhookAnswer(status: Int(response.status.code), body: String(buffer: body))
        } catch {
            logger.debug("Webhook was not answered", metadata: ["error.type": "\(type(of: error))"])
            return WebhookAnswer(status: nil, body: "No answer from the webhook")
        }
    }

    /// Posts a payload in Meta's spelling of JSON, and records the attempt. Posts nothing while the app is not
    /// subscribed.
    func deliver(_ delivery: Delivery, attempt: Int) async -> WebhookAnswer {
        guard await world.isSubscribed(delivery.accountID) else { return .unsubscribed }
        let answer = await post(delivery.payload.bytes(.escaped))
        await world.note(
            webhook: WebhookRecord(
                kind: delivery.kind.rawValue, wamid: delivery.wamid, status: delivery.status, attempt: attempt,
                httpStatus: answer.status))
        if !answer.isAccepted {
            logger.info(
                "Webhook was not accepted",
                metadata: [
                    "http.response.status_code": "\(answer.status ?? 0)", "attempt": "\(attempt)",
                    "webhook.kind": "\(delivery.kind.rawValue)",
                ])
        }
        return answer
    }

    private func sign(_ bytes: [UInt8], _ key: String) -> String { WebhookSignature.header(for: bytes, key: key) }
}
