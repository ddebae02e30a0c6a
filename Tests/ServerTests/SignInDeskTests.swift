import Conversations
import Crypto
import Foundation
import HTTPTypes
import Logging
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the limits of signing in spare and whom they let in, without HTTP.
@Suite struct SignInDeskTests {
    private static let email = "anita@clinic.example"
    private static let password = "correct horse battery"

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        @discardableResult
        func add(_ number: Int = 1) -> Int { count.add(number, ordering: .relaxed).newValue }
    }

    /// A desk at a clinic with that password, and how many derivations it took so far.
    private struct Scene {
        let clinic: TestClinic
        let desk: SignInDesk
        let derived: Counter

        /// The status: 200, 401, 429 or 503; and how long to wait.
        func tries(
            _ password: String, _ email: String = SignInDeskTests.email, at address: String? = nil,
            with devices: [CookieToken] = []
        ) async throws -> [Int] {
            do {
                _ = try await desk.account(
                    email: email, password: password, address: address.flatMap { IPAddress($0) }, devices: devices)
                return [200]
            } catch let error as APIError {
                return [error.status.code] + [error.retryAfter].compactMap(\.self)
            }
        }
    }

    private static func with(waitingLimit: Int = 64, _ body: (Scene) async throws -> Void) async throws {
        try await TestEngine.sqlite.clinic { clinic in
            let count = Counter()
            var hasher = PasswordHasher(cost: 1024, waitingLimit: waitingLimit)
            hasher.derive = { parameters, text, salt in
                count.add()
                return try parameters.key(of: text, salt: salt)
            }
            let hash = try await PasswordHasher(cost: 1024).hash(PreparedPassword(password))
            _ = try await clinic.database.operator.setPassword(email: EmailAddress(known: email), passwordHash: hash)
            let stored = StorageAnswer(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let desk = SignInDesk(signIn: clinic.database.signIn, supabase: nil, stored: stored, hasher: hasher)
            try await body(Scene(clinic: clinic, desk: desk, derived: count))
        }
    }

    @Test(arguments: [email, "nobody@clinic.example", "no address at all", "ANITA@clinic.example"])
    func `known or not, three failures are answered 401 and then nothing is checked for a while`(
        email: String
    ) async throws {
        try await Self.with { scene async throws in
            for _ in 1...3 { #expect(try await scene.tries("wrong", email) == [401]) }
            #expect(scene.derived.value == 3)
            for _ in 1...20 { #expect(try await scene.tries(Self.password, email) == [429, 1]) }
            #expect(scene.derived.value == 3)
            scene.clinic.clock.advance(by: .seconds(1))
            #expect(try await scene.tries("wrong", email) == [401])
            #expect(try await scene.tries("wrong", email) == [429, 2])
            scene.clinic.clock.advance(by: .milliseconds(500))
            #expect(try await scene.tries("wrong", email) == [429, 2], "no second is cut off")
            #expect(scene.derived.value == 4)
        }
    }

    @Test func `the right password after the wait lets in, and the count begins anew`() async throws {
        try await Self.with { scene async throws in
            for _ in 1...2 {
                for _ in 1...3 { #expect(try await scene.tries("wrong") == [401]) }
                #expect(try await scene.tries(Self.password) == [429, 1])
                scene.clinic.clock.advance(by: .seconds(1))
                #expect(try await scene.tries(Self.password) == [200])
            }
        }
    }

    @Test func `right sign-ins at the same time don't count against each other`() async throws {
        try await Self.with { scene async throws in
            let answers = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 1...8 { group.addTask { try await scene.tries(Self.password) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: [200], count: 8))
        }
    }

    @Test func `a password that could not be checked counts for nothing`() async throws {
        try await Self.with { scene async throws in
            let busy = SignInDesk(
                signIn: scene.clinic.database.signIn, supabase: nil,
                stored: StorageAnswer(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
                hasher: Self.failing)
            for _ in 1...10 {
                await #expect(throws: APIError.unavailable) {
                    try await busy.account(email: Self.email, password: "wrong", address: nil, devices: [])
                }
            }
            #expect(try await scene.tries("wrong") == [401])
        }
    }

    private static var failing: PasswordHasher {
        var hasher = PasswordHasher(cost: 1024)
        hasher.derive = { _, _, _ in throw PasswordHasher.Busy() }
        return hasher
    }

    @Test func `a stranger at the same door locks neither the doctor's browser out nor anybody else`() async throws {
        try await Self.with { scene async throws in
            let device = CookieToken.make()
            _ = try await scene.clinic.database.signIn.rememberDevice(
                shown: [], new: device.hash, for: scene.clinic.account)
            for _ in 1...40 { _ = try await scene.tries("wrong") }
            #expect(try await scene.tries(Self.password)[0] == 429)
            #expect(try await scene.tries(Self.password, with: [.make(), device]) == [200])
            #expect(try await scene.tries(Self.password, at: "198.51.100.7") == [200])
            #expect(try await scene.tries("wrong", "ravi@clinic.example") == [401])
        }
    }

    @Test func `one address is let in to a part of what can be checked at once`() async throws {
        let crowd = Crowd(limit: 2)
        let isOver = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...2 {
                group.addTask {
                    _ = try await eventually("it is in") {
                        await Self.isFull { try await crowd.inside("a") { try await Self.wait(for: isOver) } }
                            ? nil : true
                    }
                }
            }
            try await eventually("both are in") { await Self.isFull { try await crowd.inside("a") {} } ? true : nil }
            try await crowd.inside("b") {}
            try await crowd.inside(nil) {}
            isOver.add()
            try await group.waitForAll()
        }
        try await crowd.inside("a") {}
    }

    @Test func `in a line one is let in at a time, and the line has an end`() async throws {
        let (lines, none) = (Lines(limit: 50), Lines(limit: 0))
        let isOver = Counter()
        let inside = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await eventually("it is in") {
                    await Self.isFull { try await none.inTurn("a") { try await Self.wait(for: isOver) } } ? nil : true
                }
            }
            for _ in 1...50 {
                group.addTask {
                    try await lines.inTurn("a") {
                        #expect(inside.add() == 1)
                        await Task.yield()
                        inside.add(-1)
                    }
                }
            }
            try await eventually("somebody is in") { await Self.isFull { try await none.inTurn("a") {} } ? true : nil }
            try await none.inTurn("b") {}
            isOver.add()
            try await group.waitForAll()
        }
        try await none.inTurn("a") {}
    }

    private static func wait(for isOver: Counter) async throws {
        let end = ContinuousClock.now + .seconds(15)
        while isOver.value == 0, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
    }

    private static func isFull(_ enter: () async throws -> Void) async -> Bool {
        do { try await enter() } catch { return true }
        return false
    }
}
