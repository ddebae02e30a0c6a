/// Whether Meta lets something send, and why not.
struct SandboxHealth: Sendable {
    enum Level: String, Sendable, CaseIterable {
        case available = "AVAILABLE"
        /// Still sends.
        case limited = "LIMITED"
        case blocked = "BLOCKED"

        var rank: Int {
            switch self {
            case .available: 0
            case .limited: 1
            case .blocked: 2
            }
        }
    }

    /// What a health can be about, in the order in which Meta lists them.
    enum Entity: String, Sendable, CaseIterable {
        case number = "PHONE_NUMBER"
        case account = "WABA"
        case business = "BUSINESS"
        case app = "APP"
    }

    var level = Level.available
    /// Why it is blocked, as Meta writes `errors`.
    var errors: [JSON] = []
    /// Why it is limited: sentences.
    var notes: [JSON] = []

    func json(_ entity: Entity, id: String) -> JSON {
        .members([
            "entity_type": .string(entity.rawValue), "id": .string(id), "can_send_message": .string(level.rawValue),
            "errors": errors.isEmpty ? nil : .array(errors),
            "additional_info": notes.isEmpty ? nil : .array(notes),
        ])
    }
}

/// What Meta says of a clinic's number.
struct NumberState: Sendable {
    var health = SandboxHealth()
    var quality = "GREEN"
    var status = "CONNECTED"
    var throughput = "STANDARD"
    var messagingLimit = "TIER_250"
    /// The ids of the patients whom it has blocked, in that order.
    var blocked: [String] = []
}

/// What Meta says of a WhatsApp Business Account and of the app that uses it.
struct BusinessState: Sendable {
    var health: [SandboxHealth.Entity: SandboxHealth] = [:]
    /// Whether the app gets the account's webhooks.
    var isSubscribed = true
    var overrideURL: String?
    /// Whether `debug_token` names the accounts that the token is for.
    var namesTargets = true
}
