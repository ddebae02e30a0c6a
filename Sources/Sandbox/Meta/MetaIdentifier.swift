import Crypto
import FoundationEssentials

/// Identifiers in the forms that Meta uses; the values are invented.
enum MetaIdentifier {
    static func message() -> String {
        let random = (0..<18).map { _ in UInt8.random(in: .min ... .max) }
        let text = Data(random).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "wamid.HBgM" + text
    }

    static func media() -> String { String(Int.random(in: 1_500_000_000_000_000..<1_600_000_000_000_000)) }

    static func trace() -> String { "A" + (0..<10).map { _ in UInt8.random(in: .min ... .max) }.hex }

    /// A business-scoped user id that stays the same for the same person after a restart.
    static func user(of person: String) -> String {
        let digest = SHA256.hash(data: Data(person.utf8))
        return "IN." + digest.prefix(20).map { String($0 % 10) }.joined()
    }

    /// Whether this is a business-scoped user id: a country code, `.` and up to 128 letters and digits, which follow
    /// `ENT.` where business portfolios are linked.
    static func isUser(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}/) != nil
    }

    /// Whether this is `+`, a country code and a number.
    static func isPhone(_ text: String) -> Bool {
        text.wholeMatch(of: /\+[1-9][0-9]{5,14}/) != nil
    }
}
