package import Conversations
import Crypto
import Foundation

/// Encrypts what must not be readable in the database file or a backup of it: the clinics' access tokens.
///
/// AES-GCM with a random nonce. The clinic's id is authenticated with it, so that a sealed token cannot be moved
/// to another clinic's row.
package struct TokenSealer: Sendable {
    private static let prefix = "v1:"
    private let key: SymmetricKey

    /// `secretKey` is the setting SECRET_KEY: base64 of exactly 32 bytes. Nil otherwise.
    package init?(secretKey: Secret) {
        guard let data = Data(base64Encoded: secretKey.exposed), data.count == 32 else { return nil }
        key = SymmetricKey(data: data)
    }

    /// For a use that seals nothing: the key is gone when the process ends.
    static func throwaway() -> TokenSealer { TokenSealer(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) { self.key = key }

    package func seal(_ token: Secret, for clinic: ClinicID) throws -> String {
        try seal(token, boundTo: clinic.description)
    }

    /// Throws `StorageError.sealBroken` when the key is a different one or the text was changed.
    package func open(_ sealed: String, for clinic: ClinicID) throws -> Secret {
        try open(sealed, boundTo: clinic.description)
    }

    /// `name` is authenticated with it: it opens only under the same.
    func seal(_ secret: Secret, boundTo name: String) throws -> String {
        let box = try AES.GCM.seal(
            Data(secret.exposed.utf8), using: key, authenticating: Data(name.utf8))
        guard let combined = box.combined else { throw StorageError.sealBroken }
        return Self.prefix + combined.base64EncodedString()
    }

    func open(_ sealed: String, boundTo name: String) throws -> Secret {
        guard sealed.hasPrefix(Self.prefix),
            let data = Data(base64Encoded: String(sealed.dropFirst(Self.prefix.count))),
            let box = try? AES.GCM.SealedBox(combined: data),
            let opened = try? AES.GCM.open(box, using: key, authenticating: Data(name.utf8))
        else { throw StorageError.sealBroken }
        return Secret(String(decoding: opened, as: UTF8.self))
    }
}
