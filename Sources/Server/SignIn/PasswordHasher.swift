import Crypto

/// Passwords at rest: `scrypt$N$r$p$salt$key`, the last two in base64.
///
/// One derivation takes about 32 MiB and a tenth of a second, so it runs on threads of its own, two at a time.
package struct PasswordHasher: Sendable {
    /// Too many derivations are waiting already.
    package struct Busy: Error {}

    private let parameters: ScryptParameters
    private let slots: DerivationSlots
    /// What takes the time; tests count it.
    var derive: @Sendable (ScryptParameters, String, [UInt8]) throws -> SymmetricKey = { try $0.key(of: $1, salt: $2) }

    /// - Parameters:
    ///   - cost: scrypt's N for new hashes, a power of two. The default is the strongest that stays below the 65 MiB
    ///     that the library allows; tests, built without optimisation, take less.
    ///   - waitingLimit: how many may wait for their turn.
    package init(cost: Int = 1 << 15, waitingLimit: Int = 64) {
        parameters = ScryptParameters(cost: cost, blockSize: 8, parallelism: 3)
        slots = DerivationSlots(waitingLimit: waitingLimit)
    }

    /// The text to keep for a new password. Throws `Busy`.
    package func hash(_ password: PreparedPassword) async throws -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let key = try await slots.run { [parameters, derive] in try derive(parameters, password.text, salt) }
        return StoredPassword(parameters: parameters, salt: salt, key: key).text
    }

    /// Whether the password is the one behind `stored`: prepared, or as it was typed. Where it fits neither, and without
    /// a stored one, it takes the time of both. Throws `Busy`.
    package func verify(_ typed: String, against stored: String?) async throws -> PasswordMatch {
        let known = stored.flatMap(StoredPassword.init(text:))
        let wanted = known ?? .nobodys(parameters)
        let candidates = PreparedPassword.candidates(typed)
        let fitting = try await slots.run { [derive] in
            try candidates.firstIndex { try derive(wanted.parameters, $0, wanted.salt) == wanted.key }
        }
        guard known != nil, let fitting else { return .none }
        return fitting == 0 ? .fits : .fitsAsTyped
    }
}

/// Whether a password is the right one.
package enum PasswordMatch: Sendable {
    case none, fits
    /// The hash is from before passwords were prepared: it should be renewed.
    case fitsAsTyped
}
