package import Conversations

// The people who sign in.
extension Operator {
    /// Adds a person to a clinic. Throws `Refusal.emailTaken`.
    package func addAccount(
        name: String, email: EmailAddress, passwordHash: String, to clinic: ClinicID
    ) async throws -> AccountID {
        try await engine.write(as: .system) { transaction in
            guard let id = try Self.insertAccount(name, email, passwordHash, of: clinic, in: transaction) else {
                throw Refusal.emailTaken
            }
            return id
        }
    }

    /// Nil when the address is taken.
    @discardableResult
    static func insertAccount(
        _ name: String, _ email: EmailAddress, _ hash: String, of clinic: ClinicID, in transaction: any Transaction
    ) throws -> AccountID? {
        let id = AccountID.make()
        let made = try transaction.execute(
            """
            INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at)
            VALUES (\(id), \(clinic), \(name), \(email), \(hash), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        return made == 1 ? id : nil
    }

    /// The people of one clinic, or of all of them, by their e-mail addresses.
    package func accounts(of clinic: ClinicID? = nil) async throws -> [Account] {
        try await engine.read(as: .system) { transaction in
            let ofClinic: SQL = clinic.map { "AND doctor_id = \($0)" } ?? ""
            return try transaction.rows(
                """
                SELECT id, doctor_id, name, email FROM accounts WHERE removed_at IS NULL \(ofClinic) ORDER BY email
                """
            ).map(Account.init(row:))
        }
    }

    /// The person who signs in with this address, and their clinic.
    package func person(email: EmailAddress) async throws -> SignedIn? {
        try await SignIn(engine: engine).person(email: email)
    }

    /// Gives an account a new password, and ends its sessions and known browsers. False when nobody has this e-mail address.
    package func setPassword(email: EmailAddress, passwordHash: String) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard let account = try Self.account(email, in: transaction) else { return false }
            try transaction.execute("UPDATE accounts SET password_hash = \(passwordHash) WHERE id = \(account.id)")
            try Self.endAccess(of: account, in: transaction)
            return true
        }
    }

    /// Takes a person's access away at once; their messages keep their name, and the e-mail address is free again. False
    /// when nobody has it. Throws `Refusal.lastAccount` for the only one of a clinic.
    package func removeAccount(email: EmailAddress) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard let account = try Self.account(email, in: transaction) else { return false }
            // Two removals at once would each leave the other's account.
            _ = try transaction.row(
                "SELECT id FROM doctors WHERE id = \(account.clinicID) \(transaction.dialect.rowLock)")
            let others = try transaction.count(
                """
                SELECT COUNT(*) AS n FROM accounts
                WHERE doctor_id = \(account.clinicID) AND removed_at IS NULL AND id <> \(account.id)
                """)
            guard others > 0 else { throw Refusal.lastAccount }
            // Without an @ it is nobody's address.
            try transaction.execute(
                """
                UPDATE accounts SET email = \("removed \(account.id)"), password_hash = 'none', removed_at = \(transaction.now)
                WHERE id = \(account.id)
                """)
            try Self.endAccess(of: account, in: transaction)
            try Self.forgetFailures(of: email, in: transaction)
            return true
        }
    }

    /// Forgets how often the password of an account was wrong. False when nobody has this e-mail address.
    package func unlockAccount(email: EmailAddress) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard try Self.account(email, in: transaction) != nil else { return false }
            try Self.forgetFailures(of: email, in: transaction)
            return true
        }
    }

    // MARK: Parts

    private static func account(_ email: EmailAddress, in transaction: any Transaction) throws -> Account? {
        try transaction.row("SELECT id, doctor_id, name, email FROM accounts WHERE email = \(email)")
            .map(Account.init(row:))
    }

    private static func endAccess(of account: Account, in transaction: any Transaction) throws {
        for table in ["sessions", "known_devices"] as [SQL] {
            try transaction.execute(
                "DELETE FROM \(table) WHERE doctor_id = \(account.clinicID) AND account_id = \(account.id)")
        }
    }

    private static func forgetFailures(of email: EmailAddress, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM failed_sign_ins WHERE account = \(email)")
    }
}
