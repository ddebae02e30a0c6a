import Conversations
import Testing

@testable import WhatsApp

struct WebhookSignatureTests {
    let secret = Secret("app-secret-inventato-0123456789")
    let body = Array(#"{"object":"whatsapp_business_account"}"#.utf8)
    /// Made with `openssl dgst -sha256 -hmac` over the body above.
    let header = "sha256=ff493c62a1ab3d3afda125608f0900d46912d7c645e7a016f2add702aaf27059"

    @Test func `the signature of the exact bytes is accepted`() {
        #expect(WebhookSignature.verify(body: body, header: header, appSecret: secret))
        let upper = "sha256=" + header.dropFirst(7).uppercased()
        #expect(WebhookSignature.verify(body: body, header: upper, appSecret: secret))
    }

    @Test(
        arguments: [
            nil, "", "sha256=", "sha256=00", "ff493c62a1ab3d3afda125608f0900d46912d7c645e7a016f2add702aaf27059",
            "sha1=ff493c62a1ab3d3afda125608f0900d46912d7c645e7a016f2add702aaf27059",
            "sha256=ff493c62a1ab3d3afda125608f0900d46912d7c645e7a016f2add702aaf2705900",
            "sha256= ff493c62a1ab3d3afda125608f0900d46912d7c645e7a016f2add702aaf27059",
            "sha256=" + String(repeating: "0", count: 64), "sha256=" + String(repeating: "é", count: 32),
        ] as [String?])
    func `a missing or malformed header is refused`(header: String?) {
        #expect(!WebhookSignature.verify(body: body, header: header, appSecret: secret))
    }

    @Test func `another body, another secret or no secret is refused`() {
        #expect(!WebhookSignature.verify(body: body + [32], header: header, appSecret: secret))
        #expect(!WebhookSignature.verify(body: body, header: header, appSecret: Secret("another")))
        #expect(!WebhookSignature.verify(body: body, header: header, appSecret: Secret("")))
    }

    @Test(
        .enabled(if: SharedPayloads.areThere),
        arguments: [
            ("sig_vector_ascii.json", "0c15fa8e0eb1f0695abd542074ffded9d52ca52cafe2fd809a1830e808537d93"),
            ("sig_vector_utf8.json", "31ff66310b7cc478a462032f3e99f96968f587f643b3c3c0bd9ced2b0977a234"),
        ])
    func `the published vectors are accepted, and refused with one bit changed`(file: String, hex: String) throws {
        var bytes = try SharedPayloads.bytes("signature/\(file)")
        #expect(WebhookSignature.verify(body: bytes, header: "sha256=\(hex)", appSecret: secret))
        bytes[100] ^= 1
        #expect(!WebhookSignature.verify(body: bytes, header: "sha256=\(hex)", appSecret: secret))
    }

    @Test func `the handshake gives the challenge back as it came`() {
        let answer = WebhookHandshake.challenge(
            mode: "subscribe", token: "tököen", challenge: "007 x", expected: Secret("tököen"))
        #expect(answer == "007 x")
    }

    @Test(
        arguments: [
            ("subscribe", "wrong", "1", "token"), ("unsubscribe", "token", "1", "token"), (nil, "token", "1", "token"),
            ("subscribe", nil, "1", "token"), ("subscribe", "token", nil, "token"), ("subscribe", "token", "", "token"),
            ("subscribe", "", "1", ""), ("subscribe", "tokens", "1", "token"),
        ] as [(String?, String?, String?, String)])
    func `any other handshake is refused`(mode: String?, token: String?, challenge: String?, expected: String) {
        let answer = WebhookHandshake.challenge(
            mode: mode, token: token, challenge: challenge, expected: Secret(expected))
        #expect(answer == nil)
    }
}
