import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOFoundationCompat
import ServiceLifecycle

/// One request with its body in memory.
struct Exchange: Sendable {
    let request: Request
    let body: Data
    let channel: any Channel

    /// The body is not copied.
    init(request: Request, body: ByteBuffer, channel: any Channel) {
        self.request = request
        self.body = Data(buffer: body, byteTransferStrategy: .noCopy)
        self.channel = channel
    }

    var method: HTTPRequest.Method { request.method }
    var path: String { request.uri.path }
    var parts: [String] { path.split(separator: "/").map(String.init) }
    var contentType: String { header(.contentType) ?? "" }
    var userAgent: String { header(.userAgent) ?? "" }

    var bearer: String? {
        guard let value = header(.authorization), value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// Where the client reached us, for URLs in answers.
    var origin: String { "http://" + authority }

    /// The name and port by which the client reached us.
    var authority: String { request.head.authority ?? "" }

    func header(_ name: HTTPField.Name) -> String? { request.headers[name] }

    func query(_ name: String) -> String? { request.uri.queryParameters[Substring(name)].map(String.init) }

    /// Closes the connection, so that the client gets no answer.
    func cut() { channel.close(mode: .all, promise: nil) }

    /// Waits, but no longer than until the server shuts down.
    func pause(_ seconds: Double) async {
        guard seconds > 0 else { return }
        await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(seconds)) }
    }
}
