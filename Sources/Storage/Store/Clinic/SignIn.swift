package import Conversations

/// Somebody who is signed in, and the clinic that they work for.
package struct SignedIn: Sendable, Hashable {
    package let account: Account
    package let clinic: Clinic
}

/// Who may sign in: accounts, sessions, and how often a password was wrong.
package struct SignIn: Sendable {
    let engine: any Engine

    /// The account of an e-mail address and its password hash.
    package func account(email: EmailAddress) async throws -> (account: Account, passwordHash: String)? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                "SELECT id, doctor_id, name, email, password_hash FROM accounts WHERE email = \(email)"
            ).map { (try Account(row: $0), try $0["password_hash"]) }
        }
    }

    /// Keeps another hash of the same password; sessions go on. A password that was changed meanwhile stays.
    package func renewPassword(of account: Account, from old: String, to new: String) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                UPDATE accounts SET password_hash = \(new)
                WHERE doctor_id = \(account.clinicID) AND id = \(account.id) AND password_hash = \(old)
                """)
        }
    }

    /// The person with this e-mail address, whom another service has identified.
    package func person(email: EmailAddress) async throws -> SignedIn? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                """
                SELECT a.id, a.doctor_id, a.name, a.email, d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address
                FROM accounts a JOIN doctors d ON d.id = a.doctor_id WHERE a.email = \(email)
                """
            ).map(SignedIn.init(row:))
        }
    }

    /// Keeps a session under the hash of its token, never the token itself.
    package func addSession(tokenHash: String, for account: Account, lasting: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                INSERT INTO sessions (token_hash, doctor_id, account_id, created_at, ends_at)
                VALUES (\(tokenHash), \(account.clinicID), \(account.id), \(transaction.now),
                    \(transaction.now.adding(lasting)))
                """)
        }
    }

    /// Who the session belongs to; nil when it is over. Use extends it, at most once an hour.
    package func session(tokenHash: String, lasting: Duration) async throws -> SignedIn? {
        let found = try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT a.id, a.doctor_id, a.name, a.email, d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address, s.ends_at
                FROM sessions s JOIN accounts a ON a.doctor_id = s.doctor_id AND a.id = s.account_id
                JOIN doctors d ON d.id = s.doctor_id
                WHERE s.token_hash = \(tokenHash) AND s.ends_at > \(transaction.now)
                """)
            return try row.map { row in
                let left = (try row["ends_at"] as Timestamp).since(transaction.now)
                return (try SignedIn(row: row), mustExtend: left < lasting - .seconds(3600))
            }
        }
        if found?.mustExtend == true { try await extendSession(tokenHash: tokenHash, lasting: lasting) }
        return found?.0
    }

    package func removeSession(tokenHash: String) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
        }
    }

    private func extendSession(tokenHash: String, lasting: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                UPDATE sessions SET ends_at = \(transaction.now.adding(lasting))
                WHERE token_hash = \(tokenHash) AND ends_at > \(transaction.now)
                """)
        }
    }

    // MARK: Failed attempts

    /// How long this subject (an account, a client address) must wait; nil when it may try.
    package func wait(subject: String, limit: Int64) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT window_ends_at FROM failed_sign_ins
                WHERE subject = \(subject) AND failures >= \(limit) AND window_ends_at > \(transaction.now)
                """)
            return try row.map { (try $0["window_ends_at"] as Timestamp).since(transaction.now) }
        }
    }

    /// Counts a failure; the window begins with the first one.
    package func countFailure(subject: String, window: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            let now = transaction.now
            try transaction.execute(
                """
                INSERT INTO failed_sign_ins (subject, failures, window_ends_at)
                VALUES (\(subject), 1, \(now.adding(window)))
                ON CONFLICT (subject) DO UPDATE SET
                    failures = CASE WHEN failed_sign_ins.window_ends_at > \(now)
                        THEN failed_sign_ins.failures + 1 ELSE 1 END,
                    window_ends_at = CASE WHEN failed_sign_ins.window_ends_at > \(now)
                        THEN failed_sign_ins.window_ends_at ELSE excluded.window_ends_at END
                """)
        }
    }

    package func forgetFailures(subject: String) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("DELETE FROM failed_sign_ins WHERE subject = \(subject)")
        }
    }
}

extension Account {
    init(row: ResultRow) throws {
        self.init(
            id: try row["id"], clinicID: try row["doctor_id"], name: try row["name"], email: try row["email"])
    }
}

extension SignedIn {
    fileprivate init(row: ResultRow) throws {
        let account = try Account(row: row)
        self.init(
            account: account,
            clinic: Clinic(
                id: account.clinicID, doctorName: try row["doctor_name"], email: try row["doctor_email"],
                name: try row["clinic_name"], address: try row["clinic_address"]))
    }
}
