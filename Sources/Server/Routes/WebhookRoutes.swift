import Conversations
import HTTPTypes
import Hummingbird
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
    let log: RefusedWebhookLog

    func add(to router: Router<HTTPContext>) {
        router.get("webhook") { request, _ in try shakeHands(request) }
        router.post("webhook") { request, context in
            try await receive(request, from: context.client.address ?? context.peer)
        }
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

    private func receive(_ request: Request, from address: IPAddress?) async throws -> Response {
        let header = request.headers[.hubSignature]
        guard WebhookSignature.isWellFormed(header) else {
            log.unsigned(from: address)
            // The body isn't waited for.
            var answer = APIError.notSigned.response()
            answer.headers[.connection] = "close"
            return answer
        }
        let body = try await request.bytes(upTo: Self.bodyLimit)
        guard WebhookSignature.verify(body: body, header: header, appSecret: appSecret) else {
            log.wronglySigned(from: address)
            throw APIError.wrongSignature
        }
        try await stored { try await inbox.receive(body, for: WebhookPayload(body).numbers) }
        return .text("EVENT_RECEIVED")
    }
}

extension APIError {
    fileprivate static let notSigned = APIError(
        .unauthorized, "wrong_signature", "The header X-Hub-Signature-256 is missing, or it is no signature.")
    fileprivate static let wrongSignature = APIError(
        .unauthorized, "wrong_signature", "The signature does not belong to this body.")
}

extension HTTPField.Name {
    fileprivate static let hubSignature = Self("X-Hub-Signature-256")!
}
