import Conversations

/// Applies what Meta says about accounts to the clinics that have them.
struct AccountUpdates {
    let transaction: any Transaction

    func apply(_ update: AccountUpdate) throws {
        // Whoever replaces the templates has locked the clinic, too.
        let rows = try transaction.rows(
            """
            SELECT id FROM doctors WHERE whatsapp_account_id = \(update.accountID)
            ORDER BY id\(transaction.dialect.clinicLock)
            """)
        let time = Timestamp.sent(update.at, arrivedAt: transaction.now)
        for row in rows { try apply(update.event, to: try row["id"], at: time) }
    }

    private func apply(_ event: AccountEvent, to clinic: ClinicID, at time: Timestamp) throws {
        switch event {
        case .templateStatus(let name, let word):
            try set("status", word, of: name, clinic, at: time, asksForAll: true)
        case .templateQuality(let name, let word): try set("quality", word, of: name, clinic, at: time)
        case .templateCategory(let name, let word): try set("category", word, of: name, clinic, at: time)
        case .sendingBlocked(let reason): try SendingBlocks.block(clinic, reason, in: transaction)
        case .sendingAllowed: try SendingBlocks.askNow(clinic, in: transaction)
        }
    }

    /// What is older than what stands there counts no more. All are asked for again where a template isn't known, where a word
    /// came late, and with every status: a template may have been written anew.
    private func set(
        _ column: SQL, _ word: String, of name: TemplateName, _ clinic: ClinicID, at time: Timestamp,
        asksForAll: Bool = false
    ) throws {
        let isIt: SQL = """
            doctor_id = \(clinic) AND name = \(name.name) AND REPLACE(language, '-', '_') = \(name.language)
            """
        let changed = try transaction.execute(
            "UPDATE templates SET \(column) = \(word), said_at = \(time) WHERE \(isIt) AND said_at <= \(time)")
        guard changed == 0 || asksForAll else { return }
        try transaction.execute(
            """
            UPDATE doctors SET templates_due_at = \(transaction.now)
            WHERE id = \(clinic) AND templates_synced_at IS NOT NULL
            """)
        transaction.signal(.work(.templates))
    }
}
