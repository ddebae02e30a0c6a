package import Conversations

/// A doctor who is to be added, with the first account of the clinic.
package struct NewDoctor: Sendable {
    package var name: String
    package var email: String
    package var phoneNumber: String
    package var clinicName: String?
    package var clinicAddress: String?
    package var phoneNumberID: String?
    package var accessToken: Secret?
    /// Nil: nobody of this clinic can sign in yet.
    package var passwordHash: String?

    package init(
        name: String, email: String, phoneNumber: String, clinicName: String?, clinicAddress: String?,
        phoneNumberID: String?, accessToken: Secret?, passwordHash: String?
    ) {
        self.name = name
        self.email = email
        self.phoneNumber = phoneNumber
        self.clinicName = clinicName
        self.clinicAddress = clinicAddress
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
        self.passwordHash = passwordHash
    }
}

/// What a doctor's messages are sent with. Either is nil where the doctor has none of their own.
package struct SendingCredentials: Sendable {
    package let phoneNumberID: String?
    package let accessToken: Secret?

    package init(phoneNumberID: String?, accessToken: Secret?) {
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
    }
}

/// A doctor as the operator's list shows them.
package struct DoctorEntry: Sendable {
    package let doctor: Doctor
    package let phoneNumber: String
    package let phoneNumberID: String?
}

extension Store {
    /// Throws `Refusal.emailTaken` or `.phoneNumberIDTaken`.
    package func add(_ new: NewDoctor) async throws -> DoctorID {
        let id = DoctorID.make()
        let sealed = try new.accessToken.map { try sealer.seal($0, for: id) }
        let email = new.email.lowercased()
        return try await engine.write(as: .system) { transaction in
            if try transaction.row("SELECT 1 AS one FROM doctors WHERE email = \(email)") != nil
                || transaction.row("SELECT 1 AS one FROM accounts WHERE email = \(email)") != nil
            {
                throw Refusal.emailTaken
            }
            if let number = new.phoneNumberID,
                try transaction.row("SELECT 1 AS one FROM doctors WHERE whatsapp_phone_number_id = \(number)") != nil
            {
                throw Refusal.phoneNumberIDTaken
            }
            try transaction.execute(
                """
                INSERT INTO doctors (id, name, email, phone_number, clinic_name, clinic_address,
                    whatsapp_phone_number_id, whatsapp_access_token, created_at)
                VALUES (\(id), \(new.name), \(email), \(new.phoneNumber), \(new.clinicName), \(new.clinicAddress),
                    \(new.phoneNumberID), \(sealed), \(transaction.now))
                """)
            if let hash = new.passwordHash {
                try transaction.execute(
                    """
                    INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at)
                    VALUES (\(AccountID.make()), \(id), \(new.name), \(email), \(hash), \(transaction.now))
                    """)
            }
            return id
        }
    }

    package func doctors() async throws -> [DoctorEntry] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows(
                "SELECT \(Doctor.columns), phone_number, whatsapp_phone_number_id FROM doctors ORDER BY email"
            ).map { row in
                DoctorEntry(
                    doctor: try Doctor(row: row), phoneNumber: try row["phone_number"],
                    phoneNumberID: try row["whatsapp_phone_number_id"])
            }
        }
    }

    package func doctor(email: String) async throws -> Doctor? {
        try await engine.read(as: .system) { transaction in
            try transaction.row("SELECT \(Doctor.columns) FROM doctors WHERE email = \(email.lowercased())")
                .map(Doctor.init(row:))
        }
    }

    /// Nil when there is no such doctor. Throws `StorageError.sealBroken` when SECRET_KEY is not the right one.
    package func credentials(of id: DoctorID) async throws -> SendingCredentials? {
        let row = try await engine.read(as: .system) { transaction in
            try transaction.row(
                "SELECT whatsapp_phone_number_id, whatsapp_access_token FROM doctors WHERE id = \(id)")
        }
        guard let row else { return nil }
        let sealed: String? = try row["whatsapp_access_token"]
        return SendingCredentials(
            phoneNumberID: try row["whatsapp_phone_number_id"],
            accessToken: try sealed.map { try sealer.open($0, for: id) })
    }
}

extension Doctor {
    static let columns: SQL = "id, name, email, clinic_name, clinic_address"

    init(row: ResultRow) throws {
        self.init(
            id: try row["id"], name: try row["name"], email: try row["email"], clinicName: try row["clinic_name"],
            clinicAddress: try row["clinic_address"])
    }

    static func find(_ id: DoctorID, in transaction: any Transaction) throws -> Doctor? {
        try transaction.row("SELECT \(columns) FROM doctors WHERE id = \(id)").map(Doctor.init(row:))
    }
}
