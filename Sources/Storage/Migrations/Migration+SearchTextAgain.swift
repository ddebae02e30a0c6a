import Conversations

extension Migration {
    /// Joining two rows used to leave their search text stale. Folding is the program's work, not SQL's.
    static let searchTextAgain = Migration(
        name: "0008-search-text-again", oldestProgram: 7,
        backfill: Backfill(
            total: { try $0.row("SELECT COUNT(*) AS n FROM patients")?["n"] ?? 0 },
            batch: { transaction, cursor in
                let rows = try transaction.rows(
                    """
                    SELECT doctor_id, id, name, username, phone_number, email, search_text FROM patients
                    \(try cursor.map { try after($0) } ?? "") ORDER BY doctor_id, id LIMIT 1000
                    """)
                for row in rows { try refresh(row, in: transaction) }
                let last = try rows.last.map { "\(try $0["doctor_id"] as ClinicID) \(try $0["id"] as PatientID)" }
                return Backfill.Batch(cursor: rows.count < 1000 ? nil : last, rows: Int64(rows.count))
            }))

    private static func after(_ cursor: String) throws -> SQL {
        let parts = cursor.split(separator: " ")
        guard parts.count == 2, let clinic = ClinicID(parts[0]), let patient = PatientID(parts[1]) else {
            throw StorageError.unreadable("last_key")
        }
        return "WHERE (doctor_id, id) > (\(clinic), \(patient))"
    }

    private static func refresh(_ row: ResultRow, in transaction: any Transaction) throws {
        let text = try SearchText.of(row: row)
        guard try text != row["search_text"] else { return }
        let (clinic, patient): (ClinicID, PatientID) = (try row["doctor_id"], try row["id"])
        try transaction.post(
            "UPDATE patients SET search_text = \(text) WHERE doctor_id = \(clinic) AND id = \(patient)")
    }
}
