import Conversations
import Hummingbird
import Storage

/// What WhatsApp has charged the clinic's messages as.
struct CostRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("clinic/costs") { request, context in try await show(request, context) }
    }

    private func show(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let query = QueryParameters(request.uri.query)
        let days = try await stored { try await chats.costs(from: query["from"], to: query["to"]) }
        return .json(CostsBody(days: days.map(DayBody.init)))
    }
}

private struct CostsBody: Encodable {
    let success = true
    let days: [DayBody]

    enum CodingKeys: String, CodingKey {
        case success, days
    }
}

private struct DayBody: Encodable {
    let date: String
    let category: String
    let type: String
    let billable: Bool
    let count: Int64

    init(_ day: DailyCount) {
        date = day.date
        category = day.pricing.category
        type = day.pricing.type
        billable = day.pricing.isBillable
        count = day.count
    }
}
