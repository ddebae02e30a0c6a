import Crypto
import FoundationEssentials

/// The value of `X-Hub-Signature-256`, computed here without shared code, so that it checks the product's signatures
/// independently.
package enum WebhookSignature {
    /// `sha256=` and 64 lower-case hexadecimal digits over exactly these bytes.
    package static func header(for body: some Collection<UInt8>, key: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(body), using: SymmetricKey(data: Data(key.utf8)))
        return "sha256=" + Array(code).hex
    }
}
