package import Conversations

// The people who sign in.
extension Operator {
    /// Adds a person to a clinic. Without a role, whoever has the doctor's own address is a doctor, and whoever comes where
    /// there is none; all others are receptionists. Throws `Refusal.emailTaken` or `.noSuchClinic`.
    package func addAccount(
        name: String, email: EmailAddress, passwordHash: String, role: Role? = nil, to clinic: ClinicID
    ) async throws -> AccountID {
        try await engine.write(as: .system) { transaction in
            let doctor = try Self.lock(clinic, in: transaction)
            let isDoctor = try email == doctor || Self.doctors(of: clinic, in: transaction).isEmpty
            let role = role ?? (isDoctor ? .doctor : .receptionist)
            guard let id = try Self.insertAccount(name, email, passwordHash, role, of: clinic, in: transaction) else {
                throw Refusal.emailTaken
            }
            return id
        }
    }

    /// Nil when the address is taken.
    @discardableResult
    static func insertAccount(
        _ name: String, _ email: EmailAddress, _ hash: String, _ role: Role, of clinic: ClinicID,
        in transaction: any Transaction
    ) throws -> AccountID? {
        let id = AccountID.make()
        let made = try transaction.execute(
            """
            INSERT INTO accounts (id, doctor_id, name, email, password_hash, role, created_at)
            VALUES (\(id), \(clinic), \(name), \(email), \(hash), \(role), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        return made == 1 ? id : nil
    }

    /// The people of one clinic, or of all of them, by their e-mail addresses.
    package func accounts(of clinic: ClinicID? = nil) async throws -> [Account] {
        try await engine.read(as: .system) { transaction in
            let ofClinic: SQL = clinic.map { "AND a.doctor_id = \($0)" } ?? ""
            return try transaction.rows(
                """
                SELECT \(Account.columns) FROM accounts a WHERE a.removed_at IS NULL \(ofClinic) ORDER BY a.email
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
    /// when nobody has it. Throws `Refusal.lastAccount` for the only one of a clinic, `.lastDoctor` for its only doctor.
    package func removeAccount(email: EmailAddress) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard let account = try Self.account(email, in: transaction) else { return false }
            try Self.lock(account.clinicID, in: transaction)
            let others = try transaction.count(
                """
                SELECT COUNT(*) AS n FROM accounts
                WHERE doctor_id = \(account.clinicID) AND removed_at IS NULL AND id <> \(account.id)
                """)
            guard others > 0 else { throw Refusal.lastAccount }
            try Self.checkIsNotLastDoctor(account, in: transaction)
            // Without an @ it is nobody's address.
            try transaction.execute(
                """
                UPDATE accounts SET email = \("removed \(account.id)"), password_hash = 'none', removed_at = \(transaction.now),
                    role = \(Role.receptionist)
                WHERE id = \(account.id)
                """)
            try Self.endAccess(of: account, in: transaction)
            try Self.forgetFailures(of: email, in: transaction)
            return true
        }
    }

    /// Makes a person a doctor or a receptionist, from their next request on. False when nobody has this e-mail address. Throws
    /// `Refusal.lastDoctor`.
    package func setRole(_ role: Role, email: EmailAddress) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard let clinic = try Self.account(email, in: transaction)?.clinicID else { return false }
            try Self.lock(clinic, in: transaction)
            guard let account = try Self.account(email, in: transaction) else { return false }
            if role != .doctor { try Self.checkIsNotLastDoctor(account, in: transaction) }
            try transaction.execute("UPDATE accounts SET role = \(role) WHERE id = \(account.id)")
            transaction.signal(.clinic(clinic))
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

    /// So that two changes at once do not each leave the other's doctor. Returns the doctor's own address.
    @discardableResult
    private static func lock(_ clinic: ClinicID, in transaction: any Transaction) throws -> EmailAddress {
        let row = try transaction.row(
            "SELECT email FROM doctors WHERE id = \(clinic) \(transaction.dialect.clinicLock)")
        guard let row else { throw Refusal.noSuchClinic }
        return try row["email"]
    }

    private static func doctors(of clinic: ClinicID, in transaction: any Transaction) throws -> [AccountID] {
        try transaction.rows("SELECT id FROM accounts WHERE doctor_id = \(clinic) AND role = \(Role.doctor)")
            .map { try $0["id"] }
    }

    private static func checkIsNotLastDoctor(_ account: Account, in transaction: any Transaction) throws {
        if try doctors(of: account.clinicID, in: transaction) == [account.id] { throw Refusal.lastDoctor }
    }

    private static func account(_ email: EmailAddress, in transaction: any Transaction) throws -> Account? {
        try transaction.row("SELECT \(Account.columns) FROM accounts a WHERE a.email = \(email)")
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
