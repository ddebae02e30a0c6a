import Foundation

/// The dashboard's address as people type it, without a path.
package struct PublicURL: Hashable, Sendable {
    /// As a browser writes it: in lower case, without the port that goes without saying.
    package let origin: String
    package var isHTTPS: Bool { origin.hasPrefix("https:") }

    /// Nil unless it is `http(s)://host[:port]`, with or without a slash at its end.
    init?(_ text: String) {
        let text = text.lowercased()
        guard let origin = SettingsValue.origin(text.hasSuffix("/") ? String(text.dropLast()) : text) else {
            return nil
        }
        let standard = origin.hasPrefix("https:") ? ":443" : ":80"
        self.origin = origin.hasSuffix(standard) ? String(origin.dropLast(standard.count)) : origin
    }
}
