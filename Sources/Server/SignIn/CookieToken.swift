import Conversations
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// What a browser shows to be let in: 256 random bits. Only its hash is kept.
struct SessionToken: Sendable, Hashable {
    static let cookieName = "shubhstra_session"
    /// How long a session lasts after its last use.
    static let lifetime = Duration.seconds(30 * 24 * 3600)
    private static let length = 43

    /// Base64 in its form for addresses, without padding.
    let value: Secret

    static func make() -> SessionToken {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let text = bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return SessionToken(value: Secret(text.replacing("=", with: "")))
    }

    private init(value: Secret) { self.value = value }

    /// The token in a `Cookie` header; nil where there is none that could be one of ours.
    init?(cookieHeader: String?) {
        let pairs = (cookieHeader ?? "").split(separator: ";").map { $0.drop(while: \.isWhitespace) }
        guard let pair = pairs.first(where: { $0.hasPrefix("\(Self.cookieName)=") }) else { return nil }
        let value = pair.dropFirst(Self.cookieName.count + 1)
        guard value.utf8.count == Self.length, value.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.value = Secret(String(value))
    }

    init?(_ request: Request) { self.init(cookieHeader: request.headers[.cookie]) }

    var hash: String {
        SHA256.hash(data: Array(value.exposed.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 2 ? digits : "0" + digits
        }.joined()
    }

    /// The `Set-Cookie` that hands the token over; without a token, one that makes the browser forget it.
    static func setCookie(_ token: SessionToken?, isSecure: Bool) -> String {
        let age = token == nil ? 0 : lifetime.components.seconds
        let secure = isSecure ? "; Secure" : ""
        return "\(cookieName)=\(token?.value.exposed ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax\(secure)"
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
