import Conversations
import HTTPTypes
import Hummingbird
import Storage
import WhatsApp

/// What the clinic is connected to WhatsApp with, and whether that works.
struct WhatsAppRoutes: Sendable {
    let desk: AccountDesk
    let stored: StorageAnswer
    let callbackURL: String?
    let verifyToken: Secret

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("whatsapp") { _, context in try await show(context) }
        group.put("whatsapp") { request, context in try await change(request, context) }
        group.post("whatsapp/check") { _, context in try await check(context) }
    }

    /// All of it is for doctors: what is shown here connects others in the clinic's name.
    private func doctor(_ context: HTTPContext) throws -> Account {
        let account = try context.person.account
        guard account.role == .doctor else { throw APIError.doctorOnly }
        return account
    }

    private func show(_ context: HTTPContext) async throws -> Response {
        let clinic = try doctor(context).clinicID
        let connection = try await stored { try await desk.connection(of: clinic) }
        return .json(WhatsAppBody(connection, callbackURL: callbackURL, verifyToken: verifyToken))
    }

    private func change(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try doctor(context)
        let body = try await request.read(WhatsAppChange.self)
        try await stored {
            do {
                try await desk.connect(person, with: body.change)
            } catch let trouble as AccountTrouble {
                throw APIError(.unprocessableContent, "not_confirmed", trouble.sentence)
            }
        }
        return try await show(context)
    }

    private func check(_ context: HTTPContext) async throws -> Response {
        let clinic = try doctor(context).clinicID
        return .json(AccountReportBody(report: try await stored { try await desk.check(clinic) }))
    }
}

/// What is to be changed; a member that is missing or `null` leaves it as it is.
struct WhatsAppChange: JSONRequest {
    let change: ConnectionChange

    init(_ members: BodyMembers) throws(APIError) {
        let number = try Self.checked("phone_number_id", in: members, "Meta's id of the number, in digits", Self.isID)
        let account = try Self.checked("account_id", in: members, "Meta's id of the account, in digits", Self.isID)
        let token = try Self.checked("access_token", in: members, "an access token without spaces") { text in
            (1...4096).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
        change = ConnectionChange(
            phoneNumberID: number.map(PhoneNumberID.init(known:)),
            accountID: account.map(WhatsAppAccountID.init(known:)), accessToken: token.map(Secret.init))
    }

    private static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Pasted texts bring spaces along.
    private static func checked(
        _ name: String, in members: BodyMembers, _ rule: String, _ isRight: (String) -> Bool
    ) throws(APIError) -> String? {
        guard let text = try members.optionalText(name) else { return nil }
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard isRight(String(trimmed)) else { throw .outOfRange(name, rule) }
        return String(trimmed)
    }
}

private struct WhatsAppBody: Encodable {
    let success = true
    let whatsapp: Members

    struct Members: Encodable {
        let connection: Connection
        let callbackURL: String?
        let verifyToken: Secret

        enum CodingKeys: String, CodingKey {
            case phoneNumberID = "phone_number_id"
            case accountID = "account_id"
            case hasAccessToken = "has_access_token"
            case callbackURL = "callback_url"
            case verifyToken = "verify_token"
            case lastWebhookAt = "last_webhook_at"
            case sendingBlockedAt = "sending_blocked_at"
            case sendingBlockedReason = "sending_blocked_reason"
        }

        func encode(to encoder: any Encoder) throws {
            var body = encoder.container(keyedBy: CodingKeys.self)
            try body.encode(connection.phoneNumberID, forKey: .phoneNumberID)
            try body.encode(connection.accountID, forKey: .accountID)
            try body.encode(connection.hasAccessToken, forKey: .hasAccessToken)
            try body.encode(callbackURL, forKey: .callbackURL)
            try body.encode(verifyToken.exposed, forKey: .verifyToken)
            try body.encode(connection.lastWebhookAt, forKey: .lastWebhookAt)
            try body.encode(connection.sendingBlockedAt, forKey: .sendingBlockedAt)
            try body.encode(connection.sendingBlockedReason, forKey: .sendingBlockedReason)
        }
    }

    init(_ connection: Connection, callbackURL: String?, verifyToken: Secret) {
        whatsapp = Members(connection: connection, callbackURL: callbackURL, verifyToken: verifyToken)
    }

    enum CodingKeys: String, CodingKey {
        case success, whatsapp
    }
}

private struct AccountReportBody: Encodable {
    let report: AccountReport

    private struct Check: Encodable {
        let name: String
        let ok: Bool
        let sentence: String
    }

    private struct Health: Encodable {
        let canSend: String
        let reasons: [String]

        enum CodingKeys: String, CodingKey {
            case canSend = "can_send_message"
            case reasons
        }
    }

    enum CodingKeys: String, CodingKey {
        case success, checks
        case health = "health_status"
        case limit = "messaging_limit"
        case quality = "quality_rating"
        case displayNumber = "display_phone_number"
        case verifiedName = "verified_name"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(
            report.checks.map { Check(name: $0.name, ok: $0.isRight, sentence: $0.sentence) }, forKey: .checks)
        try body.encode(
            report.health.map { Health(canSend: $0.canSend, reasons: $0.reasons) }, forKey: .health)
        try body.encode(report.messagingLimit, forKey: .limit)
        try body.encode(report.quality, forKey: .quality)
        try body.encode(report.displayNumber, forKey: .displayNumber)
        try body.encode(report.verifiedName, forKey: .verifiedName)
    }
}
