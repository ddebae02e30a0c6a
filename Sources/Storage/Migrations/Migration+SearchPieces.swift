import Conversations

extension Migration {
    /// A search no longer reads every patient.
    static let searchPieces = Migration(
        name: "0015-search-pieces", oldestProgram: 14,
        statements: [
            "ALTER TABLE patients ADD COLUMN pieces_of TEXT",
            """
            CREATE TABLE search_pieces (
                doctor_id UUID NOT NULL,
                piece TEXT NOT NULL,
                patient_id UUID NOT NULL,
                PRIMARY KEY (doctor_id, piece, patient_id),
                FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX search_pieces_of_patient ON search_pieces (doctor_id, patient_id)",
            "CREATE INDEX patients_to_be_cut ON patients (doctor_id, id) WHERE \(SearchPieces.areStale)",
        ],
        postgres: [
            // Bytes in their order: a beginning is a range.
            "ALTER TABLE search_pieces ALTER COLUMN piece TYPE TEXT COLLATE \"C\""
        ] + Table.searchPieces.access,
        backfill: Backfill(
            total: { try $0.count("SELECT COUNT(*) AS n FROM patients WHERE \(SearchPieces.areStale)") },
            batch: { transaction, _ in
                let count = try SearchPieces.renewStale(limit: 500, in: transaction)
                return Backfill.Batch(cursor: count < 500 ? nil : "more", rows: Int64(count))
            }))
}
