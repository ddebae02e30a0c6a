import Hummingbird
import HummingbirdCore

/// The stand-in for Meta's Graph API: `/v{N}.{M}/…`.
struct GraphAPI: Sendable {
    let world: World
    let deliveries: DeliveryQueue

    /// Answers a call whose path begins with a version.
    func answer(_ exchange: Exchange) async -> Response {
        do {
            if exchange.parts.dropFirst() == ["debug_token"] { return try await debugToken(exchange) }
            if let token = world.configuration.accessToken {
                guard exchange.bearer == token else { throw GraphError.badToken }
            } else if exchange.bearer?.isEmpty ?? true {
                throw GraphError.badToken
            }
            return try await route(exchange)
        } catch let error as GraphError {
            return .error(error)
        } catch {
            return .error(GraphError(code: 1))
        }
    }

    private func route(_ exchange: Exchange) async throws -> Response {
        let parts = exchange.parts
        switch (exchange.method, parts.count, parts.last ?? "") {
        case (.post, 3, "messages"): return try await messages(exchange, clinic(parts[1]))
        case (.post, 3, "media"): return try await upload(exchange, clinic(parts[1]))
        case (.get, 2, let id):
            return try await node(id, exchange)
        case (.delete, 2, let id):
            guard await world.forgetMedia(id) else { throw GraphError.noObject(id) }
            return .json(["success": true])
        case (_, 3, let edge): return try await answer(edge, of: parts[1], exchange)
        case (_, _, let last): throw GraphError.noObject(last)
        }
    }

    private func answer(_ edge: String, of id: String, _ exchange: Exchange) async throws -> Response {
        switch (exchange.method, edge) {
        case (.get, "phone_numbers"): return try await phoneNumbers(account(id), exchange)
        case (.get, "message_templates"): return try await templates(account(id), exchange)
        case (.get, "subscribed_apps"): return try await subscribedApps(account(id))
        case (.post, "subscribed_apps"): return try await subscribe(account(id), exchange)
        case (.delete, "subscribed_apps"): return try await unsubscribe(account(id))
        case (.get, "whatsapp_business_profile"): return try await profile(clinic(id), exchange)
        case (.get, "block_users"): return try await blockedUsers(clinic(id), exchange)
        case (.post, "block_users"): return try await block(clinic(id), exchange)
        case (.delete, "block_users"): return try await unblock(clinic(id), exchange)
        default: throw GraphError.noObject(edge)
        }
    }

    /// A number, an account, a template or a file, whichever has this id.
    private func node(_ id: String, _ exchange: Exchange) async throws -> Response {
        if let clinic = await world.clinic(id) { return try await phoneNumber(clinic, exchange) }
        if await !world.clinics(of: id).isEmpty { return try await account(id, exchange) }
        if let found = await world.template(id) { return try template(found.template, exchange) }
        return try await mediaItem(id, exchange)
    }

    /// The id of a WhatsApp Business Account. Throws if there is none.
    private func account(_ id: String) async throws -> String {
        guard await !world.clinics(of: id).isEmpty else { throw GraphError.noObject(id) }
        return id
    }

    private func clinic(_ id: String) async throws -> SandboxClinic {
        guard let clinic = await world.clinic(id) else { throw GraphError.noObject(id) }
        return clinic
    }
}
