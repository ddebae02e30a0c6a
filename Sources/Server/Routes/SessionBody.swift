import Conversations
import Storage

/// Who is signed in.
struct SessionBody: Encodable {
    struct DoctorBody: Encodable {
        let doctor: Doctor

        enum CodingKeys: String, CodingKey {
            case id, name, email
            case clinicName = "clinic_name"
        }

        func encode(to encoder: any Encoder) throws {
            var row = encoder.container(keyedBy: CodingKeys.self)
            try row.encode(doctor.id, forKey: .id)
            try row.encode(doctor.name, forKey: .name)
            try row.encode(doctor.email, forKey: .email)
            try row.encode(doctor.clinicName, forKey: .clinicName)
        }
    }

    struct AccountBody: Encodable {
        let id: AccountID
        let name: String
        let email: String
    }

    let success = true
    let doctor: DoctorBody
    let account: AccountBody

    init(_ person: SignedIn) {
        doctor = DoctorBody(doctor: person.doctor)
        account = AccountBody(id: person.account.id, name: person.account.name, email: person.account.email)
    }

    enum CodingKeys: String, CodingKey {
        case success, doctor, account
    }
}
