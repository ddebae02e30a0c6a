package import Conversations

/// What clinics are connected to WhatsApp with, and what WhatsApp says about their accounts.
package struct Connections: Sendable {
    let engine: any Engine
    let sealer: TokenSealer
    let rules: Rules

    /// The number that receives for the one clinic that has none of its own.
    package var fallbackNumber: PhoneNumberID? { rules.fallbackPhoneNumberID }

    /// Throws `Refusal.noSuchClinic`.
    package func connection(of clinic: ClinicID) async throws -> Connection {
        try await engine.read(as: .system) { try Connection(of: clinic, in: $0) }
    }

    /// What a clinic sends with. Nil when there is no such clinic. Throws `StorageError.sealBroken` when SECRET_KEY is
    /// not the right one.
    package func credentials(of clinic: ClinicID) async throws -> SendingCredentials? {
        try await SendingCredentials(of: clinic, in: engine, sealer)
    }

    /// Stores what WhatsApp has confirmed; nil leaves it as it is. What was said of another number or account is forgotten.
    ///
    /// `person` has to be a doctor of the clinic. Throws `Refusal.noSuchClinic`, `.phoneNumberIDTaken` or `.doctorOnly`.
    package func change(_ clinic: ClinicID, to new: ConfirmedConnection, by person: AccountID) async throws {
        let sealed = try new.accessToken.map { try sealer.seal($0, for: clinic) }
        try await engine.write(as: .system) { transaction in
            let old = try Connection(of: clinic, in: transaction, isLocked: true)
            try transaction.mustBeDoctor(person, of: clinic)
            if let number = new.phoneNumberID, number != old.phoneNumberID {
                let owner = try transaction.row(
                    "SELECT 1 AS one FROM doctors WHERE whatsapp_phone_number_id = \(number)")
                guard try owner == nil && !isOthers(number, than: clinic, in: transaction) else {
                    throw Refusal.phoneNumberIDTaken
                }
            }
            let account = new.account ?? old.accountID
            let former = old.phoneNumberID ?? rules.fallbackPhoneNumberID
            let isOtherNumber = new.phoneNumberID != nil && new.phoneNumberID != former
            try transaction.execute(
                """
                UPDATE doctors SET whatsapp_phone_number_id = \(new.phoneNumberID ?? old.phoneNumberID),
                    whatsapp_account_id = \(account),
                    whatsapp_access_token = COALESCE(\(sealed), whatsapp_access_token)
                WHERE id = \(clinic)
                """)
            if isOtherNumber {
                try Self.forgetWebhooks(of: clinic, in: transaction)
                try Uploads.startAnew(of: clinic, in: transaction)
            }
            if account != old.accountID || isOtherNumber && account == nil {
                try Self.forgetAccount(of: clinic, in: transaction)
            } else {
                // What was wrong may have been wrong with the former token.
                try SendingBlocks.askNow(clinic, in: transaction)
            }
            transaction.signal(.clinic(clinic))
            transaction.signal(.work(.outbox))
        }
    }

    /// The number in the settings belongs to the clinic that has none of its own.
    private func isOthers(
        _ number: PhoneNumberID, than clinic: ClinicID, in transaction: any Transaction
    ) throws -> Bool {
        guard number == rules.fallbackPhoneNumberID else { return false }
        return try transaction.row(
            "SELECT 1 AS one FROM doctors WHERE whatsapp_phone_number_id IS NULL AND id <> \(clinic) LIMIT 1") != nil
    }

    /// The clinic has another number, and nobody has said whose account it belongs to.
    static func forgetNumber(of clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE doctors SET whatsapp_account_id = NULL WHERE id = \(clinic)")
        try forgetWebhooks(of: clinic, in: transaction)
        try forgetAccount(of: clinic, in: transaction)
        try Uploads.startAnew(of: clinic, in: transaction)
    }

    private static func forgetWebhooks(of clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE doctors SET last_webhook_at = NULL WHERE id = \(clinic)")
    }

    private static func forgetAccount(of clinic: ClinicID, in transaction: any Transaction) throws {
        try forgetTemplates(of: clinic, in: transaction)
        try SendingBlocks.release(clinic, in: transaction)
    }

    /// Another account has others: they are asked for as soon as may be.
    private static func forgetTemplates(of clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM templates WHERE doctor_id = \(clinic)")
        try transaction.execute(
            """
            UPDATE doctors SET templates_synced_at = NULL, templates_due_at = \(transaction.now) WHERE id = \(clinic)
            """)
        transaction.signal(.work(.templates))
    }

    /// WhatsApp lets the clinic send nothing, or does so again.
    package var sendingBlocks: SendingBlocks { SendingBlocks(engine: engine, rules: rules) }

    /// A webhook has come for a number, which names the account that the number belongs to. `heard` has each number once.
    package func note(_ heard: [HeardNumber]) async throws {
        let rules = rules
        try await engine.write(as: .system) { transaction in
            let clinics = InboundEvents(rules: rules, transaction: transaction)
            let found = try heard.compactMap { number in
                try clinics.clinic(receivingOn: number.phoneNumberID).map { ($0.id, number.accountID) }
            }
            // In one order, as everywhere where several are locked.
            for (clinic, account) in found.sorted(by: { $0.0.description < $1.0.description }) {
                try transaction.execute("UPDATE doctors SET last_webhook_at = \(transaction.now) WHERE id = \(clinic)")
                guard let account else { continue }
                let isOther = try transaction.execute(
                    """
                    UPDATE doctors SET whatsapp_account_id = \(account)
                    WHERE id = \(clinic) AND (whatsapp_account_id IS NULL OR whatsapp_account_id <> \(account))
                    """)
                if isOther > 0 { try Self.forgetTemplates(of: clinic, in: transaction) }
            }
        }
    }
}

/// What a clinic is connected to WhatsApp with.
package struct Connection: Sendable, Hashable {
    /// Nil where the clinic has none of its own.
    package let phoneNumberID: PhoneNumberID?
    /// Nil while nobody has said it.
    package let accountID: WhatsAppAccountID?
    /// The clinic has one of its own.
    package let hasAccessToken: Bool
    /// To the minute.
    package let lastWebhookAt: Timestamp?
    package let templatesSyncedAt: Timestamp?
    package let isHeld: Bool
    /// Since when WhatsApp lets the clinic send nothing; nil where it does.
    package let sendingBlockedAt: Timestamp?
    /// Why, as a sentence for a doctor.
    package let sendingBlockedReason: String?
    /// When this was read, by the database's clock.
    package let readAt: Timestamp

    init(of clinic: ClinicID, in transaction: any Transaction, isLocked: Bool = false) throws {
        let row = try transaction.row(
            """
            SELECT whatsapp_phone_number_id, whatsapp_account_id, whatsapp_access_token IS NOT NULL AS has_token,
                last_webhook_at, templates_synced_at, held_at IS NOT NULL AS is_held,
                sending_blocked_at, sending_blocked_reason
            FROM doctors WHERE id = \(clinic)\(isLocked ? transaction.dialect.clinicLock : "")
            """)
        guard let row else { throw Refusal.noSuchClinic }
        phoneNumberID = try row["whatsapp_phone_number_id"]
        accountID = try row["whatsapp_account_id"]
        hasAccessToken = try row["has_token"]
        lastWebhookAt = try row["last_webhook_at"]
        templatesSyncedAt = try row["templates_synced_at"]
        isHeld = try row["is_held"]
        sendingBlockedAt = try row["sending_blocked_at"]
        sendingBlockedReason = try row["sending_blocked_reason"]
        readAt = transaction.now
    }
}

/// What WhatsApp has confirmed of a clinic's connection; nil leaves it as it is.
package struct ConfirmedConnection: Sendable {
    package var phoneNumberID: PhoneNumberID?
    /// An inner nil: it is not known any more.
    package var account: WhatsAppAccountID??
    package var accessToken: Secret?

    package init(
        phoneNumberID: PhoneNumberID? = nil, account: WhatsAppAccountID?? = nil, accessToken: Secret? = nil
    ) {
        self.phoneNumberID = phoneNumberID
        self.account = account
        self.accessToken = accessToken
    }
}
