import Crypto

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
