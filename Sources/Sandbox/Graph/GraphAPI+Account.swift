import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

extension GraphAPI {
    // MARK: Numbers

    private static let usualNumber = [
        "verified_name", "display_phone_number", "quality_rating", "code_verification_status", "platform_type",
        "status", "throughput",
    ]

    func phoneNumber(_ clinic: SandboxClinic, _ exchange: Exchange) async throws -> Response {
        let selection = FieldSelection(exchange, usual: Self.usualNumber)
        return try .json(selection.pick(from: await node(of: clinic, exchange)))
    }

    func phoneNumbers(_ accountID: String, _ exchange: Exchange) async throws -> Response {
        let selection = FieldSelection(exchange, usual: Self.usualNumber)
        var numbers: [JSON] = []
        for clinic in await world.clinics(of: accountID) {
            numbers.append(try selection.pick(from: await node(of: clinic, exchange)))
        }
        return try .json(Page(exchange).answer(numbers))
    }

    private func node(of clinic: SandboxClinic, _ exchange: Exchange) async -> [String: JSON?] {
        let state = await world.number(clinic)
        var node: [String: JSON?] = [
            "id": .string(clinic.phoneNumberID), "verified_name": .string(clinic.name),
            "display_phone_number": .string(clinic.displayPhoneNumber), "status": .string(state.status),
            "quality_rating": .string(state.quality), "quality_score": ["score": .string(state.quality)],
            "throughput": ["level": .string(state.throughput)], "code_verification_status": "VERIFIED",
            "platform_type": "CLOUD_API", "account_mode": "LIVE", "name_status": "APPROVED",
            "is_on_biz_app": false, "is_official_business_account": false, "is_pin_enabled": true,
            "is_preverified_number": false, "search_visibility": "VISIBLE",
            "health_status": await world.health(of: clinic, clinic.accountID),
        ]
        let absent = [
            "new_name_status", "conversational_automation", "webhook_configuration", "certificate", "new_certificate",
            "eligibility_for_api_business_global_search", "last_onboarded_time", "country_code", "country_dial_code",
        ]
        for name in absent { node.updateValue(nil, forKey: name) }
        // The newer name of the limit came with version 24; each version knows only its own.
        let version = exchange.parts.first?.dropFirst().prefix { $0 != "." } ?? ""
        let name = (Int(version) ?? 0) < 24 ? "messaging_limit_tier" : "whatsapp_business_manager_messaging_limit"
        node[name] = .string(state.messagingLimit)
        return node
    }

    private static let usualProfile = ["messaging_product"]

    func profile(_ clinic: SandboxClinic, _ exchange: Exchange) async throws -> Response {
        let node: [String: JSON?] = [
            "about": "Open Monday to Saturday", "address": "12 Garden Road, Pune",
            "description": .string(clinic.name), "email": "desk@clinic.example", "vertical": "HEALTH",
            "websites": ["https://clinic.example/"], "messaging_product": "whatsapp",
            "profile_picture_url": "https://pps.example/example.jpg",
        ]
        var profile = try FieldSelection(exchange, usual: Self.usualProfile).pick(from: node).object ?? [:]
        profile["messaging_product"] = "whatsapp"
        return .json(["data": [.object(profile)]])
    }

    // MARK: Accounts

    func account(_ id: String, _ exchange: Exchange) async throws -> Response {
        let name = await world.clinics(of: id).first?.name ?? ""
        var node: [String: JSON?] = [
            "id": .string(id), "name": .string(name), "timezone_id": "71", "currency": "INR", "country": "IN",
            "message_template_namespace": "0a1b2c3d_0000_4000_8000_1a2b3c4d5e6f", "status": "ACTIVE",
            "account_review_status": "APPROVED", "business_verification_status": "verified",
            "ownership_type": "SELF", "is_enabled_for_insights": true,
            "disable_marketing_messages_on_cloud_api": false,
            "health_status": await world.health(of: nil, id), "subscribed_apps": ["data": await apps(id)],
            "owner_business_info": ["id": .string(World.businessID), "name": .string(name)],
        ]
        let absent = [
            "marketing_messages_lite_api_status", "marketing_messages_onboarding_status", "on_behalf_of_business_info",
        ]
        for name in absent { node.updateValue(nil, forKey: name) }
        let usual = ["name", "timezone_id", "message_template_namespace"]
        return try .json(FieldSelection(exchange, usual: usual).pick(from: node))
    }

    func subscribedApps(_ accountID: String) async -> Response { .json(["data": await apps(accountID)]) }

    private func apps(_ accountID: String) async -> JSON {
        let business = await world.business(accountID)
        guard business.isSubscribed else { return [] }
        let app: JSON = [
            "link": .string("https://www.facebook.com/games/?app_id=\(World.appID)"), "name": "Sandbox",
            "id": .string(World.appID),
        ]
        return [
            .members([
                "whatsapp_business_api_data": app, "override_callback_uri": business.overrideURL.map(JSON.string),
            ])
        ]
    }

    /// Subscribes the app. Another address for the webhooks is kept and listed, but not used.
    func subscribe(_ accountID: String, _ exchange: Exchange) async throws -> Response {
        let body = try exchange.body.isEmpty ? [:] : object(exchange)
        let address = body["override_callback_uri"]?.string
        if address != nil, body["verify_token"]?.string == nil { throw GraphError.missing("verify_token is missing.") }
        await world.changeBusiness(accountID) { business in
            business.isSubscribed = true
            business.overrideURL = address
        }
        return .json(["success": true])
    }

    func unsubscribe(_ accountID: String) async -> Response {
        await world.changeBusiness(accountID) { $0.isSubscribed = false }
        return .json(["success": true])
    }

    // MARK: Tokens

    /// Needs the token of the app: its id, `|` and its secret.
    func debugToken(_ exchange: Exchange) async throws -> Response {
        guard (exchange.bearer ?? exchange.query("access_token")) == "\(World.appID)|\(world.configuration.appSecret)"
        else {
            throw GraphError(
                code: 100, details: "The access token must be the id of the app, a vertical bar and its secret.")
        }
        guard let token = exchange.query("input_token"), !token.isEmpty else {
            throw GraphError.invalid("input_token is missing.")
        }
        guard world.configuration.accessToken.map({ $0 == token }) ?? true else {
            let error: JSON = ["code": 190, "message": "The access token could not be decrypted"]
            return .json(["data": ["is_valid": false, "scopes": [], "error": error]])
        }
        return .json(["data": await tokenDescription()])
    }

    private func tokenDescription() async -> JSON {
        let accounts = Set(world.configuration.clinics.map(\.accountID)).sorted()
        var named: [JSON] = []
        for account in accounts where await world.business(account).namesTargets { named.append(.string(account)) }
        let scopes: [JSON] = ["whatsapp_business_management", "whatsapp_business_messaging"]
        return [
            "app_id": .string(World.appID), "type": "SYSTEM_USER", "application": "Sandbox",
            "data_access_expires_at": 0, "expires_at": 0, "is_valid": true, "issued_at": 1_793_900_000,
            "scopes": .array(scopes + ["public_profile"]), "user_id": "100200300400500",
            "granular_scopes": .array(
                scopes.map { .members(["scope": $0, "target_ids": named.isEmpty ? nil : .array(named)]) }),
        ]
    }
}
