package import Conversations

// Browsers in which somebody has signed in before: a stranger's guesses don't lock them out.
extension SignIn {
    package static let deviceLife = Duration.seconds(365 * 24 * 3600)
    /// Of one account; the one that was used longest ago goes.
    static let deviceLimit = 20

    /// Remembers the browser for this account, for a year from now: by a token that it showed where that is one of ours,
    /// else by a new one. Only hashes are kept. Returns the hash that counts.
    package func rememberDevice(shown: [String], new: String, for account: Account) async throws -> String {
        try await engine.write(as: .system) { transaction in
            // A token may be known for several accounts, since people share a computer.
            let hash = try shown.first { try Self.isKnown($0, in: transaction) } ?? new
            try transaction.execute(
                """
                INSERT INTO known_devices (token_hash, doctor_id, account_id, ends_at)
                VALUES (\(hash), \(account.clinicID), \(account.id), \(transaction.now.adding(Self.deviceLife)))
                ON CONFLICT (token_hash, account_id) DO UPDATE SET ends_at = excluded.ends_at
                """)
            try transaction.execute(
                """
                DELETE FROM known_devices WHERE doctor_id = \(account.clinicID) AND account_id = \(account.id)
                AND token_hash IN (SELECT token_hash FROM known_devices
                    WHERE doctor_id = \(account.clinicID) AND account_id = \(account.id)
                    ORDER BY ends_at DESC, token_hash LIMIT 1000 OFFSET \(Self.deviceLimit))
                """)
            return hash
        }
    }

    private static func isKnown(_ hash: String, in transaction: any Transaction) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM known_devices WHERE token_hash = \(hash) AND ends_at > \(transaction.now) LIMIT 1")
            != nil
    }

    /// Whether somebody has signed in to this account with the browser. `account` is what was typed, in lower case.
    static func knows(_ hash: String, for account: String, in transaction: any Transaction) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM known_devices k
            JOIN accounts a ON a.doctor_id = k.doctor_id AND a.id = k.account_id
            WHERE k.token_hash = \(hash) AND k.ends_at > \(transaction.now) AND a.email = \(account)
            """) != nil
    }
}
