package import Conversations

/// Somebody who is signed in, and the doctor whose clinic they work for.
package struct SignedIn: Sendable, Hashable {
    package let account: Account
    package let doctor: Doctor
}

extension Store {
    /// The account of an e-mail address and its password hash.
    package func accountToSignIn(email: String) async throws -> (account: Account, passwordHash: String)? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                "SELECT id, doctor_id, name, email, password_hash FROM accounts WHERE email = \(email.lowercased())"
            ).map { (try Account(row: $0), try $0["password_hash"]) }
        }
    }

    /// The person with this e-mail address, whom somebody else has identified.
    package func person(email: String) async throws -> SignedIn? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                """
                SELECT a.id, a.doctor_id, a.name, a.email, d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address
                FROM accounts a JOIN doctors d ON d.id = a.doctor_id WHERE a.email = \(email.lowercased())
                """
            ).map(SignedIn.init(row:))
        }
    }

    /// Adds a person to a clinic. Throws `Refusal.emailTaken`.
    package func addAccount(
        name: String, email: String, passwordHash: String, to doctor: DoctorID
    ) async throws -> AccountID {
        try await engine.write(as: .system) { transaction in
            let id = AccountID.make()
            let made = try transaction.execute(
                """
                INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at)
                VALUES (\(id), \(doctor), \(name), \(email.lowercased()), \(passwordHash), \(transaction.now))
                ON CONFLICT DO NOTHING
                """)
            guard made == 1 else { throw Refusal.emailTaken }
            return id
        }
    }

    /// Gives an account another password and ends its sessions. False when nobody has this e-mail address.
    package func setPassword(email: String, passwordHash: String) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            let row = try transaction.row(
                "SELECT id, doctor_id, name, email FROM accounts WHERE email = \(email.lowercased())")
            guard let account = try row.map(Account.init(row:)) else { return false }
            try transaction.execute("UPDATE accounts SET password_hash = \(passwordHash) WHERE id = \(account.id)")
            try transaction.execute(
                "DELETE FROM sessions WHERE doctor_id = \(account.doctorID) AND account_id = \(account.id)")
            return true
        }
    }

    /// Keeps a session under the hash of its token, never the token itself.
    package func addSession(tokenHash: String, for account: Account, lasting: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                INSERT INTO sessions (token_hash, doctor_id, account_id, created_at, expires_at)
                VALUES (\(tokenHash), \(account.doctorID), \(account.id), \(transaction.now),
                    \(transaction.now.adding(lasting)))
                """)
        }
    }

    /// Who the session belongs to; nil when it is over. Its end moves with use, at most once an hour.
    package func session(tokenHash: String, lasting: Duration) async throws -> SignedIn? {
        let found = try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT a.id, a.doctor_id, a.name, a.email, d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address, s.expires_at
                FROM sessions s JOIN accounts a ON a.doctor_id = s.doctor_id AND a.id = s.account_id
                JOIN doctors d ON d.id = s.doctor_id
                WHERE s.token_hash = \(tokenHash) AND s.expires_at > \(transaction.now)
                """)
            return try row.map { row in
                let left = (try row["expires_at"] as Timestamp).since(transaction.now)
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
                UPDATE sessions SET expires_at = \(transaction.now.adding(lasting))
                WHERE token_hash = \(tokenHash) AND expires_at > \(transaction.now)
                """)
        }
    }

    // MARK: Failed attempts

    /// How long this subject (an account, a client address) must wait; nil when it may try.
    package func signInWait(subject: String, limit: Int64) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT window_ends_at FROM sign_in_failures
                WHERE subject = \(subject) AND failures >= \(limit) AND window_ends_at > \(transaction.now)
                """)
            return try row.map { (try $0["window_ends_at"] as Timestamp).since(transaction.now) }
        }
    }

    /// Counts a failure; the window begins with the first one.
    package func countSignInFailure(subject: String, window: Duration) async throws {
        try await engine.write(as: .system) { transaction in
            let now = transaction.now
            try transaction.execute(
                """
                INSERT INTO sign_in_failures (subject, failures, window_ends_at)
                VALUES (\(subject), 1, \(now.adding(window)))
                ON CONFLICT (subject) DO UPDATE SET
                    failures = CASE WHEN sign_in_failures.window_ends_at > \(now)
                        THEN sign_in_failures.failures + 1 ELSE 1 END,
                    window_ends_at = CASE WHEN sign_in_failures.window_ends_at > \(now)
                        THEN sign_in_failures.window_ends_at ELSE excluded.window_ends_at END
                """)
        }
    }

    package func forgetSignInFailures(subject: String) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("DELETE FROM sign_in_failures WHERE subject = \(subject)")
        }
    }
}

extension Account {
    fileprivate init(row: ResultRow) throws {
        self.init(
            id: try row["id"], doctorID: try row["doctor_id"], name: try row["name"], email: try row["email"])
    }
}

extension SignedIn {
    fileprivate init(row: ResultRow) throws {
        let account = try Account(row: row)
        self.init(
            account: account,
            doctor: Doctor(
                id: account.doctorID, name: try row["doctor_name"], email: try row["doctor_email"],
                clinicName: try row["clinic_name"], clinicAddress: try row["clinic_address"]))
    }
}
