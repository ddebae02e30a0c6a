import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A real HTTP server that plays Gemini: it answers one call after the other as scripted and remembers what it
/// was sent.
final class ScriptedGemini: Sendable {
    enum Step: Sendable {
        case respond(Int, String)
        /// Never answers.
        case hang
        /// Sends the head and never the body.
        case hangInBody
        /// Closes the connection in the middle of the body.
        case cut
    }

    struct Call: Sendable {
        let path: String
        let headers: [String: String]
        let body: String

        var contents: [(role: String, texts: [String])] {
            let json = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
            let contents = json?["contents"] as? [[String: Any]] ?? []
            return contents.map { content in
                let parts = content["parts"] as? [[String: String]] ?? []
                return (content["role"] as? String ?? "", parts.compactMap { $0["text"] })
            }
        }
    }

    private struct State {
        var steps: [Step]
        var calls: [Call] = []
        var hanging: [AsyncStream<Void>.Continuation] = []
        var isReleased = false
    }

    private let state: Mutex<State>
    private let called = AsyncStream.makeStream(of: Void.self)

    private init(_ steps: [Step]) { state = Mutex(State(steps: steps)) }

    var calls: [Call] { state.withLock { $0.calls } }

    /// Returns when the first call has arrived; at once when it has arrived before.
    func firstCall() async { _ = await called.stream.first { true } }

    /// Runs `body` with the server and its base URL, and stops the server after it. The last step is repeated.
    static func run<Value: Sendable>(
        _ steps: [Step], _ body: @escaping @Sendable (ScriptedGemini, String) async throws -> Value
    ) async throws -> Value {
        let server = ScriptedGemini(steps)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await server.respond(request) },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "scripted-gemini") { _ in SwiftLogNoOpLogHandler() })
        let services = ServiceGroup(
            configuration: .init(
                services: [application], gracefulShutdownSignals: [],
                logger: Logger(label: "scripted-gemini") { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
            let result: Result<Value, any Error>
            do { result = .success(try await body(server, "http://127.0.0.1:\(port)")) } catch {
                result = .failure(error)
            }
            // A cancelled server would trap on a connection that is just being accepted; a graceful end does not.
            server.release()
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 20)
        let headers = Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }) { $0 + "," + $1 }
        let call = Call(path: request.uri.description, headers: headers, body: String(buffer: body))
        let step = state.withLock { state in
            state.calls.append(call)
            return state.steps.count > 1 ? state.steps.removeFirst() : state.steps[0]
        }
        called.continuation.yield()
        return try await response(to: step)
    }

    private func response(to step: Step) async throws -> Response {
        switch step {
        case .respond(let status, let text):
            return Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: text)))
        case .hang:
            try await never()
            return Response(status: .ok)
        case .hangInBody:
            return Response(status: .ok, body: .init(contentLength: 10) { _ in try await self.never() })
        case .cut:
            return Response(
                status: .ok,
                body: .init(contentLength: 10) { writer in
                    try await writer.write(ByteBuffer(string: "{"))
                    throw CancellationError()
                })
        }
    }

    /// Ends only when the server ends.
    private func never() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let isReleased = state.withLock { state in
            state.hanging.append(continuation)
            return state.isReleased
        }
        if isReleased { continuation.finish() }
        for await _ in stream {}
        throw CancellationError()
    }

    private func release() {
        let hanging = state.withLock { state in
            state.isReleased = true
            return state.hanging
        }
        for continuation in hanging { continuation.finish() }
    }
}
