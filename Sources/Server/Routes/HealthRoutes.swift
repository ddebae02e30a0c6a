import HTTPTypes
import Hummingbird
import Storage

/// What an operator's tools ask for.
struct HealthRoutes: Sendable {
    let inbox: Inbox
    let events: EventHub
    let stored: StorageAnswer

    func add(to router: Router<HTTPContext>) {
        router.get("health") { _, _ in Response.json(HealthBody()) }
        router.get("ready") { _, _ in await ready() }
        router.get("metrics") { _, _ in try await metrics() }
    }

    private func ready() async -> Response {
        do {
            let counts = try await stored { try await inbox.counts() }
            return .json(ReadyBody(status: "ready", inbox: .init(new: counts.new, quarantined: counts.quarantined)))
        } catch {
            return .json(ReadyBody(status: "unavailable", inbox: nil), status: .serviceUnavailable)
        }
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
    let version = ServerVersion.current
}

private struct ReadyBody: Encodable {
    struct Inbox: Encodable {
        let new: Int64
        let quarantined: Int64
    }

    let status: String
    let inbox: Inbox?
}
