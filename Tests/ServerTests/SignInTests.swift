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
