package import Conversations
import Foundation

/// The model in the clinic's own house: an OpenAI-compatible server.
package struct HouseModelSettings: Sendable {
    /// Ends in `/v1`.
    package var url: String
    package var name: String
    package var key: Secret?
    /// How long it may think about one reply, 5 to 300 s.
    package var timeout: Duration
    /// Whether it can look at pictures.
    package var seesPictures: Bool

    /// Nil where none is set.
    init?(_ reader: inout SettingsReader) {
        let url = reader.optional(
            "MODEL_URL",
            "must be the https:// address of an OpenAI-compatible server and end in /v1, or http:// on this machine "
                + "or in the house's own network (a private address, a name without a dot, or one that ends in .local, "
                + ".lan, .internal or .home.arpa)",
            Self.address)
        let name = reader.optional(
            "MODEL_NAME", "must be the name of a model, one word of ASCII characters", Self.modelName)
        let key = reader.token("MODEL_KEY")
        let seconds = reader.value("MODEL_TIMEOUT_SECONDS", default: 60, in: 5...300)
        let seesPictures = reader.value(
            "MODEL_SEES_PICTURES", default: false, "must be true or false", SettingsValue.flag)
        guard let url else { return nil }
        if name == nil, !reader.isSet("MODEL_NAME") {
            reader.add("MODEL_NAME", "is missing: it must be the name of a model that the server of MODEL_URL has")
        }
        self.url = url
        self.name = name ?? ""
        self.key = key
        timeout = .seconds(seconds)
        self.seesPictures = seesPictures
    }

    private static func address(_ text: String) -> String? {
        SettingsValue.addressOfTheHouse(text).flatMap { $0.hasSuffix("/v1") ? $0 : nil }
    }

    private static func modelName(_ text: String) -> String? {
        text.utf8.allSatisfy { (33...126).contains($0) } && text.utf8.count <= 200 ? text : nil
    }
}

extension SettingsValue {
    /// What patients write and say goes there, so it is https unless it stays in the house.
    static func addressOfTheHouse(_ text: String) -> String? {
        guard let url = baseURL(text), let parts = URLComponents(string: url),
            let host = parts.host?.trimmingCharacters(in: ["[", "]"]).lowercased()
        else { return nil }
        return parts.scheme?.lowercased() == "https" || isLoopback(host) || isOfTheHouse(host) ? url : nil
    }

    private static func isOfTheHouse(_ host: String) -> Bool {
        if host.contains(":") { return ["fc", "fd", "fe80"].contains { host.hasPrefix($0) } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        if bytes.count == 4, parts.count == 4 {
            return bytes[0] == 10 || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 172 && (16...31).contains(bytes[1])) || (bytes[0] == 169 && bytes[1] == 254)
        }
        // A number without dots is an address in another form.
        if parts.count == 1 { return host.contains { $0.isLetter } && !host.hasPrefix("0x") }
        return [".local", ".lan", ".internal", ".home.arpa"].contains { host.hasSuffix($0) }
    }
}
