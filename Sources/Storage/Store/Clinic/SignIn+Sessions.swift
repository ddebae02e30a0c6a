package import Conversations

// A session ends for good thirty days after it began, and seven days after its last use.
extension SignIn {
    package static let sessionLife = Duration.seconds(30 * 24 * 3600)
    package static let idleLimit = Duration.seconds(7 * 24 * 3600)
    /// How far the stored end may lag behind the last use, so that not every request writes.
    private static let lag = Duration.seconds(3600)

    /// Keeps a session under the hash of its token, never the token itself.
    package func addSession(tokenHash: String, for account: Account) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                INSERT INTO sessions (token_hash, doctor_id, account_id, created_at, ends_at)
                VALUES (\(tokenHash), \(account.clinicID), \(account.id), \(transaction.now),
                    \(Self.idleEnd(transaction)))
                """)
        }
    }

    /// Who the session belongs to; nil when it is over. Use extends it, which is written at most once an hour.
    package func session(tokenHash: String) async throws -> SignedIn? {
        let found = try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT \(Account.columns), d.name AS doctor_name, d.email AS doctor_email,
                    d.clinic_name, d.clinic_address, s.ends_at, s.created_at
                FROM sessions s JOIN accounts a ON a.doctor_id = s.doctor_id AND a.id = s.account_id
                JOIN doctors d ON d.id = s.doctor_id
                WHERE s.token_hash = \(tokenHash) AND s.ends_at > \(transaction.now)
                    AND s.created_at > \(transaction.now.adding(.zero - Self.sessionLife))
                """)
            return try row.map { (try SignedIn(row: $0), laterEnd: try Self.laterEnd(of: $0, transaction)) }
        }
        if let end = found?.laterEnd { try await extendSession(tokenHash: tokenHash, until: end) }
        return found?.0
    }

    package func removeSession(tokenHash: String) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
        }
    }

    /// When a session that is used now and never again ends.
    static func idleEnd(_ transaction: any Transaction) -> Timestamp { transaction.now.adding(idleLimit) }

    /// The end to store now; nil while the stored one is near enough.
    private static func laterEnd(of row: ResultRow, _ transaction: any Transaction) throws -> Timestamp? {
        let (stored, created): (Timestamp, Timestamp) = (try row["ends_at"], try row["created_at"])
        let end = min(idleEnd(transaction), created.adding(sessionLife))
        return end.since(stored) > lag || end < stored ? end : nil
    }

    private func extendSession(tokenHash: String, until end: Timestamp) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.execute("UPDATE sessions SET ends_at = \(end) WHERE token_hash = \(tokenHash)")
        }
    }
}
