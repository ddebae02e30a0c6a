import Conversations
import Storage
import TestSupport
import Testing

@testable import Server

/// Signing in with a password that keyboards compose in different ways.
@Suite(.serialized) struct SignInTests {
    private static let decomposed = "cafe\u{301} au lait"
    private static let composed = "caf\u{E9} au lait"

    /// As passwords were hashed before they were prepared: the bytes that were typed.
    private static func oldHash(_ typed: String) throws -> String {
        let parameters = ScryptParameters(cost: 1024, blockSize: 8, parallelism: 3)
        let salt = (0..<16).map { UInt8($0) }
        return StoredPassword(parameters: parameters, salt: salt, key: try parameters.key(of: typed, salt: salt)).text
    }

    /// A derivation takes seconds in a debug build, and is the same for every database.
    @Test(arguments: [Backing.sqlite])
    func `a hash from before lets its owner in, and is renewed once`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let database = product.composition.database
            let email = EmailAddress(known: RunningProduct.email)
            let old = try Self.oldHash(Self.decomposed)
            _ = try await database.operator.setPassword(email: email, passwordHash: old)
            func hash() async throws -> String? { try await database.signIn.account(email: email)?.passwordHash }

            let desk = product.doctor.another()
            let refused = try await desk.post(
                "/api/session", ["email": RunningProduct.email, "password": Self.composed])
            #expect(refused.status == 401, "it was never typed like this")
            #expect(try await hash() == old)
            try await desk.signIn(RunningProduct.email, Self.decomposed)
            let renewed = try await hash()
            #expect(renewed != old)
            #expect(try await desk.call(.GET, "/api/session").status == 200, "the session goes on")
            for typed in [Self.composed, Self.decomposed, "cafe\u{301}\u{A0}au\u{3000}lait"] {
                try await product.doctor.another().signIn(RunningProduct.email, typed)
            }
            #expect(try await hash() == renewed)
            let wrong = try await product.doctor.another().post(
                "/api/session", ["email": RunningProduct.email, "password": "cafe au lait"])
            #expect(wrong.status == 401)
        }
    }

    /// By default SQLite alone: what is counted is tried on both engines elsewhere.
    @Test func `forty wrong sign-ins through a proxy lock nobody else out, nor the doctor's own browser`() async throws
    {
        try await RunningProduct.with(.sqlite, settings: ["TRUSTED_PROXIES": "127.0.0.1"]) { product in
            let hash = try await PasswordHasher(cost: 1 << 10).hash(PreparedPassword(RunningProduct.password))
            _ = try await product.composition.database.operator.add(
                NewClinic(
                    doctorName: "Dr Ravi Nair", email: "ravi@clinic.example", phoneNumber: "919000000777",
                    passwordHash: hash))
            func tries(
                _ email: String, _ password: String, _ headers: [(String, String)] = []
            ) async throws -> Desk.Answer {
                let body = #"{"email":"\#(email)","password":"\#(password)"}"#
                return try await product.doctor.another().call(.POST, "/api/session", body, headers: headers)
            }
            let first = try await tries(RunningProduct.email, RunningProduct.password)
            let device = try #require(first.cookies.first { $0.hasPrefix("shubhstra_device=") })
            #expect(device.contains("; Max-Age=31536000; HttpOnly; SameSite=Lax"))

            var answers: [Desk.Answer] = []
            for _ in 1...40 { answers.append(try await tries(RunningProduct.email, "wrong-password")) }
            #expect(answers.prefix(3).allSatisfy { $0.status == 401 })
            // On a slow machine a second is over before the next one comes; the waits grow.
            #expect(answers.count { $0.status == 401 } <= 12)
            let refused = try #require(answers.first { $0.status == 429 })
            #expect(Int(refused.header("Retry-After") ?? "").map { (1...512).contains($0) } == true)
            #expect(refused.json["error_code"] as? String == "too_many_attempts")
            #expect(try await tries("ravi@clinic.example", RunningProduct.password).status == 200)
            let elsewhere = [("X-Forwarded-For", "198.51.100.7")]
            #expect(try await tries(RunningProduct.email, RunningProduct.password, elsewhere).status == 200)
            let known = [("Cookie", String(device.prefix { $0 != ";" }))]
            let again = try await tries(RunningProduct.email, RunningProduct.password, known)
            #expect(again.status == 200 && again.cookies.contains { $0.hasPrefix(known[0].1 + ";") }, "the token stays")
        }
    }

    @Test func `one bad cookie among two does not sign out, and signing out ends what the other one was`() async throws
    {
        try await RunningProduct.with(.sqlite) { product in
            let body = #"{"email":"\#(RunningProduct.email)","password":"\#(RunningProduct.password)"}"#
            var values: [String] = []
            for _ in 1...2 {
                let answer = try await product.doctor.another().call(.POST, "/api/session", body)
                values.append(String(try #require(answer.cookies.first).prefix { $0 != ";" }))
            }
            let stale = "shubhstra_session=" + String(repeating: "x", count: 43)
            func asks(_ cookies: [String], _ method: Desk.Method = .GET, _ path: String = "/api/session") async throws
                -> UInt
            {
                let header = [("Cookie", cookies.joined(separator: "; "))]
                return try await product.doctor.another().call(method, path, headers: header).status
            }
            #expect(try await asks([stale]) == 401)
            for cookies in [[stale, values[0]], [values[0], stale], [stale, "shubhstra_session=", stale, values[0]]] {
                #expect(try await asks(cookies) == 200)
                #expect(try await asks(cookies, .GET, "/patients") == 200)
            }
            #expect(try await asks([stale, values[0], values[1]], .DELETE) == 200)
            #expect(try await asks([values[0], values[1]]) == 401)
        }
    }

    @Test(
        arguments: [
            ([:], [], false, false),
            (["PUBLIC_URL": "https://desk.example"], [], true, true),
            (["TRUSTED_PROXIES": "127.0.0.1"], [("X-Forwarded-Proto", "https")], true, true),
            ([:], [("X-Forwarded-Proto", "https")], false, false),
            (
                ["TRUSTED_PROXIES": "127.0.0.1", "PUBLIC_URL": "https://desk.example"], [("X-Forwarded-Proto", "http")],
                true, false
            ),
        ] as [([String: String], [(String, String)], Bool, Bool)])
    func `cookies are Secure and https is remembered, also behind a proxy on this machine`(
        settings: [String: String], headers: [(String, String)], isSecure: Bool, isRemembered: Bool
    ) async throws {
        try await RunningProduct.with(.sqlite, settings: settings) { product in
            let body = #"{"email":"\#(RunningProduct.email)","password":"\#(RunningProduct.password)"}"#
            let own = settings["PUBLIC_URL"].map { [("Origin", $0), ("Sec-Fetch-Site", "same-origin")] } ?? []
            let signedIn = try await product.doctor.call(.POST, "/api/session", body, headers: headers + own)
            #expect(signedIn.status == 200, "\(signedIn.text)")
            let out = try await product.doctor.call(.DELETE, "/api/session", headers: headers + own)
            for answer in [signedIn, out] {
                #expect(!answer.cookies.isEmpty && answer.cookies.allSatisfy { $0.hasSuffix("; Secure") == isSecure })
            }
            for answer in [signedIn, try await product.doctor.call(.GET, "/login", headers: headers)] {
                #expect(answer.header("Strict-Transport-Security") == (isRemembered ? "max-age=31536000" : nil))
            }
            let foreign = [("Origin", "https://evil.example")]
            #expect(
                try await product.doctor.call(.POST, "/api/session", body, headers: headers + foreign).status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a password that was changed meanwhile is not set back`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let signIn = clinic.database.signIn
            let email = clinic.account.email
            _ = try await clinic.database.operator.setPassword(email: email, passwordHash: "newer")
            try await signIn.renewPassword(of: clinic.account, from: "hash", to: "renewed")
            #expect(try await signIn.account(email: email)?.passwordHash == "newer")
            try await signIn.renewPassword(of: clinic.account, from: "newer", to: "renewed")
            #expect(try await signIn.account(email: email)?.passwordHash == "renewed")
            #expect(try await signIn.account(email: clinic.otherAccount.email)?.passwordHash == "hash")
        }
    }
}
