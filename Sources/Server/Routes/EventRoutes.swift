import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Storage

/// The stream of changes. It ends when the client goes away, the session is over or the server stops.
struct EventRoutes: Sendable {
    let environment: ServerEnvironment

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("events") { request, context in try open(request, context) }
    }

    private func open(_ request: Request, _ context: HTTPContext) throws -> Response {
        let session = try context.currentSession
        // What is no number was not given out by us: the client is told to read everything again.
        let lastID = request.headers[.lastEventID].map { Int64($0) ?? 0 }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
            ],
            body: ResponseBody { [environment] writer in
                let subscription = environment.events.subscribe(session.person.account, after: lastID)
                defer { environment.events.unsubscribe(subscription) }
                try await Self.untilItEnds(subscription, request) {
                    try await Self.write(subscription, of: session, in: environment, to: &writer)
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
        _ subscription: EventSubscription, of session: CurrentSession, in environment: ServerEnvironment,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(ByteBuffer(string: EventText.opening(at: subscription.startID)))
        while let batch = await subscription.next() {
            if batch.isBeat, await isOver(session, in: environment) { return }
            try await writer.write(ByteBuffer(string: EventText.of(batch)))
        }
    }

    /// While the database is away nobody is signed out.
    private static func isOver(_ session: CurrentSession, in environment: ServerEnvironment) async -> Bool {
        do {
            return try await environment.person(behind: session.credential) == nil
        } catch let error as APIError where error == .noAccount {
            return true
        } catch {
            return false
        }
    }
}

/// Events as the wire has them.
enum EventText {
    /// The id lets a client that hears nothing before it comes back ask for what it missed.
    static func opening(at id: Int64) -> String { "retry: 2000\nid: \(id)\n: open\n\n" }

    static func of(_ batch: EventBatch) -> String {
        var text = batch.resetID.map { "id: \($0)\nevent: reset\ndata: {}\n\n" } ?? ""
        for event in batch.events {
            text += "id: \(event.id)\nevent: patient\n"
            text += "data: {\"patient_id\":\"\(event.patientID)\",\"seq\":\(event.seq)}\n\n"
        }
        return batch.isBeat ? text + ": beat\n\n" : text
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = Self("Last-Event-ID")!
    fileprivate static let accelBuffering = Self("X-Accel-Buffering")!
}
