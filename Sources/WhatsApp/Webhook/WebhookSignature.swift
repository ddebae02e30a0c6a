package import Conversations
import Crypto
package import FoundationEssentials

/// The header `X-Hub-Signature-256`: proof that a webhook body comes from Meta.
package enum WebhookSignature {
    /// Whether `header` is `sha256=` and an HMAC-SHA256 in hex, be it the right one or not.
    package static func isWellFormed(_ header: String?) -> Bool { code(header) != nil }

    /// Whether `header` is `sha256=` and the HMAC-SHA256 of exactly these bytes, in hex. Compared in constant time.
    ///
    /// `body` has to be the body as received: JSON that is decoded and encoded again has a different signature.
    package static func verify(body: some DataProtocol, header: String?, appSecret: Secret) -> Bool {
        guard !appSecret.exposed.isEmpty, let code = code(header) else { return false }
        let key = SymmetricKey(data: Array(appSecret.exposed.utf8))
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
    }

    private static func code(_ header: String?) -> [UInt8]? {
        let prefix = "sha256="
        guard let header, header.hasPrefix(prefix), let code = bytes(hex: header.dropFirst(prefix.count)),
            code.count == SHA256.byteCount
        else { return nil }
        return code
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// The GET request by which Meta asks whether a webhook address is ours.
package enum WebhookHandshake {
    /// The text to answer with, or nil when the request is to be refused.
    ///
    /// The parameters are the decoded values of `hub.mode`, `hub.verify_token` and `hub.challenge`. The challenge is
    /// opaque and goes back unchanged. The token is compared in constant time.
    package static func challenge(mode: String?, token: String?, challenge: String?, expected: Secret) -> String? {
        guard mode == "subscribe", let token, let challenge, !challenge.isEmpty, !expected.exposed.isEmpty,
            isEqual(token, expected.exposed)
        else { return nil }
        return challenge
    }

    /// Comparing two keyed digests takes the same time whatever the texts and their lengths have in common.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let key = SymmetricKey(size: .bits256)
        let code = HMAC<SHA256>.authenticationCode(for: Array(left.utf8), using: key)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(right.utf8), using: key)
    }
}
