import Conversations

extension Migration {
    /// A search no longer reads every patient.
    static let searchPieces = Migration(
        name: "0015-search-pieces", oldestProgram: 14,
        statements: [
            "ALTER TABLE patients ADD COLUMN pieces_of TEXT",
            "CREATE INDEX patients_to_be_cut ON patients (doctor_id, id) WHERE \(SearchPieces.areStale)",
        ],
        // The key is all there is of a row.
        sqlite: [table(pieces: "TEXT", "WITHOUT ROWID"), indexOfPatient],
        // Bytes in their order, as on SQLite: a beginning is a range.
        postgres: [table(pieces: "TEXT COLLATE \"C\"", ""), indexOfPatient] + Table.searchPieces.access,
        backfill: Backfill(
            total: { try $0.count("SELECT COUNT(*) AS n FROM patients WHERE \(SearchPieces.areStale)") },
            batch: { transaction, _ in
                let count = try SearchPieces.renewStale(limit: batchSize, in: transaction)
                return Backfill.Batch(cursor: count < batchSize ? nil : "more", rows: Int64(count))
            }))

    private static let batchSize = 5000

    private static func table(pieces: SQL, _ options: SQL) -> SQL {
        """
        CREATE TABLE search_pieces (
            doctor_id UUID NOT NULL,
            piece \(pieces) NOT NULL,
            patient_id UUID NOT NULL,
            PRIMARY KEY (doctor_id, piece, patient_id),
            FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
        ) \(options)
        """
    }

    private static let indexOfPatient: SQL =
        "CREATE INDEX search_pieces_of_patient ON search_pieces (doctor_id, patient_id)"
}
