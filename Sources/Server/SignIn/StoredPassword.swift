import Crypto
import CryptoExtras
import FoundationEssentials

/// How much work one derivation is.
struct ScryptParameters: Sendable, Hashable {
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
struct StoredPassword: Sendable {
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
