import Conversations

/// Applies what Meta says about accounts to the clinics that have them.
struct AccountUpdates {
    let transaction: any Transaction

    func apply(_ update: AccountUpdate) throws {
        // Whoever replaces the templates has locked the clinic, too.
        let rows = try transaction.rows(
            """
            SELECT id FROM doctors WHERE whatsapp_account_id = \(update.accountID)
            ORDER BY id\(transaction.dialect.rowLock)
            """)
        let time = Timestamp.sent(update.at, arrivedAt: transaction.now)
        for row in rows { try apply(update.event, to: try row["id"], at: time) }
    }

    private func apply(_ event: AccountEvent, to clinic: ClinicID, at time: Timestamp) throws {
        switch event {
        case .templateStatus(let name, let word): try set("status", word, of: name, clinic, at: time)
        case .templateQuality(let name, let word): try set("quality", word, of: name, clinic, at: time)
        case .templateCategory(let name, let word): try set("category", word, of: name, clinic, at: time)
        case .sendingBlocked(let reason): try SendingBlocks.block(clinic, reason, in: transaction)
        case .sendingAllowed: try SendingBlocks.release(clinic, in: transaction)
        }
    }

    /// What is older than what stands there counts no more. About a template that isn't known, all are asked for again.
    private func set(
        _ column: SQL, _ word: String, of name: TemplateName, _ clinic: ClinicID, at time: Timestamp
    ) throws {
        let isIt: SQL = """
            doctor_id = \(clinic) AND name = \(name.name) AND REPLACE(language, '-', '_') = \(name.language)
            """
        guard try transaction.row("SELECT 1 AS one FROM templates WHERE \(isIt)") != nil else {
            try transaction.execute(
                """
                UPDATE doctors SET templates_due_at = \(transaction.now)
                WHERE id = \(clinic) AND templates_synced_at IS NOT NULL
                """)
            return transaction.signal(.work(.templates))
        }
        try transaction.execute(
            "UPDATE templates SET \(column) = \(word), said_at = \(time) WHERE \(isIt) AND said_at <= \(time)")
    }
}
