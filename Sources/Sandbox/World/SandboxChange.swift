/// Something that happened, for the phone page and for callers that wait for it.
struct SandboxChange: Sendable {
    enum Kind: String, Sendable {
        case message, status, typing, patients, faults, model, sent, account, reset
        /// Nothing happened: keeps idle connections alive.
        case tick
    }

    let number: Int
    let kind: Kind
    let patientID: String?
    let phoneNumberID: String?

    var json: JSON {
        .members([
            "kind": .string(kind.rawValue), "patient_id": patientID.map(JSON.string),
            "phone_number_id": phoneNumberID.map(JSON.string),
        ])
    }
}
