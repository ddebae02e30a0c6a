import Crypto
import FoundationEssentials

/// The address of a file: it lives for five minutes, and cannot be made up.
struct MediaLink: Sendable {
    private static let seconds = 300.0

    let key: SymmetricKey

    init(_ configuration: SandboxConfiguration) {
        key = SymmetricKey(data: Data(configuration.appSecret.utf8))
    }

    func path(of id: String) -> String {
        let end = Int(Date().timeIntervalSince1970 + Self.seconds)
        return "/whatsapp_business/attachments/?mid=\(id)&ext=\(end)&hash=\(seal(id, end))"
    }

    /// `end` and `hash` as they stand in the address.
    func isAlive(_ id: String, end: String?, hash: String?) -> Bool {
        guard let end = end.flatMap({ Int($0) }), Double(end) > Date().timeIntervalSince1970 else { return false }
        return hash == seal(id, end)
    }

    private func seal(_ id: String, _ end: Int) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("\(id) \(end)".utf8), using: key).prefix(12).hex
    }
}
