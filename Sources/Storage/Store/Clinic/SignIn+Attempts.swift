import Conversations

/// Somebody who wants to sign in.
package struct SignInAttempt: Sendable {
    /// The e-mail address that was typed, in lower case; there may be no such account.
    package let account: String
    /// Where the client is; nil where nobody knows, because a proxy stands in between.
    package let address: String?
    /// Hashes of the tokens that the browser showed as a known one.
    package let devices: [String]

    package init(account: String, address: String?, devices: [String]) {
        self.account = account
        self.address = address
        self.devices = devices
    }
}

/// What becomes of an attempt.
package enum SignInPermit: Sendable, Hashable {
    /// The password may be checked. The attempt counts as a failure until it is settled.
    case check(CountedAttempt)
    /// Not yet, and nothing was counted. `isFromStranger`: the account is being guessed at, and a known browser need not wait.
    case wait(Duration, isFromStranger: Bool)
}

/// An attempt that is under way.
package struct CountedAttempt: Sendable, Hashable {
    /// What is counted: the account together with the browser, or with the address.
    let subject: String
    /// The account as a whole; nil for a known browser.
    let account: String?
}

// How often a password may be wrong; docs/decisions/0017 tells why. An attempt is counted before it is checked, so that
// guesses made at the same time, on whatever node, don't slip through. Accounts that don't exist are counted alike.
extension SignIn {
    /// So many failures of an account and a place make nobody wait.
    static let freeFailures: Int64 = 3
    static let longestWait = Duration.seconds(900)
    /// More failures of an account within the window, and only known browsers are let to try.
    static let accountLimit: Int64 = 100
    static let window = Duration.seconds(3600)

    package func begin(_ attempt: SignInAttempt) async throws -> SignInPermit {
        // A flood is answered without writing.
        let asked = try await engine.read(as: .system) { try Self.permit(for: attempt, in: $0) }
        guard case .check = asked else { return asked }
        return try await engine.write(as: .system) { transaction in
            let permit = try Self.permit(for: attempt, in: transaction)
            guard case .check(let counted) = permit else { return permit }
            guard try Self.count(counted.subject, of: attempt.account, slides: true, in: transaction) else {
                return .wait(.seconds(1), isFromStranger: false)
            }
            try Self.setWait(counted.subject, in: transaction)
            if let account = counted.account {
                _ = try Self.count(account, of: attempt.account, slides: false, in: transaction)
            }
            return permit
        }
    }

    /// The password was wrong: the wait begins now.
    package func fail(_ attempt: CountedAttempt) async throws {
        try await engine.write(as: .system) { try Self.setWait(attempt.subject, in: $0) }
    }

    /// The password was right: what failed from this place before is forgotten.
    package func succeed(_ attempt: CountedAttempt) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("DELETE FROM failed_sign_ins WHERE subject = \(attempt.subject)")
            try Self.uncount(attempt.account, in: transaction)
        }
    }

    /// The password was not checked after all.
    package func withdraw(_ attempt: CountedAttempt) async throws {
        try await engine.write(as: .system) { transaction in
            try Self.uncount(attempt.subject, in: transaction)
            try Self.uncount(attempt.account, in: transaction)
        }
    }

    // MARK: Statements

    private static func permit(for attempt: SignInAttempt, in transaction: any Transaction) throws -> SignInPermit {
        let device = try attempt.devices.first { try knows($0, for: attempt.account, in: transaction) }
        let place = device.map { "with \($0)" } ?? "at \(attempt.address ?? "-")"
        let subject = "\(attempt.account) \(place)"
        if let left = try wait(of: subject, in: transaction) { return .wait(left, isFromStranger: false) }
        guard device == nil else { return .check(CountedAttempt(subject: subject, account: nil)) }
        let account = "\(attempt.account) at all"
        if let left = try lock(of: account, in: transaction) {
            return .wait(min(left, longestWait), isFromStranger: true)
        }
        return .check(CountedAttempt(subject: subject, account: account))
    }

    private static func wait(of subject: String, in transaction: any Transaction) throws -> Duration? {
        try transaction.row(
            """
            SELECT wait_ends_at FROM failed_sign_ins
            WHERE subject = \(subject) AND wait_ends_at > \(transaction.now)
            """
        ).map { (try $0["wait_ends_at"] as Timestamp).since(transaction.now) }
    }

    private static func lock(of account: String, in transaction: any Transaction) throws -> Duration? {
        try transaction.row(
            """
            SELECT window_ends_at FROM failed_sign_ins WHERE subject = \(account) AND failures > \(accountLimit)
                AND window_ends_at > \(transaction.now)
            """
        ).map { (try $0["window_ends_at"] as Timestamp).since(transaction.now) }
    }

    /// False where another attempt has just made this one wait. The window begins with the first failure, or `slides` with
    /// each.
    private static func count(
        _ subject: String, of account: String, slides: Bool, in transaction: any Transaction
    ) throws -> Bool {
        let now = transaction.now
        let begins = slides ? now.adding(window) : now
        return try transaction.execute(
            """
            INSERT INTO failed_sign_ins (subject, account, failures, window_ends_at)
            VALUES (\(subject), \(account), 1, \(now.adding(window)))
            ON CONFLICT (subject) DO UPDATE SET
                failures = CASE WHEN failed_sign_ins.window_ends_at > \(now)
                    THEN failed_sign_ins.failures + 1 ELSE 1 END,
                window_ends_at = CASE WHEN failed_sign_ins.window_ends_at > \(begins)
                    THEN failed_sign_ins.window_ends_at ELSE excluded.window_ends_at END
            WHERE failed_sign_ins.wait_ends_at IS NULL OR failed_sign_ins.wait_ends_at <= \(now)
            """) == 1
    }

    private static func setWait(_ subject: String, in transaction: any Transaction) throws {
        let failures = try transaction.count(
            "SELECT failures AS n FROM failed_sign_ins WHERE subject = \(subject)")
        guard let wait = wait(after: failures) else { return }
        try transaction.execute(
            """
            UPDATE failed_sign_ins SET wait_ends_at = \(transaction.now.adding(wait)) WHERE subject = \(subject)
            """)
    }

    /// 1, 2, 4 … 900 s, from the last free failure on.
    static func wait(after failures: Int64) -> Duration? {
        guard failures >= freeFailures else { return nil }
        return min(.seconds(1 << min(failures - freeFailures, 20)), longestWait)
    }

    private static func uncount(_ subject: String?, in transaction: any Transaction) throws {
        guard let subject else { return }
        try transaction.execute(
            """
            UPDATE failed_sign_ins SET failures = failures - 1, wait_ends_at = NULL
            WHERE subject = \(subject) AND failures > 0
            """)
    }
}
