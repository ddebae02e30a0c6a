package import Conversations
import Foundation

/// A generated secret that is kept in a file of its own, readable by its owner alone.
package struct SecretKeyFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The secret of the file; on the first use a new one is made.
    package func readOrMake(_ make: () -> Secret = SecretKeyFile.makeKey) throws -> Secret {
        if let data = FileManager.default.contents(atPath: path) {
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { return Secret(text) }
        }
        let secret = make()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data((secret.exposed + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path]) }
        return secret
    }

    /// Base64 of 32 random bytes.
    package static func makeKey() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }).base64EncodedString())
    }
}
