package import Conversations

/// What the operator of the server does, with commands and on a schedule: clinics and their people, what the assistant
/// may say, and what is deleted after a time.
package struct Operator: Sendable {
    let engine: any Engine
    let sealer: TokenSealer
    let rules: Rules

    // MARK: Clinics

    /// Throws `Refusal.emailTaken` or `.phoneNumberIDTaken`.
    package func add(_ new: NewClinic) async throws -> ClinicID {
        let id = ClinicID.make()
        let sealed = try new.accessToken.map { try sealer.seal($0, for: id) }
        return try await engine.write(as: .system) { transaction in
            try Self.checkIsFree(new, in: transaction)
            try transaction.execute(
                """
                INSERT INTO doctors (id, name, email, phone_number, clinic_name, clinic_address,
                    whatsapp_phone_number_id, whatsapp_access_token, created_at)
                VALUES (\(id), \(new.doctorName), \(new.email), \(new.phoneNumber), \(new.name), \(new.address),
                    \(new.phoneNumberID), \(sealed), \(transaction.now))
                """)
            if let hash = new.passwordHash {
                try Self.insertAccount(new.doctorName, new.email, hash, .doctor, of: id, in: transaction)
            }
            return id
        }
    }

    private static func checkIsFree(_ new: NewClinic, in transaction: any Transaction) throws {
        if try transaction.row("SELECT 1 AS one FROM doctors WHERE email = \(new.email)") != nil
            || transaction.row("SELECT 1 AS one FROM accounts WHERE email = \(new.email)") != nil
        {
            throw Refusal.emailTaken
        }
        if let number = new.phoneNumberID,
            try transaction.row("SELECT 1 AS one FROM doctors WHERE whatsapp_phone_number_id = \(number)") != nil
        {
            throw Refusal.phoneNumberIDTaken
        }
    }

    package func clinics() async throws -> [ClinicEntry] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows(
                "SELECT \(Clinic.columns), phone_number, whatsapp_phone_number_id FROM doctors ORDER BY email"
            ).map { row in
                ClinicEntry(
                    clinic: try Clinic(row: row), phoneNumber: try row["phone_number"],
                    phoneNumberID: try row["whatsapp_phone_number_id"])
            }
        }
    }

    /// The clinic of the doctor with this address.
    package func clinic(email: EmailAddress) async throws -> Clinic? {
        try await engine.read(as: .system) { transaction in
            try transaction.row("SELECT \(Clinic.columns) FROM doctors WHERE email = \(email)").map(Clinic.init(row:))
        }
    }
}

/// A clinic that is to be added, with its doctor's account.
package struct NewClinic: Sendable {
    package var doctorName: String
    package var email: EmailAddress
    package var phoneNumber: PhoneNumber
    package var name: String?
    package var address: String?
    package var phoneNumberID: PhoneNumberID?
    package var accessToken: Secret?
    /// Nil: nobody at this clinic can sign in yet.
    package var passwordHash: String?

    package init(
        doctorName: String, email: EmailAddress, phoneNumber: PhoneNumber, name: String? = nil,
        address: String? = nil, phoneNumberID: PhoneNumberID? = nil, accessToken: Secret? = nil,
        passwordHash: String? = nil
    ) {
        self.doctorName = doctorName
        self.email = email
        self.phoneNumber = phoneNumber
        self.name = name
        self.address = address
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
        self.passwordHash = passwordHash
    }
}

/// A clinic as the operator's list shows it.
package struct ClinicEntry: Sendable {
    package let clinic: Clinic
    package let phoneNumber: PhoneNumber
    package let phoneNumberID: PhoneNumberID?
}

extension Clinic {
    static let columns: SQL = """
        id, name, email, clinic_name, clinic_address, red_flag_words, emergency_text, time_zone, opening_hours, holidays,
        languages, transcribe, describe_pictures, models
        """

    init(row: ResultRow) throws {
        self.init(
            id: try row["id"], doctorName: try row["name"], email: try row["email"], name: try row["clinic_name"],
            address: try row["clinic_address"], redFlagWords: try StoredFlagSettings.words(row["red_flag_words"]),
            emergencyTexts: try StoredFlagSettings.texts(row["emergency_text"]), calendar: try ClinicCalendar(row: row),
            languages: try HoursText.languages(row))
        reading = ReadingPolicy(
            transcribes: try row["transcribe"], describesPictures: try row["describe_pictures"],
            // A word that is not known is taken for the stricter one.
            models: ModelPolicy(rawValue: try row["models"]) ?? .house)
    }

    static func find(_ id: ClinicID, in transaction: any Transaction) throws -> Clinic? {
        try transaction.row("SELECT \(columns) FROM doctors WHERE id = \(id)").map(Clinic.init(row:))
    }
}
