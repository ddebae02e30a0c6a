import HTTPTypes
import Hummingbird
import Storage

/// What an operator's tools ask.
struct HealthRoutes: Sendable {
    let environment: ServerEnvironment

    func add(to router: Router<HTTPContext>) {
        router.get("health") { _, _ in Response.json(HealthBody()) }
        router.get("ready") { _, _ in await ready() }
        router.get("metrics") { _, _ in try await metrics() }
    }

    private func ready() async -> Response {
        do {
            let inbox = try await environment.stored { try await environment.store.inboxCounts() }
            return .json(ReadyBody(status: "ready", inbox: .init(new: inbox.new, quarantined: inbox.quarantined)))
        } catch {
            return .json(ReadyBody(status: "unavailable", inbox: nil), status: .serviceUnavailable)
        }
    }

    private func metrics() async throws -> Response {
        let inbox = try await environment.stored { try await environment.store.inboxCounts() }
        return .text(
            """
            # HELP shubhstra_inbox_deliveries Webhook deliveries that are not applied, by state.
            # TYPE shubhstra_inbox_deliveries gauge
            shubhstra_inbox_deliveries{state="new"} \(inbox.new)
            shubhstra_inbox_deliveries{state="quarantined"} \(inbox.quarantined)
            # HELP shubhstra_event_streams Open event streams.
            # TYPE shubhstra_event_streams gauge
            shubhstra_event_streams \(environment.events.subscriberCount)

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
