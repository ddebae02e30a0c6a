import Conversations
import HTTPTypes
import Hummingbird
import Logging
import Storage
import WhatsApp

/// Where Meta delivers. A delivery is stored before it is answered, whatever it contains.
struct WebhookRoutes: Sendable {
    /// Meta's own limit, in bytes.
    static let bodyLimit = 3 * 1024 * 1024

    let inbox: Inbox
    let verifyToken: Secret
    let appSecret: Secret
    let stored: StorageAnswer
    let logger: Logger

    func add(to router: Router<HTTPContext>) {
        router.get("webhook") { request, _ in try shakeHands(request) }
        router.post("webhook") { request, _ in try await receive(request) }
    }

    private func shakeHands(_ request: Request) throws -> Response {
        let query = QueryParameters(request.uri.query)
        let challenge = WebhookHandshake.challenge(
            mode: query["hub.mode"], token: query["hub.verify_token"], challenge: query["hub.challenge"],
            expected: verifyToken)
        guard let challenge else {
            throw APIError(.forbidden, "wrong_verify_token", "The verify token is not the one of this server.")
        }
        return .text(challenge)
    }

    private func receive(_ request: Request) async throws -> Response {
        let body = try await request.bytes(upTo: Self.bodyLimit)
        let isGenuine = WebhookSignature.verify(
            body: body, header: request.headers[.hubSignature], appSecret: appSecret)
        guard isGenuine else {
            // With a wrong secret in the settings this is all that ever happens, and Meta gives up after a week.
            logger.warning("webhook with a wrong signature; is META_APP_SECRET the app's secret?")
            throw APIError(.unauthorized, "wrong_signature", "The signature does not belong to this body.")
        }
        try await stored { try await inbox.receive(body, for: WebhookPayload.numberIDs(in: body)) }
        return .text("EVENT_RECEIVED")
    }
}

extension HTTPField.Name {
    fileprivate static let hubSignature = Self("X-Hub-Signature-256")!
}
