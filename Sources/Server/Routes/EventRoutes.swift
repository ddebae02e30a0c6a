import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
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
            body: ResponseBody { [events, sessions, channel = context.channel] writer in
                let stream = events.subscribe(
                    session.person.account, after: lastID,
                    isOver: { await Self.isOver(session.credential, in: sessions) })
                channel.closeFuture.whenComplete { _ in events.unsubscribe(stream) }
                try await writer.write(ByteBuffer(string: EventText.opening(at: stream.startID)))
                Self.write(stream, to: channel)
                // Nothing finishes the body: whatever is written from here on is written without a task, whose stack would
                // be most of what an idle stream costs.
            })
    }

    /// One batch after the other, each when the one before has left.
    private static func write(_ stream: EventSubscription, to channel: any Channel) {
        stream.next { batch in
            channel.eventLoop.execute {
                guard let batch else { return channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil) }
                let text = ByteBuffer(string: EventText.of(batch))
                channel.writeAndFlush(HTTPResponsePart.body(text)).whenSuccess { write(stream, to: channel) }
            }
        }
    }

    /// While the database is away nobody is signed out.
    private static func isOver(_ credential: Credential, in sessions: Sessions) async -> Bool {
        do {
            return try await sessions.person(behind: credential) == nil
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
