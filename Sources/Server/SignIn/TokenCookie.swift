import Conversations
import HTTPTypes
import Hummingbird
import Storage

/// A cookie that holds a token of ours.
struct TokenCookie: Sendable {
    /// Who is signed in. The session ends by itself, however long the browser keeps the cookie.
    static let session = TokenCookie(name: "shubhstra_session", path: "/", lifetime: SignIn.sessionLife)
    /// That somebody has signed in with this browser before. Nothing but signing in needs to see it.
    static let device = TokenCookie(name: "shubhstra_device", path: "/api/session", lifetime: SignIn.deviceLife)
    /// A browser shows several of one name where another site of the same domain, or an older path, has set one too.
    private static let limit = 8

    let name: String
    let path: String
    let lifetime: Duration

    /// All that could be ours, in the order of the `Cookie` header.
    func tokens(in header: String?) -> [CookieToken] {
        let pairs = (header ?? "").split(separator: ";").map { $0.drop(while: \.isWhitespace) }
        let tokens = pairs.filter { $0.hasPrefix("\(name)=") }.compactMap { CookieToken($0.dropFirst(name.count + 1)) }
        return Array(tokens.prefix(Self.limit))
    }

    func tokens(in request: Request) -> [CookieToken] { tokens(in: request.headers[.cookie]) }

    /// The `Set-Cookie` that hands the token over; without a token, one that makes the browser forget it.
    func set(_ token: CookieToken?, isSecure: Bool) -> HTTPField {
        let age = token == nil ? 0 : lifetime.components.seconds
        let secure = isSecure ? "; Secure" : ""
        let value =
            "\(name)=\(token?.value.exposed ?? ""); Path=\(path); Max-Age=\(age); HttpOnly; SameSite=Lax\(secure)"
        return HTTPField(name: .setCookie, value: value)
    }
}
