import Testing

@testable import Server

struct PasswordHasherTests {
    // The default cost takes seconds in a build without optimisation.
    let hasher = PasswordHasher(cost: 1024)

    @Test func `the right password is recognised and another is not`() async throws {
        let stored = try await hasher.hash("Pass word-ü!")
        #expect(try await hasher.verify("Pass word-ü!", against: stored))
        #expect(try await !hasher.verify("Pass word-u!", against: stored))
        #expect(try await !hasher.verify("", against: stored))
    }

    @Test func `the stored text names its parameters and never repeats`() async throws {
        let first = try await hasher.hash("same")
        let second = try await hasher.hash("same")
        #expect(first.hasPrefix("scrypt$1024$8$3$"))
        #expect(first != second)
    }

    @Test(arguments: [nil, "", "scrypt$32768$8$3$AAAA$AAAA", "plain", "bcrypt$1$2$3$4$5"])
    func `nothing fits an account that is unknown or unreadable`(stored: String?) async throws {
        #expect(try await !hasher.verify("", against: stored))
    }

    @Test func `a key with other parameters, made elsewhere, is recognised`() async throws {
        // The third example of RFC 7914, section 12, cut to 32 bytes.
        let stored = "scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU=$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        #expect(try await hasher.verify("pleaseletmein", against: stored))
        #expect(try await !hasher.verify("pleaseletmein ", against: stored))
    }

    @Test func `too many at a time are turned away`() async throws {
        let narrow = PasswordHasher(cost: 1024, waitingLimit: 0)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask { (try? await narrow.verify("x", against: nil)) != nil }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.contains(true))
        #expect(outcomes.contains(false))
    }
}
