import Conversations
import Crypto
import FoundationEssentials

/// 256 random bits that a browser is given to show again. Only their hash is kept.
struct CookieToken: Sendable, Hashable {
    private static let length = 43

    /// Base64 in its form for addresses, without padding.
    let value: Secret

    static func make() -> CookieToken {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let text = bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return CookieToken(value: Secret(text.replacing("=", with: "")))
    }

    private init(value: Secret) { self.value = value }

    /// Nil where the text cannot be one of ours.
    init?(_ text: Substring) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        value = Secret(String(text))
    }

    var hash: String {
        SHA256.hash(data: Array(value.exposed.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 2 ? digits : "0" + digits
        }.joined()
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
