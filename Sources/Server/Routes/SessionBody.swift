import Conversations
import Storage

/// Who is signed in.
struct SessionBody: Encodable {
    struct DoctorBody: Encodable {
        let clinic: Clinic

        enum CodingKeys: String, CodingKey {
            case id, name, email
            case clinicName = "clinic_name"
        }

        func encode(to encoder: any Encoder) throws {
            var row = encoder.container(keyedBy: CodingKeys.self)
            try row.encode(clinic.id, forKey: .id)
            try row.encode(clinic.doctorName, forKey: .name)
            try row.encode(clinic.email, forKey: .email)
            try row.encode(clinic.name, forKey: .clinicName)
        }
    }

    struct AccountBody: Encodable {
        let id: AccountID
        let name: String
        let email: EmailAddress
        let role: String
    }

    let success = true
    let doctor: DoctorBody
    let account: AccountBody

    init(_ person: SignedIn) {
        doctor = DoctorBody(clinic: person.clinic)
        account = AccountBody(
            id: person.account.id, name: person.account.name, email: person.account.email,
            role: person.account.role.rawValue)
    }

    enum CodingKeys: String, CodingKey {
        case success, doctor, account
    }
}
