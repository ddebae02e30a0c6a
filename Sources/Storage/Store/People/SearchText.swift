import Conversations

/// Text as the search compares it, folded here because the engines fold differently.
enum SearchText {
    /// The number stands there in every spelling that WhatsApp has for it.
    static func of(name: String?, username: String?, phone: PhoneNumber?, email: String?) -> String {
        let phones = phone?.allSpellings.map(\.text) ?? []
        return ([name, username] + phones + [email]).compactMap(\.self).joined(separator: " ").folded
    }

    /// `row` has the columns name, username, phone_number and email of a patient.
    static func of(row: ResultRow) throws -> String {
        of(
            name: try row["name"], username: try row["username"], phone: try row["phone_number"],
            email: try row["email"])
    }

    /// To be called after anything searchable has changed.
    static func refresh(_ patient: PatientID, of clinic: ClinicID, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT name, username, phone_number, email, search_text FROM patients
            WHERE doctor_id = \(clinic) AND id = \(patient)
            """)
        guard let row else { return }
        let text = try of(row: row)
        guard try text != row["search_text"] else { return }
        let isThis: SQL = "doctor_id = \(clinic) AND id = \(patient)"
        try transaction.post("UPDATE patients SET search_text = \(text) WHERE \(isThis)")
        try SearchPieces.renew(isThis, in: transaction)
    }
}
