import Conversations
import HTTPTypes
import Hummingbird
import Storage

/// Whether the clinic is held after a restore and what its assistant does, and switching it on again.
struct HeldRoutes: Sendable {
    let holding: Holding
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("held") { _, context in try await show(context) }
        group.delete("held") { _, context in try await release(context) }
    }

    private func show(_ context: HTTPContext) async throws -> Response {
        let clinic = try context.person.clinic.id
        return .json(HeldBody(standing: try await stored { try await holding.standing(of: clinic) }))
    }

    private func release(_ context: HTTPContext) async throws -> Response {
        let person = try context.person.account
        try await stored { try await holding.release(person.clinicID, by: person.id) }
        return try await show(context)
    }
}

private struct HeldBody: Encodable {
    let standing: ClinicStanding

    enum CodingKeys: String, CodingKey {
        case success, held, assistant
        case heldAt = "held_at"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(standing.heldSince != nil, forKey: .held)
        try body.encode(standing.heldSince, forKey: .heldAt)
        try body.encode(standing.assistant.rawValue, forKey: .assistant)
    }
}
