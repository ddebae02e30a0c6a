/// The tenant: one doctor and the clinic around them. In the database it is a row of `doctors`.
package struct Clinic: Hashable, Sendable {
    package let id: ClinicID
    package let doctorName: String
    /// The doctor's own address, which names the clinic on the command line.
    package let email: EmailAddress
    package let name: String?
    package let address: String?
    /// What the clinic has added to the red-flag gate.
    package let redFlagWords: [RedFlagWord]
    package let emergencyTexts: EmergencyTexts
    /// Nil where its hours are not known.
    package let calendar: ClinicCalendar?
    /// Of `ClinicSettings.knownLanguages`; empty where they are not known.
    package let languages: [String]
    /// What machines may read of its patients' files.
    package var reading = ReadingPolicy()

    package init(
        id: ClinicID, doctorName: String, email: EmailAddress, name: String?, address: String?,
        redFlagWords: [RedFlagWord] = [], emergencyTexts: EmergencyTexts = EmergencyTexts(),
        calendar: ClinicCalendar? = nil, languages: [String] = []
    ) {
        self.id = id
        self.doctorName = doctorName
        self.email = email
        self.name = name
        self.address = address
        self.redFlagWords = redFlagWords
        self.emergencyTexts = emergencyTexts
        self.calendar = calendar
        self.languages = languages
    }

    /// What patients know it by.
    package var displayName: String { name ?? doctorName }
}

/// What a person of a clinic may decide.
package enum Role: String, Hashable, Sendable, CaseIterable {
    /// Signs for what leaves in the clinic's name, and decides about the clinic.
    case doctor
    /// Has the conversations, and decides nothing about the clinic.
    case receptionist
}

/// A person of the clinic who signs in. Every account belongs to exactly one clinic.
package struct Account: Hashable, Sendable {
    package let id: AccountID
    package let clinicID: ClinicID
    package let name: String
    package let email: EmailAddress
    package let role: Role

    package init(id: AccountID, clinicID: ClinicID, name: String, email: EmailAddress, role: Role) {
        self.id = id
        self.clinicID = clinicID
        self.name = name
        self.email = email
        self.role = role
    }
}
