package import Conversations
import Storage

/// One thing that has to be right before a clinic can write on WhatsApp.
package struct AccountCheck: Sendable, Equatable {
    /// A stable word.
    package let name: String
    package let isRight: Bool
    /// How it stands and, where it isn't right, what to do.
    package let sentence: String

    init(_ name: String, _ isRight: Bool, _ sentence: String) {
        self.name = name
        self.isRight = isRight
        self.sentence = sentence
    }

    init(_ name: String, _ trouble: GraphTrouble) { self.init(name, false, trouble.sentence) }
}

/// What Meta says about a clinic's connection.
package struct AccountReport: Sendable, Equatable {
    package let checks: [AccountCheck]
    /// Nil where Meta did not say.
    package let health: AccountHealth?
    /// In capitals, such as `TIER_250`.
    package let messagingLimit: String?
    /// In capitals, such as `GREEN`.
    package let quality: String?
    package let displayNumber: String?
    package let verifiedName: String?
}

extension AccountDesk {
    /// Looks at everything that a clinic's messages need. Each question to Meta ends within ten seconds, and they are asked
    /// at once. Throws what the storage throws.
    package func check(_ clinic: ClinicID) async throws -> AccountReport {
        let connection = try await connections.connection(of: clinic)
        guard let credentials = try await credentials(of: clinic) else {
            let sentence = "Enter the phone number id and the access token of the clinic's number."
            return AccountReport(
                checks: [AccountCheck("token", false, sentence), connection.webhookCheck], health: nil,
                messagingLimit: nil, quality: nil, displayNumber: nil, verifiedName: nil)
        }
        let report = await AccountInquiry(connection: connection, credentials: credentials, client: client).report()
        if report.health?.isBlocked == false { try await connections.sendingBlocks.release(clinic) }
        return report
    }

    /// Whether WhatsApp lets the clinic send. Throws `GraphTrouble`, and what the storage throws.
    func maySend(_ clinic: ClinicID) async throws -> Bool {
        guard let credentials = try await credentials(of: clinic) else { return false }
        let facts = try await client.number(credentials.phoneNumberID, with: credentials.token)
        return facts.health?.isBlocked != true
    }
}

/// What is asked about one clinic, and what follows from the answers.
private struct AccountInquiry: Sendable {
    let connection: Connection
    let credentials: Credentials
    let client: CloudAPIClient

    private typealias Answer<Value> = Result<Value, GraphTrouble>

    func report() async -> AccountReport {
        let (number, token) = (credentials.phoneNumberID, credentials.token)
        async let numberAnswer = answer { () throws(GraphTrouble) in try await client.number(number, with: token) }
        async let tokenAnswer = answer { () throws(GraphTrouble) in try await client.facts(of: token) }
        async let accountAnswer = asked(of: connection.accountID) { account throws(GraphTrouble) in
            try await client.account(account, has: number, with: token)
        }
        async let appsAnswer = asked(of: connection.accountID) { account throws(GraphTrouble) in
            try await client.subscribedApps(of: account, with: token)
        }
        let (numberFacts, tokenFacts) = await (numberAnswer, tokenAnswer)
        let (hasNumber, apps) = await (accountAnswer, appsAnswer)
        let known = try? numberFacts.get()
        return AccountReport(
            checks: [
                tokenCheck(tokenFacts, numberFacts), numberCheck(numberFacts),
                permissionCheck(tokenFacts, canReadAccount: hasNumber?.isSuccess == true), accountCheck(hasNumber),
                subscriptionCheck(apps, ownApp: try? tokenFacts.get().appID), connection.webhookCheck,
                sendingCheck(numberFacts), limitCheck(numberFacts),
            ], health: known?.health, messagingLimit: known?.limit, quality: known?.quality,
            displayNumber: known?.displayNumber, verifiedName: known?.verifiedName)
    }

    private func answer<Value: Sendable>(
        _ ask: @Sendable () async throws(GraphTrouble) -> Value
    ) async -> Answer<Value> {
        do throws(GraphTrouble) { return .success(try await ask()) } catch { return .failure(error) }
    }

    private func asked<Value: Sendable>(
        of account: WhatsAppAccountID?, _ ask: @Sendable (WhatsAppAccountID) async throws(GraphTrouble) -> Value
    ) async -> Answer<Value>? {
        guard let account else { return nil }
        do throws(GraphTrouble) { return .success(try await ask(account)) } catch { return .failure(error) }
    }

    private func tokenCheck(_ token: Answer<TokenFacts>, _ number: Answer<NumberFacts>) -> AccountCheck {
        let renew = "Make a new one for a system user in Meta's business settings, one that never ends, and enter it."
        if case .success(let facts) = token {
            guard facts.isValid else {
                return AccountCheck("token", false, "The access token is not valid any more. \(renew)")
            }
            if let end = facts.endsAt {
                let day = end.description.prefix(10)
                let isFar = end.since(connection.readAt) > .seconds(7 * 24 * 3600)
                return AccountCheck("token", isFar, "The access token ends on \(day). \(isFar ? "" : renew)".trimmed)
            }
            return AccountCheck("token", true, "WhatsApp accepts the access token, and it never ends.")
        }
        switch number {
        case .success: return AccountCheck("token", true, "WhatsApp accepts the access token.")
        case .failure(.refused(let error)) where [0, 102, 104, 190].contains(error.code) || error.httpStatus == 401:
            return AccountCheck("token", false, "WhatsApp does not accept the access token. \(renew)")
        case .failure(.refused):
            return AccountCheck("token", true, "WhatsApp knows the access token, but see the number.")
        case .failure(let trouble): return AccountCheck("token", trouble)
        }
    }

    private func numberCheck(_ number: Answer<NumberFacts>) -> AccountCheck {
        switch number {
        case .success(let facts):
            let name = facts.displayNumber ?? credentials.phoneNumberID.text
            guard facts.status == nil || facts.status == "CONNECTED" else {
                return AccountCheck(
                    "number", false,
                    "The number \(name) is not connected (\(facts.status ?? "")). Register it in Meta's WhatsApp manager."
                )
            }
            return AccountCheck("number", true, "The number \(name) is connected.")
        case .failure(let trouble): return AccountCheck("number", trouble)
        }
    }

    private static let scopes = ["whatsapp_business_messaging", "whatsapp_business_management"]

    private func permissionCheck(_ token: Answer<TokenFacts>, canReadAccount: Bool) -> AccountCheck {
        guard case .success(let facts) = token else {
            return canReadAccount
                ? AccountCheck("permissions", true, "The access token may read the account.")
                : AccountCheck(
                    "permissions", false,
                    "What the access token may do could not be read. It needs \(Self.scopes.joined(separator: " and "))."
                )
        }
        let missing = Self.scopes.filter { !facts.scopes.contains($0) }
        return missing.isEmpty
            ? AccountCheck("permissions", true, "The access token has the permissions that are needed.")
            : AccountCheck(
                "permissions", false,
                "The access token lacks \(missing.joined(separator: " and ")). Make one with this permission, and enter it."
            )
    }

    private func accountCheck(_ hasNumber: Answer<Bool>?) -> AccountCheck {
        switch hasNumber {
        case nil: AccountCheck("account", false, AccountTrouble.accountUnknown.sentence)
        case .success(true): AccountCheck("account", true, "The account has the clinic's number.")
        case .success(false): AccountCheck("account", false, AccountTrouble.otherAccount.sentence)
        case .failure(let trouble): AccountCheck("account", trouble)
        }
    }

    private func subscriptionCheck(_ apps: Answer<[String]>?, ownApp: String??) -> AccountCheck {
        let name = "subscription"
        switch apps {
        case nil: return AccountCheck(name, false, AccountTrouble.accountUnknown.sentence)
        case .failure(let trouble): return AccountCheck(name, trouble)
        case .success(let apps):
            let isOurs = (ownApp ?? nil).map(apps.contains) ?? !apps.isEmpty
            return isOurs
                ? AccountCheck(name, true, "The app gets the account's webhooks.")
                : AccountCheck(
                    name, false,
                    """
                    The account sends no webhooks to this app, so no message of a patient arrives. Subscribe the app: \
                    POST /{account id}/subscribed_apps with the access token.
                    """)
        }
    }

    private func sendingCheck(_ number: Answer<NumberFacts>) -> AccountCheck {
        switch number {
        case .failure(let trouble): return AccountCheck("sending", trouble)
        case .success(let facts):
            let reasons = (facts.health?.reasons ?? []).joined(separator: " ")
            switch facts.health?.canSend {
            case "BLOCKED":
                let what = reasons.isEmpty ? "See Meta's WhatsApp manager for the reason." : reasons
                return AccountCheck("sending", false, "WhatsApp does not let the clinic send. \(what)")
            case "LIMITED":
                return AccountCheck("sending", true, "WhatsApp lets the clinic send, in part. \(reasons)".trimmed)
            case nil: return AccountCheck("sending", true, "WhatsApp says nothing against sending.")
            default: return AccountCheck("sending", true, "WhatsApp lets the clinic send.")
            }
        }
    }

    private func limitCheck(_ number: Answer<NumberFacts>) -> AccountCheck {
        guard case .success(let facts) = number else {
            return AccountCheck("limit", false, "The limit could not be read. See the number.")
        }
        let limit = facts.limit.map { "The messaging limit is \($0)." } ?? "The messaging limit is not known."
        let quality = facts.quality.map { "The quality of the number is \($0)." } ?? ""
        return facts.quality == "RED"
            ? AccountCheck(
                "limit", false, "\(limit) \(quality) Too many people block or report it: write less often first.")
            : AccountCheck("limit", true, "\(limit) \(quality)".trimmed)
    }
}

extension Connection {
    fileprivate var webhookCheck: AccountCheck {
        guard let lastWebhookAt else {
            return AccountCheck(
                "webhook", false,
                """
                No webhook has come for this number yet. Enter callback URL and verify token in the webhook form of Meta's \
                app, subscribe to "messages", and write to the number.
                """)
        }
        return AccountCheck("webhook", true, "The last webhook came at \(lastWebhookAt).")
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}

extension String {
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
