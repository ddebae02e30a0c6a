import Conversations
import HTTPTypes
import Testing

@testable import Server

struct TokenCookieTests {
    let token = CookieToken.make()

    @Test func `a token is 256 bits in letters that need no escape, and never the same`() {
        #expect(token.value.exposed.utf8.count == 43)
        #expect(token != CookieToken.make())
        #expect(TokenCookie.session.tokens(in: "shubhstra_session=\(token.value.exposed)") == [token])
    }

    @Test func `the cookie is found among others`() {
        let header = "theme=dark; shubhstra_session=\(token.value.exposed);other=1"
        #expect(TokenCookie.session.tokens(in: header) == [token])
    }

    @Test func `a cookie that cannot be a token is none`() {
        let value = token.value.exposed
        let headers = [
            nil, "", "shubhstra_session", "shubhstra_session=", "shubhstra_session=\(value.dropLast())",
            "shubhstra_session=\(value)x", "xshubhstra_session=\(value)", "shubhstra_session=\"\(value.dropLast(2))\"",
            "Shubhstra_Session=\(value)", "shubhstra_session=\(value.dropLast())é", "=\(value)", ";;;",
        ]
        for header in headers { #expect(TokenCookie.session.tokens(in: header) == [], "\(header ?? "nil")") }
    }

    @Test func `what is kept is the hash and not the token`() {
        #expect(token.hash.utf8.count == 64)
        #expect(!token.hash.contains(token.value.exposed))
        let known = CookieToken(String(repeating: "a", count: 43)[...])
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

    @Test func `of several cookies of one name all are looked at, and no more than eight`() {
        let others = (0..<9).map { _ in CookieToken.make() }
        let header = (["shubhstra_session=stale"] + ([token] + others).map { "shubhstra_session=\($0.value.exposed)" })
            .joined(separator: "; ")
        #expect(TokenCookie.session.tokens(in: header) == [token] + others.prefix(7))
        #expect(TokenCookie.device.tokens(in: header) == [])
    }

    @Test func `the cookie cannot be read by scripts and is Secure where it has to be`() {
        let (session, device, value) = (TokenCookie.session, TokenCookie.device, token.value.exposed)
        let plain = session.set(token, isSecure: false).value
        #expect(plain == "shubhstra_session=\(value); Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax")
        #expect(session.set(token, isSecure: true).value == plain + "; Secure")
        #expect(session.set(nil, isSecure: false).value.hasPrefix("shubhstra_session=; Path=/; Max-Age=0;"))
        #expect(
            device.set(token, isSecure: true).value
                == "shubhstra_device=\(value); Path=/api/session; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure")
    }
}
