import Hummingbird
import HummingbirdCore

/// The stand-in for Meta's Graph API: `/v{N}.{M}/…`.
struct GraphAPI: Sendable {
    let world: World
    let deliveries: DeliveryQueue

    /// Answers a call whose path begins with a version.
    func answer(_ exchange: Exchange) async -> Response {
        do {
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
            if let clinic = await world.clinic(id) { return phoneNumber(clinic) }
            return try await mediaItem(id, exchange)
        case (.delete, 2, let id):
            guard await world.forgetMedia(id) else { throw GraphError.noObject(id) }
            return .json(["success": true])
        case (.get, 3, "phone_numbers"):
            return .json(["data": .array(world.configuration.clinics.map(phoneNumberJSON))])
        case (.post, 3, "subscribed_apps"): return .json(["success": true])
        case (_, _, let last): throw GraphError.noObject(last)
        }
    }

    private func clinic(_ id: String) async throws -> SandboxClinic {
        guard let clinic = await world.clinic(id) else { throw GraphError.noObject(id) }
        return clinic
    }

    private func phoneNumber(_ clinic: SandboxClinic) -> Response { .json(phoneNumberJSON(clinic)) }

    private func phoneNumberJSON(_ clinic: SandboxClinic) -> JSON {
        [
            "verified_name": .string(clinic.name), "display_phone_number": .string(clinic.displayPhoneNumber),
            "quality_rating": "GREEN", "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API",
            "status": "CONNECTED", "throughput": ["level": "STANDARD"], "id": .string(clinic.phoneNumberID),
        ]
    }
}
