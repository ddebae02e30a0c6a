import Conversations

/// Ids of rows that were joined into another row of the same person. Whatever still uses one means that person: an open
/// chat, a bookmark, a request under way.
enum FormerPatients {
    /// The present id of this patient; the given one where its row was never joined into another.
    static func present(_ id: PatientID, of clinic: ClinicID, in transaction: any Transaction) throws -> PatientID {
        let row = try transaction.row(
            "SELECT patient_id FROM former_patients WHERE doctor_id = \(clinic) AND id = \(id)")
        return try row?["patient_id"] ?? id
    }

    static func note(
        _ former: PatientID, is present: PatientID, of clinic: ClinicID, in transaction: any Transaction
    ) throws {
        try transaction.post(
            """
            INSERT INTO former_patients (doctor_id, id, patient_id, joined_at)
            VALUES (\(clinic), \(former), \(present), \(transaction.now))
            """)
    }
}
