import HTTPTypes
import Hummingbird
import Storage

/// What an operator's tools ask for.
struct HealthRoutes: Sendable {
    let inbox: Inbox
    let events: EventHub
    let stored: StorageAnswer
    let readiness: Readiness
    /// Whether only operators reach this listener.
    let isForOperators: Bool

    func add(to router: Router<HTTPContext>) {
        router.get("health") { request, context in
            Response.json(HealthBody(version: tellsAll(request, context) ? ServerVersion.current : nil))
        }
        router.get("ready") { request, context in await ready(isToldAll: tellsAll(request, context)) }
        router.get("metrics") { request, context in
            guard tellsAll(request, context) else { throw APIError.noSuchPage }
            return try await metrics()
        }
    }

    /// Strangers are told whether it works, and nothing else.
    private func tellsAll(_ request: Request, _ context: HTTPContext) -> Bool {
        isForOperators || request.head.isFromThisMachine(peer: context.peer)
    }

    private func ready(isToldAll: Bool) async -> Response {
        let isReady = await readiness.isReady
        let counts = isReady && isToldAll ? try? await stored { try await inbox.counts() } : nil
        let body = ReadyBody(
            status: isReady ? "ready" : "unavailable",
            inbox: counts.map { .init(new: $0.new, quarantined: $0.quarantined) })
        return .json(body, status: isReady ? .ok : .serviceUnavailable)
    }

    private func metrics() async throws -> Response {
        let counts = try await stored { try await inbox.counts() }
        return .text(
            """
            # HELP shubhstra_inbox_deliveries Webhook deliveries that are not applied, by state.
            # TYPE shubhstra_inbox_deliveries gauge
            shubhstra_inbox_deliveries{state="new"} \(counts.new)
            shubhstra_inbox_deliveries{state="quarantined"} \(counts.quarantined)
            # HELP shubhstra_event_streams Open event streams.
            # TYPE shubhstra_event_streams gauge
            shubhstra_event_streams \(events.subscriberCount)

            """)
    }
}

private struct HealthBody: Encodable {
    let status = "healthy"
    let version: String?
}

private struct ReadyBody: Encodable {
    struct Inbox: Encodable {
        let new: Int64
        let quarantined: Int64
    }

    let status: String
    let inbox: Inbox?
}
