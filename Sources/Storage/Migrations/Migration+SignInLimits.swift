import Conversations

extension Migration {
    /// Failed sign-ins are counted for an account and the place they come from, and make one wait; browsers that signed in
    /// before are known; an account can go while its messages stay; a session that is not used ends after a week.
    static let signInLimits = Migration(
        name: "0012-sign-in-limits", oldestProgram: 11,
        statements: [
            "ALTER TABLE failed_sign_ins ADD COLUMN account TEXT",
            "ALTER TABLE failed_sign_ins ADD COLUMN wait_ends_at TIMESTAMPTZ",
            "CREATE INDEX failed_sign_ins_by_account ON failed_sign_ins (account)",
            "CREATE INDEX failed_sign_ins_by_end ON failed_sign_ins (window_ends_at)",
            "ALTER TABLE accounts ADD COLUMN removed_at TIMESTAMPTZ",
            """
            CREATE TABLE known_devices (
                token_hash TEXT NOT NULL,
                doctor_id UUID NOT NULL,
                account_id UUID NOT NULL,
                ends_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (token_hash, account_id),
                FOREIGN KEY (doctor_id, account_id) REFERENCES accounts (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX known_devices_by_account ON known_devices (doctor_id, account_id, ends_at)",
            "CREATE INDEX known_devices_by_end ON known_devices (ends_at)",
        ],
        postgres: Table.knownDevices.access,
        backfill: shorterSessions)

    /// Sessions used to last for thirty days after their last use.
    private static let shorterSessions = Backfill(
        total: { try $0.count("SELECT COUNT(*) AS n FROM sessions WHERE ends_at > \(weekFromNow($0))") },
        batch: { transaction, _ in
            let end = weekFromNow(transaction)
            let rows = try transaction.execute("UPDATE sessions SET ends_at = \(end) WHERE ends_at > \(end)")
            return Backfill.Batch(cursor: nil, rows: Int64(rows))
        })

    private static func weekFromNow(_ transaction: any Transaction) -> Timestamp {
        transaction.now.adding(.seconds(7 * 24 * 3600))
    }
}
