package import Conversations

/// Somebody who is signed in, and the clinic that they work for.
package struct SignedIn: Sendable, Hashable {
    package let account: Account
    package let clinic: Clinic
}

/// Who may sign in: accounts, sessions, known browsers, and how often a password was wrong.
package struct SignIn: Sendable {
    let engine: any Engine

    /// The account of an e-mail address and its password hash.
    package func account(email: EmailAddress) async throws -> (account: Account, passwordHash: String)? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                "SELECT \(Account.columns), a.password_hash FROM accounts a WHERE a.email = \(email)"
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
                SELECT \(Account.columns), d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address
                FROM accounts a JOIN doctors d ON d.id = a.doctor_id WHERE a.email = \(email)
                """
            ).map(SignedIn.init(row:))
        }
    }

}

extension Account {
    /// Of `accounts a`.
    static let columns: SQL = "a.id, a.doctor_id, a.name, a.email, a.role"

    init(row: ResultRow) throws {
        self.init(
            id: try row["id"], clinicID: try row["doctor_id"], name: try row["name"], email: try row["email"],
            role: try row["role"])
    }
}

extension SignedIn {
    init(row: ResultRow) throws {
        let account = try Account(row: row)
        self.init(
            account: account,
            clinic: Clinic(
                id: account.clinicID, doctorName: try row["doctor_name"], email: try row["doctor_email"],
                name: try row["clinic_name"], address: try row["clinic_address"]))
    }
}
