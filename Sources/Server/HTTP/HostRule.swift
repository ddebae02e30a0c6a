import HTTPTypes
import Hummingbird

/// Refuses a request without a host, with two of them, or with one that cannot be a host: whoever stands in front may
/// have understood another one.
struct HostRule<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first Host header is the authority; another one stays a header.
        guard let host = request.head.authority, Self.canBeHost(host), request.headers[.host] == nil else {
            throw APIError.badHost
        }
        return try await next(request, context)
    }

    /// A name or an address, with or without a port.
    private static func canBeHost(_ text: String) -> Bool {
        text.utf8.count <= 300
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: "-._:[]%~".utf8.contains(byte)
                }
            }
    }
}

extension HTTPField.Name {
    fileprivate static let host = Self("Host")!
}
