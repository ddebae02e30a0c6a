import Synchronization
import Testing

@testable import Server

struct PasswordHasherTests {
    // The default cost takes seconds in a build without optimisation.
    let hasher = PasswordHasher(cost: 1024)

    @Test func `the right password is recognised and another is not`() async throws {
        let stored = try await hasher.hash(PreparedPassword("Pass word-ü!"))
        #expect(try await hasher.verify("Pass word-ü!", against: stored) == .fits)
        #expect(try await hasher.verify("Pass word-u!", against: stored) == .none)
        #expect(try await hasher.verify("pass word-ü!", against: stored) == .none, "case counts")
        #expect(try await hasher.verify("", against: stored) == .none)
    }

    @Test(arguments: [
        ("caf\u{E9} au lait", "cafe\u{301} au lait"), ("two words", "two\u{3000}words"),
        ("two words", "two\u{A0}words"),
        ("a\u{323}\u{307}bcdefg", "a\u{307}\u{323}bcdefg"), ("각각각각", "\u{1100}\u{1161}\u{11A8}각각각"),
    ])
    func `however it is composed, and whatever the blank, it is the same password`(
        one: String, other: String
    ) async throws {
        let stored = try await hasher.hash(PreparedPassword(one))
        #expect(try await hasher.verify(one, against: stored) == .fits)
        #expect(try await hasher.verify(other, against: stored) == .fits)
    }

    @Test(arguments: [
        ("ﬁsh and chips", "fish and chips"), ("ＷＩＤＥ ＷＩＤＥ", "WIDE WIDE"), ("straße straße", "strasse strasse"),
    ])
    func `compatibility is not sameness`(one: String, other: String) async throws {
        let stored = try await hasher.hash(PreparedPassword(one))
        #expect(try await hasher.verify(one, against: stored) == .fits)
        #expect(try await hasher.verify(other, against: stored) == .none)
    }

    @Test(arguments: ["cafe\u{301} au lait", "two\u{3000}words", "two\u{A0}words"])
    func `a hash from before is recognised as typed, and should be renewed`(typed: String) async throws {
        // As it was hashed: the bytes that were typed.
        let parameters = ScryptParameters(cost: 1024, blockSize: 8, parallelism: 3)
        let salt = Array(repeating: 9 as UInt8, count: 16)
        let old = StoredPassword(parameters: parameters, salt: salt, key: try parameters.key(of: typed, salt: salt))
            .text
        #expect(try await hasher.verify(typed, against: old) == .fitsAsTyped)
        let renewed = try await hasher.hash(PreparedPassword(typed))
        #expect(try await hasher.verify(typed, against: renewed) == .fits)
        #expect(try await hasher.verify(PreparedPassword(typed).text, against: renewed) == .fits)
    }

    @Test func `a hash from before of what no new password may hold still lets its owner in`() async throws {
        let typed = "a\u{200B}password\u{7}"
        let parameters = ScryptParameters(cost: 1024, blockSize: 8, parallelism: 3)
        let salt = Array(repeating: 9 as UInt8, count: 16)
        let old = StoredPassword(parameters: parameters, salt: salt, key: try parameters.key(of: typed, salt: salt))
            .text
        #expect(try await hasher.verify(typed, against: old) == .fits)
    }

    @Test(arguments: [
        ("plain words", 1), ("cafe\u{301} au lait", 2), ("two\u{3000}words", 2), ("a\u{200B}b", 1), ("", 1),
    ])
    func `an unknown account costs what a known one does`(typed: String, derivations: Int) async throws {
        let count = Mutex(0)
        var counting = hasher
        counting.derive = { parameters, password, salt in
            count.withLock { $0 += 1 }
            return try parameters.key(of: password, salt: salt)
        }
        let known = try await hasher.hash(PreparedPassword("another one"))
        for stored in [known, nil, "unreadable"] {
            count.withLock { $0 = 0 }
            #expect(try await counting.verify(typed, against: stored) == .none)
            #expect(count.withLock { $0 } == derivations)
        }
    }

    @Test(arguments: [
        "", "tab\tin it", "line\nin it", "nul\0", "zero\u{200B}width", "bom\u{FEFF}", "joiner a\u{200D}b",
        "rtl\u{202E}x",
        "private \u{E000}", "soft\u{AD}hyphen", "heart ❤\u{FE0F}", "jamo \u{1100}", "line\u{2028}",
        "unassigned \u{378}",
        "noncharacter \u{FFFF}", "tatweel \u{640}",
    ])
    func `a new password holds only what can be seen and typed again`(text: String) {
        #expect(throws: PreparedPassword.Problem.self) { try PreparedPassword(text) }
    }

    @Test(arguments: [
        ("क्\u{200D}ष क्\u{200C}ष", "क्\u{200D}ष क्\u{200C}ष"), ("😀👍🏽 emoji", "😀👍🏽 emoji"), ("ﬁ", "ﬁ"), (" ", " "),
        ("\u{3000}x\u{2009}", " x "), ("e\u{301}", "\u{E9}"), ("ÀÉ", "ÀÉ"), ("\u{212B}", "\u{C5}"),
    ])
    func `a new password is kept in one form`(typed: String, kept: String) throws {
        #expect(try PreparedPassword(typed).text.unicodeScalars.elementsEqual(kept.unicodeScalars))
    }

    @Test func `the stored text names its parameters and never repeats`() async throws {
        let first = try await hasher.hash(PreparedPassword("same"))
        let second = try await hasher.hash(PreparedPassword("same"))
        #expect(first.hasPrefix("scrypt$1024$8$3$"))
        #expect(first != second)
    }

    @Test(arguments: [nil, "", "scrypt$32768$8$3$AAAA$AAAA", "plain", "bcrypt$1$2$3$4$5"])
    func `nothing fits an account that is unknown or unreadable`(stored: String?) async throws {
        #expect(try await hasher.verify("", against: stored) == .none)
    }

    @Test func `a key with other parameters, made elsewhere, is recognised`() async throws {
        // The third example of RFC 7914, section 12, cut to 32 bytes.
        let stored = "scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU=$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        #expect(try await hasher.verify("pleaseletmein", against: stored) == .fits)
        #expect(try await hasher.verify("pleaseletmein ", against: stored) == .none)
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
