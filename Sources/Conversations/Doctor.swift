/// The tenant: one doctor and the clinic around them.
package struct Doctor: Hashable, Sendable {
    package let id: DoctorID
    package let name: String
    package let email: String
    package let clinicName: String?
    package let clinicAddress: String?

    package init(id: DoctorID, name: String, email: String, clinicName: String?, clinicAddress: String?) {
        self.id = id
        self.name = name
        self.email = email
        self.clinicName = clinicName
        self.clinicAddress = clinicAddress
    }
}

/// A person of the clinic who signs in. Every account belongs to exactly one doctor.
package struct Account: Hashable, Sendable {
    package let id: AccountID
    package let doctorID: DoctorID
    package let name: String
    package let email: String

    package init(id: AccountID, doctorID: DoctorID, name: String, email: String) {
        self.id = id
        self.doctorID = doctorID
        self.name = name
        self.email = email
    }
}
