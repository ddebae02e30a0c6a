import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// The control API over HTTP: `/sandbox/…`.
struct ControlAPI: Sendable {
    let control: Control
    let gate: ControlGuard

    private var world: World { control.world }

    func answer(_ exchange: Exchange) async -> Response {
        do {
            try gate.check(exchange)
            let path = exchange.parts.dropFirst().joined(separator: "/")
            switch (exchange.method, path) {
            case (.get, "events"): return await events()
            case (.post, "media"): return try await keepMedia(exchange)
            case (.get, let path) where path.hasPrefix("media/"):
                return try await media(String(path.dropFirst(6)), exchange)
            default: return try await call(exchange, path)
            }
        } catch {
            return .json(["error": .string(error.message)], status: error.status)
        }
    }

    private func call(_ exchange: Exchange, _ path: String) async throws(SandboxError) -> Response {
        var call = Control.Call(method: exchange.method.rawValue, path: path)
        if exchange.method == .post, !exchange.body.isEmpty {
            guard let body = try? JSON(parsing: exchange.body), body.object != nil else {
                throw .invalid("the body must be a JSON object")
            }
            call.body = body
        }
        for name in ["patient", "phone_number_id", "after", "at_least", "wait_seconds"] {
            call.query[name] = exchange.query(name)
        }
        let answer = await control.answer(call)
        return .json(answer.body, status: answer.status)
    }

    private func keepMedia(_ exchange: Exchange) async throws(SandboxError) -> Response {
        guard (1...MediaKind.largest).contains(exchange.body.count) else {
            throw .invalid("the body must be a file of at most 100 MB")
        }
        let item = try await world.keep(exchange.body, mimeType: exchange.contentType)
        return .json(item.json, status: 201)
    }

    /// A file for the phone page. It is never shown as a document of our own origin.
    private func media(_ id: String, _ exchange: Exchange) async throws(SandboxError) -> Response {
        guard let item = await world.mediaItem(id) else { throw .missing("there is no such media") }
        return .file(
            item.file, size: item.size, type: item.mimeType,
            range: ByteRange(exchange.header(.range), size: item.size),
            headers: [
                (.contentSecurityPolicy, "default-src 'none'; sandbox"), (.xContentTypeOptions, "nosniff"),
                (.contentDisposition, "attachment"),
            ])
    }

    private func events() async -> Response {
        let changes = await world.changes()
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
            for try await change in changes.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(string: Self.event(change)))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private static func event(_ change: SandboxChange) -> String {
        if change.kind == .tick { return ":\n\n" }
        return "id: \(change.number)\nevent: change\ndata: \(change.json.text())\n\n"
    }
}
