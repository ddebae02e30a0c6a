import Conversations
import TestSupport
import Testing

@testable import Storage

/// How often a password may be wrong, sessions, known browsers, and people who go.
@Suite struct SignInLimitTests {
    private static let doctor = "anita@clinic.example"

    @Test(arguments: TestEngine.available, [doctor, "nobody@clinic.example", "no address"])
    func `three failures are free, then the wait doubles up to fifteen minutes`(
        on engine: TestEngine, account: String
    ) async throws {
        try await engine.clinic { clinic in
            let place = SignInAttempt(account: account, address: "198.51.100.7", devices: [])
            for _ in 1...3 { try await clinic.fails(place) }
            for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
                let answer = try await clinic.database.signIn.begin(place)
                #expect(answer == .wait(.seconds(wait), isFromStranger: false))
                clinic.clock.advance(by: .seconds(wait) - .milliseconds(1))
                // Whoever tries again and again waits no longer for it.
                #expect(try await clinic.database.signIn.begin(place) == .wait(.milliseconds(1), isFromStranger: false))
                clinic.clock.advance(by: .milliseconds(1))
                try await clinic.fails(place)
            }
            clinic.clock.advance(by: .seconds(3601))
            for _ in 1...3 { try await clinic.fails(place) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `another account and another address are not made to wait`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            for _ in 1...3 { try await clinic.fails(SignInAttempt(account: Self.doctor, address: "a", devices: [])) }
            for other in [
                SignInAttempt(account: Self.doctor, address: "b", devices: []),
                SignInAttempt(account: Self.doctor, address: nil, devices: []),
                SignInAttempt(account: "ravi@clinic.example", address: "a", devices: []),
                SignInAttempt(account: "ravi@clinic.example", address: nil, devices: []),
            ] {
                _ = try await clinic.begins(other)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the right password forgets what failed from this place, and a check that never was counts nothing`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let place = SignInAttempt(account: Self.doctor, address: nil, devices: [])
            for _ in 1...2 { try await clinic.fails(place) }
            try await clinic.database.signIn.succeed(clinic.begins(place))
            for _ in 1...10 { try await clinic.database.signIn.withdraw(clinic.begins(place)) }
            for _ in 1...3 { try await clinic.fails(place) }
            #expect(try await clinic.database.signIn.begin(place) == .wait(.seconds(1), isFromStranger: false))
        }
    }

    @Test(arguments: TestEngine.available)
    func `of guesses made at the same time three are checked`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let checked = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        let place = SignInAttempt(account: Self.doctor, address: "a", devices: [])
                        guard case .check = try await clinic.database.signIn.begin(place) else { return false }
                        return true
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(checked == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `while strangers guess, only known browsers are let to try, each counted by itself`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let signIn = clinic.database.signIn
            #expect(try await signIn.rememberDevice(shown: ["forged"], new: "desk", for: clinic.account) == "desk")
            _ = try await signIn.rememberDevice(shown: [], new: "elsewhere", for: clinic.otherAccount)
            for n in 1...101 {
                try await clinic.fails(SignInAttempt(account: Self.doctor, address: "\(n)", devices: []))
            }
            for devices in [[], ["forged"], ["elsewhere"], ["", "forged"]] {
                let stranger = SignInAttempt(account: Self.doctor, address: "new", devices: devices)
                #expect(try await signIn.begin(stranger) == .wait(.seconds(900), isFromStranger: true))
            }
            let desk = SignInAttempt(account: Self.doctor, address: "new", devices: ["forged", "desk"])
            for _ in 1...3 { try await clinic.fails(desk) }
            #expect(try await signIn.begin(desk) == .wait(.seconds(1), isFromStranger: false))
            clinic.clock.advance(by: .seconds(3600))
            _ = try await clinic.begins(SignInAttempt(account: Self.doctor, address: "new", devices: []))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a browser is known for a year from its last sign-in, and twenty of an account`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let signIn = clinic.database.signIn
            func isKnown(_ hash: String) async throws -> Bool {
                try await clinic.engine.read(as: .system) { try SignIn.knows(hash, for: Self.doctor, in: $0) }
            }
            _ = try await signIn.rememberDevice(shown: [], new: "d1", for: clinic.account)
            clinic.clock.advance(by: SignIn.deviceLife - .seconds(1))
            #expect(
                try await signIn.rememberDevice(shown: ["forged", "d1"], new: "unused", for: clinic.account) == "d1")
            clinic.clock.advance(by: SignIn.deviceLife - .seconds(1))
            #expect(try await isKnown("d1"))
            for n in 2...21 {
                clinic.clock.advance(by: .milliseconds(1))
                _ = try await signIn.rememberDevice(shown: [], new: "d\(n)", for: clinic.account)
            }
            #expect(try await !isKnown("d1"))
            #expect(try await isKnown("d2"))
            clinic.clock.advance(by: SignIn.deviceLife)
            #expect(try await !isKnown("d21"))
            #expect(try await signIn.rememberDevice(shown: ["d21"], new: "d22", for: clinic.account) == "d22")
            while try await clinic.database.operator.sweep() {}
            #expect(
                try await clinic.engine.read(as: .owner) { try $0.count("SELECT COUNT(*) AS n FROM known_devices") }
                    == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `failures are swept, and there is a limit to what strangers can leave`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let rows = {
                try await clinic.engine.read(as: .owner) { try $0.count("SELECT COUNT(*) AS n FROM failed_sign_ins") }
            }
            try await clinic.engine.write(as: .system) { transaction in
                let end = transaction.now.adding(.seconds(1))
                try transaction.execute(
                    """
                    INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Operator.failedSignInLimit))
                    SELECT 's' || i, 1, \(end) FROM n
                    """)
            }
            try await clinic.fails(SignInAttempt(account: Self.doctor, address: "a", devices: []))
            while try await clinic.database.operator.sweep() {}
            #expect(try await rows() == 2, "what ends last stays")
            clinic.clock.advance(by: .seconds(3601))
            while try await clinic.database.operator.sweep() {}
            #expect(try await rows() == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a session ends seven days after its last use and thirty after it began`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let store = clinic.database.signIn
            let day = Duration.seconds(24 * 3600)
            for hash in ["used", "idle"] { try await store.addSession(tokenHash: hash, for: clinic.account) }
            for _ in 1...4 {
                clinic.clock.advance(by: day * 7 - .seconds(1))
                #expect(try await store.session(tokenHash: "used")?.account == clinic.account)
                #expect(try await store.session(tokenHash: "used") != nil)
            }
            #expect(try await store.session(tokenHash: "idle") == nil)
            clinic.clock.advance(by: day * 2)
            #expect(try await store.session(tokenHash: "used") != nil, "four seconds before the thirty days")
            clinic.clock.advance(by: .seconds(4))
            #expect(try await store.session(tokenHash: "used") == nil)
            while try await clinic.database.operator.sweep() {}
            #expect(
                try await clinic.engine.read(as: .owner) { try $0.count("SELECT COUNT(*) AS n FROM sessions") } == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `use is written at most once an hour`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let end: () async throws -> Timestamp? = {
                try await clinic.engine.read(as: .owner) { try $0.row("SELECT ends_at FROM sessions")?["ends_at"] }
            }
            try await clinic.database.signIn.addSession(tokenHash: "h", for: clinic.account)
            let first = try await end()
            clinic.clock.advance(by: .seconds(3600))
            #expect(try await clinic.database.signIn.session(tokenHash: "h") != nil)
            #expect(try await end() == first)
            clinic.clock.advance(by: .milliseconds(1))
            #expect(try await clinic.database.signIn.session(tokenHash: "h") != nil)
            #expect(try await end() == first?.adding(.milliseconds(3_600_001)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a new password ends known browsers, and unlocking forgets the failures of that account alone`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let (signIn, people) = (clinic.database.signIn, clinic.database.operator)
            let (own, other) = (clinic.account, clinic.otherAccount)
            for account in [own, other] {
                _ = try await signIn.rememberDevice(shown: [], new: "d", for: account)
                for _ in 1...3 {
                    try await clinic.fails(SignInAttempt(account: account.email.text, address: "a", devices: []))
                }
            }
            #expect(try await people.setPassword(email: own.email, passwordHash: "new"))
            #expect(try await !clinic.engine.read(as: .system) { try SignIn.knows("d", for: own.email.text, in: $0) })
            #expect(try await clinic.engine.read(as: .system) { try SignIn.knows("d", for: other.email.text, in: $0) })
            #expect(try await people.unlockAccount(email: own.email))
            #expect(try await !people.unlockAccount(email: "nobody@clinic.example"))
            _ = try await clinic.begins(SignInAttempt(account: own.email.text, address: "a", devices: []))
            let still = SignInAttempt(account: other.email.text, address: "a", devices: [])
            #expect(try await signIn.begin(still) == .wait(.seconds(1), isFromStranger: false))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a person who goes leaves their messages, their name and a free address`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (signIn, people) = (clinic.database.signIn, clinic.database.operator)
            let email = EmailAddress(known: "asha@clinic.example")
            await #expect(throws: Refusal.lastAccount) { try await people.removeAccount(email: clinic.account.email) }
            let id = try await people.addAccount(
                name: "Asha", email: email, passwordHash: "hash", to: clinic.clinicID)
            let asha = try #require(try await signIn.account(email: email)?.account)
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.database.chats(of: asha).send(
                OutgoingMessage(patientID: patient, text: MessageText("Yes")!, clientMessageID: nil))
            try await signIn.addSession(tokenHash: "s", for: asha)
            #expect(try await people.accounts(of: clinic.clinicID).map(\.id) == [clinic.account.id, id])
            #expect(try await people.accounts().count == 3)

            #expect(try await people.removeAccount(email: email))
            #expect(try await !people.removeAccount(email: email))
            #expect(try await signIn.session(tokenHash: "s") == nil)
            #expect(try await signIn.account(email: email) == nil)
            #expect(try await people.accounts(of: clinic.clinicID).map(\.id) == [clinic.account.id])
            let names = try await clinic.engine.read(as: .owner) { transaction in
                try transaction.rows(
                    "SELECT a.name FROM messages m JOIN accounts a ON a.id = m.account_id"
                ).map { try $0["name"] as String }
            }
            #expect(names == ["Asha"])
            await #expect(throws: Refusal.lastAccount) { try await people.removeAccount(email: clinic.account.email) }
            _ = try await people.addAccount(
                name: "Asha", email: email, passwordHash: "hash", to: clinic.otherAccount.clinicID)
        }
    }
}

extension TestClinic {
    /// An attempt that is let to be checked.
    fileprivate func begins(_ attempt: SignInAttempt) async throws -> CountedAttempt {
        let permit = try await database.signIn.begin(attempt)
        guard case .check(let counted) = permit else { throw NeverHappened(description: "\(permit)") }
        return counted
    }

    fileprivate func fails(_ attempt: SignInAttempt) async throws {
        try await database.signIn.fail(begins(attempt))
    }
}
