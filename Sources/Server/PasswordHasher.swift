import Crypto
import CryptoExtras
import FoundationEssentials

/// Passwords at rest: `scrypt$N$r$p$salt$key`, the last two in base64.
///
/// One derivation takes about 32 MiB and a tenth of a second, so it runs on threads of its own, two at a time.
package struct PasswordHasher: Sendable {
    /// Too many derivations are waiting already.
    package struct Busy: Error {}

    private let parameters: ScryptParameters
    private let slots: DerivationSlots

    /// - Parameters:
    ///   - cost: scrypt's N for new hashes, a power of two. The default is the strongest that stays below the 65 MiB
    ///     that the library allows; tests, built without optimisation, take less.
    ///   - waitingLimit: how many may wait for their turn.
    package init(cost: Int = 1 << 15, waitingLimit: Int = 64) {
        parameters = ScryptParameters(cost: cost, blockSize: 8, parallelism: 3)
        slots = DerivationSlots(waitingLimit: waitingLimit)
    }

    /// The text to keep for a new password. Throws `Busy`.
    package func hash(_ password: String) async throws -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let key = try await slots.run { [parameters] in try parameters.key(of: password, salt: salt) }
        return StoredPassword(parameters: parameters, salt: salt, key: key).text
    }

    /// Whether the password is the one behind `stored`. Without a stored one it takes the same time and says no.
    /// Throws `Busy`.
    package func verify(_ password: String, against stored: String?) async throws -> Bool {
        let known = stored.flatMap(StoredPassword.init(text:))
        let wanted = known ?? .nobodys(parameters)
        let key = try await slots.run { try wanted.parameters.key(of: password, salt: wanted.salt) }
        return key == wanted.key && known != nil
    }
}

private struct ScryptParameters: Sendable, Hashable {
    let cost: Int
    let blockSize: Int
    let parallelism: Int

    func key(of password: String, salt: [UInt8]) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: cost, blockSize: blockSize,
            parallelism: parallelism)
    }
}

/// A hash as it is kept.
private struct StoredPassword: Sendable {
    let parameters: ScryptParameters
    let salt: [UInt8]
    /// Symmetric keys are compared in constant time.
    let key: SymmetricKey

    /// What an unknown account is checked against.
    static func nobodys(_ parameters: ScryptParameters) -> StoredPassword {
        StoredPassword(
            parameters: parameters, salt: Array(repeating: 0, count: 16),
            key: SymmetricKey(data: [UInt8](repeating: 0, count: 32)))
    }

    init(parameters: ScryptParameters, salt: [UInt8], key: SymmetricKey) {
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])), salt.count >= 8,
            let key = Data(base64Encoded: String(parts[5])), key.count == 32
        else { return nil }
        parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelism: parallelism)
        self.salt = Array(salt)
        self.key = SymmetricKey(data: key)
    }

    var text: String {
        let key = key.withUnsafeBytes { Data($0) }.base64EncodedString()
        let salt = Data(salt).base64EncodedString()
        return "scrypt$\(parameters.cost)$\(parameters.blockSize)$\(parameters.parallelism)$\(salt)$\(key)"
    }
}
