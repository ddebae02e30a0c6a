import Conversations
import JSON

extension CloudAPIClient {
    /// A page has at most fifty templates, which is far below a megabyte.
    private static let templatesOnPage = 50
    private static let templatePages = 130
    private static let numberPages = 20

    /// All templates of an account. Throws where they have not all come within `time`.
    func templates(
        of account: WhatsAppAccountID, within time: Duration = listTime, with token: Secret
    ) async throws(GraphTrouble) -> [Template] {
        let fields = "name,language,status,category,parameter_format,components,quality_score"
        let question = Question(
            path: [account.text, "message_templates"],
            query: [("fields", fields), ("limit", String(Self.templatesOnPage))], limit: 4 << 20)
        let all = try await list(question, pages: Self.templatePages, within: time, with: token)
            .compactMap(TemplateReader.template)
        // What has the same name counts once.
        var byName: [TemplateName: Template] = [:]
        for template in all { byName[TemplateName(template.name, template.language)] = template }
        return Array(byName.values)
    }

    /// Whether the account has the number.
    func account(
        _ account: WhatsAppAccountID, has number: PhoneNumberID, with token: Secret
    ) async throws(GraphTrouble) -> Bool {
        let question = Question(
            path: [account.text, "phone_numbers"], query: [("fields", "id"), ("limit", "100")])
        return try await list(question, pages: Self.numberPages, with: token).contains {
            PhoneNumberID(json: $0["id"]) == number
        }
    }

    /// What WhatsApp says of a number. An older version of the API does not know the limit by this name, and refuses the
    /// whole question then.
    func number(_ number: PhoneNumberID, with token: Secret) async throws(GraphTrouble) -> NumberFacts {
        let limits = ["whatsapp_business_manager_messaging_limit", "messaging_limit_tier", nil]
        var refusal = GraphTrouble.unreadable
        for limit in limits {
            let fields = [
                "display_phone_number", "verified_name", "status", "quality_rating", "health_status", limit,
            ]
            do throws(GraphTrouble) {
                let answer = try await ask(
                    Question(
                        path: [number.text],
                        query: [("fields", fields.compactMap(\.self).joined(separator: ","))]), with: token)
                guard PhoneNumberID(json: answer["id"]) == number else { throw .unreadable }
                return NumberFacts(answer, limit: limit.flatMap { Bounded.word(answer[$0]) })
            } catch {
                guard case .refused(let reason) = error, reason.code == 100, reason.subcode != 33 else { throw error }
                refusal = error
            }
        }
        throw refusal
    }

    /// The apps that get the account's webhooks.
    func subscribedApps(of account: WhatsAppAccountID, with token: Secret) async throws(GraphTrouble) -> [String] {
        let answer = try await ask(Question(path: [account.text, "subscribed_apps"]), with: token)
        guard answer["data"]?.kind == .array else { throw .unreadable }
        return answer["data"].elements.compactMap {
            Bounded.identifier($0["whatsapp_business_api_data"]?["id"] ?? $0["id"])
        }
    }

    /// What a token is good for; a token may ask about itself.
    func facts(of token: Secret) async throws(GraphTrouble) -> TokenFacts {
        let answer = try await ask(
            Question(path: ["debug_token"], query: [("input_token", token.exposed)]), with: token)
        guard let data = answer["data"], data.kind == .object else { throw .unreadable }
        return TokenFacts(data)
    }
}

/// What WhatsApp says of a number.
struct NumberFacts: Sendable, Equatable {
    let displayNumber: String?
    let verifiedName: String?
    /// In capitals, such as `CONNECTED`.
    let status: String?
    /// In capitals, such as `GREEN`.
    let quality: String?
    /// In capitals, such as `TIER_250`: to how many people a day the clinic may write first.
    let limit: String?
    let health: AccountHealth?

    init(_ answer: JSONElement, limit: String?) {
        displayNumber = Bounded.name(answer["display_phone_number"])
        verifiedName = Bounded.name(answer["verified_name"])
        status = Bounded.word(answer["status"])
        quality = Bounded.word(answer["quality_rating"])
        self.limit = limit
        health = answer["health_status"].flatMap(AccountHealth.init)
    }
}

/// Whether WhatsApp lets a number send.
package struct AccountHealth: Sendable, Equatable {
    /// `AVAILABLE`, `LIMITED`, `BLOCKED`; Meta may add others.
    package let canSend: String
    /// Meta's own reasons, each with what it proposes. Only those that keep messages from being sent.
    package let reasons: [String]

    package var isBlocked: Bool { canSend == "BLOCKED" }
}

extension AccountHealth {
    init?(_ json: JSONElement) {
        guard let word = Bounded.word(json["can_send_message"]) else { return nil }
        canSend = word
        // An entity may have errors about calls although it can send.
        reasons = json["entities"].elements.prefix(20).flatMap { entity -> [String] in
            switch Bounded.word(entity["can_send_message"]) {
            case "BLOCKED":
                return entity["errors"].elements.prefix(5).map { error in
                    ["error_description", "possible_solution"]
                        .compactMap { Bounded.text(error[$0], limit: 500) }.joined(separator: " ")
                }
            case "LIMITED":
                let known = entity["additional_info"]
                let infos = known?.kind == .array ? Array(known.elements.prefix(5)) : [known].compactMap(\.self)
                return infos.compactMap { Bounded.text($0, limit: 500) }
            default: return []
            }
        }.filter { !$0.isBlank }
    }
}

/// What an access token is good for.
struct TokenFacts: Sendable, Equatable {
    let isValid: Bool
    let scopes: [String]
    /// Nil where it never ends.
    let endsAt: Timestamp?
    let appID: String?

    init(_ data: JSONElement) {
        isValid = data["is_valid"]?.flag ?? true
        scopes = data["scopes"].elements.prefix(100).compactMap { Bounded.identifier($0) }
        let end = data["expires_at"]?.integer ?? 0
        endsAt = end > 0 ? Timestamp(unixSeconds: end) : nil
        appID = Bounded.identifier(data["app_id"])
    }
}
