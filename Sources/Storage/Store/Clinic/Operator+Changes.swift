package import Conversations

/// What is to be changed of a clinic; nil leaves it as it is. Of what may be missing, an inner nil removes it.
package struct ClinicChanges: Sendable {
    package var doctorName: String?
    package var email: EmailAddress?
    package var phoneNumber: PhoneNumber?
    package var name: String??
    package var address: String??
    package var phoneNumberID: PhoneNumberID??
    package var accessToken: Secret?

    package init() {}
}

extension Operator {
    /// Changes a clinic, and the doctor's own account with it. Sends and webhooks follow at once, on every node: nobody
    /// keeps a copy. Throws `Refusal.emailTaken` or `.phoneNumberIDTaken`.
    package func change(_ clinic: ClinicID, _ changes: ClinicChanges) async throws {
        let sealed = try changes.accessToken.map { try sealer.seal($0, for: clinic) }
        try await engine.write(as: .system) { transaction in
            guard let before = try Clinic.find(clinic, in: transaction) else { return }
            try Self.check(changes, for: before, in: transaction)
            let getsOtherNumber = try Self.getsOtherNumber(changes, clinic, in: transaction)
            let columns = changes.columns(sealedToken: sealed)
            if !columns.isEmpty {
                try transaction.execute("UPDATE doctors SET \(SQL.list(columns)) WHERE id = \(clinic)")
            }
            if getsOtherNumber { try Connections.forgetNumber(of: clinic, in: transaction) }
            let account = changes.accountColumns
            if !account.isEmpty {
                try transaction.execute(
                    """
                    UPDATE accounts SET \(SQL.list(account)) WHERE doctor_id = \(clinic) AND email = \(before.email)
                    """)
            }
            transaction.signal(.work(.outbox))
        }
    }

    private static func getsOtherNumber(
        _ changes: ClinicChanges, _ clinic: ClinicID, in transaction: any Transaction
    ) throws -> Bool {
        guard let number = changes.phoneNumberID else { return false }
        let row = try transaction.row("SELECT whatsapp_phone_number_id FROM doctors WHERE id = \(clinic)")
        return try row?["whatsapp_phone_number_id"] != number
    }

    private static func check(_ changes: ClinicChanges, for clinic: Clinic, in transaction: any Transaction) throws {
        if let email = changes.email, email != clinic.email {
            guard try transaction.row("SELECT 1 AS one FROM doctors WHERE email = \(email)") == nil,
                try transaction.row("SELECT 1 AS one FROM accounts WHERE email = \(email)") == nil
            else { throw Refusal.emailTaken }
        }
        if case .some(.some(let number)) = changes.phoneNumberID {
            let owner = try transaction.row(
                "SELECT 1 AS one FROM doctors WHERE whatsapp_phone_number_id = \(number) AND id <> \(clinic.id)")
            guard owner == nil else { throw Refusal.phoneNumberIDTaken }
        }
    }

    /// Whether messages can leave the clinic now, or come to it.
    package func isConnected(_ clinic: ClinicID, fallbackNumber: PhoneNumberID?) async throws -> Bool {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row("SELECT whatsapp_phone_number_id FROM doctors WHERE id = \(clinic)")
            let own: PhoneNumberID? = try row?["whatsapp_phone_number_id"]
            return own ?? fallbackNumber != nil
        }
    }
}

extension ClinicChanges {
    fileprivate func columns(sealedToken: String?) -> [SQL] {
        var all: [SQL] = []
        if let doctorName { all.append("name = \(doctorName)") }
        if let email { all.append("email = \(email)") }
        if let phoneNumber { all.append("phone_number = \(phoneNumber)") }
        if let name { all.append("clinic_name = \(name)") }
        if let address { all.append("clinic_address = \(address)") }
        if let phoneNumberID { all.append("whatsapp_phone_number_id = \(phoneNumberID)") }
        if let sealedToken { all.append("whatsapp_access_token = \(sealedToken)") }
        return all
    }

    /// The doctor is also a person who signs in.
    fileprivate var accountColumns: [SQL] {
        var all: [SQL] = []
        if let doctorName { all.append("name = \(doctorName)") }
        if let email { all.append("email = \(email)") }
        return all
    }
}
