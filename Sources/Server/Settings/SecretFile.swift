import Foundation

/// A file that holds one secret, as systemd, Docker and Kubernetes hand them out.
struct SecretFile: Sendable {
    private static let limit = 64 * 1024
    static let rule = "must name a file that can be read and holds the secret alone, as UTF-8"

    /// Without white space around it; nil where the file cannot be read, is too large or has nothing in it.
    let text: String?

    init(path: String) {
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        let data = try? handle?.read(upToCount: Self.limit + 1)
        let text = data.flatMap { $0.count <= Self.limit ? String(data: $0, encoding: .utf8) : nil }
        // Some editors put a byte order mark in front, which nobody sees.
        let trimmed = text?.trimmingPrefix("\u{FEFF}").trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        self.text = trimmed.isEmpty ? nil : trimmed
    }
}
