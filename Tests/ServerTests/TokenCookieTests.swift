import Conversations
import Testing

@testable import Server

struct SessionTokenTests {
    let token = SessionToken.make()

    @Test func `a token is 256 bits in letters that need no escape, and never the same`() {
        #expect(token.value.exposed.utf8.count == 43)
        #expect(token != SessionToken.make())
        #expect(SessionToken(cookieHeader: "shubhstra_session=\(token.value.exposed)") == token)
    }

    @Test func `the cookie is found among others`() {
        let header = "theme=dark; shubhstra_session=\(token.value.exposed);other=1"
        #expect(SessionToken(cookieHeader: header) == token)
    }

    @Test func `a cookie that cannot be a token is none`() {
        let value = token.value.exposed
        let headers = [
            nil, "", "shubhstra_session", "shubhstra_session=", "shubhstra_session=\(value.dropLast())",
            "shubhstra_session=\(value)x", "xshubhstra_session=\(value)", "shubhstra_session=\"\(value.dropLast(2))\"",
            "Shubhstra_Session=\(value)", "shubhstra_session=\(value.dropLast())é", "=\(value)", ";;;",
        ]
        for header in headers { #expect(SessionToken(cookieHeader: header) == nil, "\(header ?? "nil")") }
    }

    @Test func `what is kept is the hash and not the token`() {
        #expect(token.hash.utf8.count == 64)
        #expect(!token.hash.contains(token.value.exposed))
        let known = SessionToken(cookieHeader: "shubhstra_session=" + String(repeating: "a", count: 43))
        #expect(known?.hash == "66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0")
    }

    @Test func `printing a token or what a request shows tells nothing of it`() {
        let bearer = Secret("eyJhbGciOi.of-a-test")
        for (printed, secret) in [
            ("\(token)", token.value), (String(reflecting: token), token.value),
            ("\(Credential.cookie(token))", token.value), (String(reflecting: Credential.cookie(token)), token.value),
            ("\(Credential.bearer(bearer))", bearer), (String(reflecting: Credential.bearer(bearer)), bearer),
        ] {
            #expect(!printed.contains(secret.exposed))
        }
        var dumped = ""
        dump([Credential.cookie(token), .bearer(bearer)], to: &dumped)
        #expect(!dumped.contains(token.value.exposed) && !dumped.contains(bearer.exposed))
    }

    @Test func `the cookie cannot be read by scripts and is Secure where it has to be`() {
        let plain = SessionToken.setCookie(token, isSecure: false)
        #expect(plain == "shubhstra_session=\(token.value.exposed); Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax")
        #expect(SessionToken.setCookie(token, isSecure: true) == plain + "; Secure")
        #expect(SessionToken.setCookie(nil, isSecure: false).hasPrefix("shubhstra_session=; Path=/; Max-Age=0;"))
    }
}
