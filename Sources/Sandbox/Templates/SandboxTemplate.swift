/// A message template of a WhatsApp Business Account, in one language.
struct SandboxTemplate: Sendable {
    let id: Int
    let name: String
    let language: String
    var status = "APPROVED"
    var category = "UTILITY"
    var previousCategory: String?
    var quality = "UNKNOWN"
    /// Unix seconds.
    var qualityDate = 1_794_400_000
    var rejectedReason: String?
    var isNamed = false
    let components: [JSON]

    static let statuses = [
        "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL", "PENDING_DELETION", "DELETED", "ARCHIVED",
        "LIMIT_EXCEEDED",
    ]
    static let categories = ["UTILITY", "MARKETING", "AUTHENTICATION"]
    static let qualities = ["UNKNOWN", "GREEN", "YELLOW", "RED"]

    /// All members that Meta knows; nil where this template has none.
    var node: [String: JSON?] {
        [
            "id": .string(String(id)), "name": .string(name), "language": .string(language),
            "status": .string(status), "category": .string(category),
            "previous_category": previousCategory.map(JSON.string), "components": .array(components),
            "parameter_format": isNamed ? "NAMED" : "POSITIONAL",
            "quality_score": ["score": .string(quality), "date": .integer(qualityDate)],
            "rejected_reason": .string(rejectedReason ?? "NONE"), "health_status": health, "sub_category": .none,
            "library_template_name": .none, "correct_category": .none, "message_send_ttl_seconds": .none,
            "cta_url_link_tracking_opted_out": .none, "degrees_of_freedom_spec": .none,
        ]
    }

    /// The members that come when none are asked for.
    static let usualMembers = [
        "name", "parameter_format", "components", "language", "status", "category", "sub_category",
        "previous_category", "library_template_name", "id",
    ]

    /// The component of a type, written in capitals.
    func component(_ type: String) -> JSON? { components.first { $0["type"]?.string == type } }

    var buttons: [JSON] { component("BUTTONS")?["buttons"]?.array ?? [] }

    /// The names or numbers of the variables of a text, each once, in their order.
    static func variables(in text: String) -> [String] {
        var found: [String] = []
        for match in text.matches(of: /\{\{(\w+)\}\}/) where !found.contains(String(match.1)) {
            found.append(String(match.1))
        }
        return found
    }

    private var health: JSON {
        guard status != "APPROVED" else { return ["can_send_message": "AVAILABLE", "entities": [entity([:])]] }
        let error: JSON = [
            "error_code": 141_002, "error_description": "Only approved templates can be sent.",
            "possible_solution": "Edit the template or appeal.",
        ]
        return ["can_send_message": "BLOCKED", "entities": [entity(["errors": [error]])]]
    }

    private func entity(_ more: [String: JSON]) -> JSON {
        let base: [String: JSON] = [
            "entity_type": "MESSAGE_TEMPLATE", "id": .string(String(id)),
            "can_send_message": status == "APPROVED" ? "AVAILABLE" : "BLOCKED",
        ]
        return .object(base.merging(more) { _, last in last })
    }
}
