import Conversations
import Foundation
import Storage

/// How the text of a setting becomes its value. Nil means that it isn't what it should be.
enum SettingsValue {
    static func host(_ text: String) -> String? {
        text.utf8.allSatisfy { isNameByte($0) || ".:-%".utf8.contains($0) } ? text : nil
    }

    static func isLoopback(_ host: String) -> Bool {
        if ["::1", "localhost"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    static func database(_ text: String) -> DatabaseLocation? {
        if let uri = postgresURI(text) { return .postgres(PostgresLocation(uri: uri)) }
        guard text.lowercased().hasPrefix("sqlite:") else { return nil }
        var path = text.dropFirst("sqlite:".count)
        if path.hasPrefix("//") {
            guard path.hasPrefix("///") else { return nil }
            path = path.dropFirst(2)
        }
        return path.isEmpty || path.hasPrefix(":") || path.hasSuffix("/") ? nil : .sqlite(path: String(path))
    }

    /// The rest of it is for libpq to judge: it may name several hosts, or a service and no host at all.
    static func postgresURI(_ text: String) -> Secret? {
        let isOne = ["postgres://", "postgresql://"].contains { text.hasPrefix($0) } && PostgresURI.isReadable(text)
        return isOne ? Secret(text) : nil
    }

    static func listenAddress(_ text: String) -> ListenAddress? {
        text.lowercased() == "off" ? .off : postgresURI(text).map { .address($0) }
    }

    static func connections(_ text: String) -> Int? { Int(text).flatMap { (2...100).contains($0) ? $0 : nil } }

    /// Without a slash at the end.
    static func baseURL(_ text: String) -> String? {
        guard let parts = web(text), parts.query == nil, parts.user == nil, parts.fragment == nil else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Secrets go there, so it is https unless it is this machine.
    static func secretsURL(_ text: String) -> String? {
        guard let url = baseURL(text), let parts = URLComponents(string: url), let host = parts.host else { return nil }
        if parts.scheme?.lowercased() == "https" { return url }
        return isLoopback(host.trimmingCharacters(in: ["[", "]"])) ? url : nil
    }

    static func origins(_ text: String) -> [String]? {
        let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let origins = parts.compactMap(origin)
        return origins.count == parts.count ? origins : nil
    }

    static func origin(_ text: String) -> String? {
        guard let parts = web(text), parts.query == nil, parts.user == nil, parts.fragment == nil, parts.path.isEmpty,
            parts.host?.contains("*") == false
        else { return nil }
        return text.lowercased()
    }

    private static func web(_ text: String) -> URLComponents? {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }), let parts = URLComponents(string: text),
            ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false,
            parts.port.map({ (1...65535).contains($0) }) ?? true
        else { return nil }
        return parts
    }

    static func graphVersion(_ text: String) -> String? {
        let numbers = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return text.hasPrefix("v") && numbers.count == 2 && numbers.allSatisfy { digits(String($0)) != nil }
            ? text : nil
    }

    static func modelName(_ text: String) -> String? {
        text.utf8.allSatisfy { isNameByte($0) || ".-/".utf8.contains($0) } ? text : nil
    }

    static func digits(_ text: String) -> String? {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }

    static func phoneNumberID(_ text: String) -> PhoneNumberID? { digits(text).flatMap { PhoneNumberID($0) } }

    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }

    static func token(_ text: String) -> Secret? {
        text.utf8.allSatisfy { (33...126).contains($0) } && !isSample(text) ? Secret(text) : nil
    }

    static func secret(_ text: String) -> Secret? {
        text.count >= 8 && !isSample(text) ? Secret(text) : nil
    }

    /// A key of zeros is a sample, too.
    static func secretKey(_ text: String) -> Secret? {
        let secret = Secret(text)
        guard TokenSealer(secretKey: secret) != nil, let bytes = Data(base64Encoded: text),
            bytes.contains(where: { $0 != 0 })
        else { return nil }
        return secret
    }

    /// What example files hold. Whoever can read the example could sign webhooks with it.
    static func isSample(_ text: String) -> Bool {
        let letters = text.lowercased().filter { $0.isLetter || $0.isNumber }
        let samples = [
            "changeme", "changethis", "replaceme", "example", "placeholder", "password", "secret", "xxxxxxxx",
        ]
        return samples.contains(letters) || text.lowercased().hasPrefix("your_") || text.lowercased().hasPrefix("your-")
            || text.hasPrefix("<") || Set(letters).count < 2
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
