import Conversations
import Hummingbird
import Storage

/// The list of a clinic's patients.
struct PatientRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("patients") { request, context in try await list(request, context) }
        group.get("patients/counts") { _, context in try await counts(context) }
    }

    private func list(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let query = QueryParameters(request.uri.query)
        let limit = try query.integer("limit", in: 1...100).map { Int($0) }
        let search = query["search"]?.replacing("\0", with: "\u{FFFD}")
        guard (search?.utf16.count ?? 0) <= 200 else { throw APIError.outOfRange("search", "at most 200 characters") }
        guard let filter = PatientFilter(rawValue: query["filter"] ?? "all") else {
            let all = PatientFilter.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.outOfRange("filter", "one of \(all)")
        }
        let cursor = query["cursor"]
        guard let since = query["since"] else {
            return .json(
                PatientsBody(
                    try await stored {
                        try await chats.patients(search: search, filter: filter, cursor: cursor, limit: limit ?? 50)
                    }))
        }
        guard cursor == nil else { throw APIError.outOfRange("cursor", "left out where \"since\" is given") }
        let changes = try await stored {
            try await chats.patients(changedSince: since, search: search, filter: filter, limit: limit ?? 100)
        }
        let body = ChangesBody(changes)
        return changes.entries.count > 1 ? .json(body) : .json(ofOnePatient: body, to: request)
    }

    private func counts(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        return .json(PatientCountsBody(try await stored { try await chats.patientCounts() }))
    }
}
