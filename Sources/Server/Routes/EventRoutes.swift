import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Storage

/// The stream of changes. It ends when the client goes away, the session is over or the server stops.
struct EventRoutes: Sendable {
    let events: EventHub
    let sessions: Sessions

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("events") { request, context in try open(request, context) }
    }

    private func open(_ request: Request, _ context: HTTPContext) throws -> Response {
        let session = try context.currentSession
        // What isn't a number was not given out by us: the client is told to read everything again.
        let lastID = request.headers[.lastEventID].map { Int64($0) ?? 0 }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
            ],
            body: ResponseBody { [events, sessions] writer in
                let subscription = events.subscribe(session.person.account, after: lastID)
                defer { events.unsubscribe(subscription) }
                try await Self.untilItEnds(subscription, request) {
                    try await Self.write(subscription, of: session, in: sessions, to: &writer)
                }
                try await writer.finish(nil)
            })
    }

    private static func untilItEnds(
        _ subscription: EventSubscription, _ request: Request, _ write: () async throws -> Void
    ) async throws {
        try await withGracefulShutdownHandler {
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await write()
            } onInboundClosed: {
                subscription.end()
            }
        } onGracefulShutdown: {
            subscription.end()
        }
    }

    private static func write(
        _ subscription: EventSubscription, of session: CurrentSession, in sessions: Sessions,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(ByteBuffer(string: EventText.opening(at: subscription.startID)))
        while let batch = await subscription.next() {
            if batch.isBeat, await isOver(session, in: sessions) { return }
            try await writer.write(ByteBuffer(string: EventText.of(batch)))
        }
    }

    /// While the database is away nobody is signed out.
    private static func isOver(_ session: CurrentSession, in sessions: Sessions) async -> Bool {
        do {
            return try await sessions.person(behind: session.credential) == nil
        } catch let error as APIError where error == .noAccount {
            return true
        } catch {
            return false
        }
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = Self("Last-Event-ID")!
    fileprivate static let accelBuffering = Self("X-Accel-Buffering")!
}
