import Conversations

/// What makes a search quick: for every place in a patient's search text the few characters from there on. A part of a word
/// is then the beginning of a piece, which an index finds, also under PostgreSQL's row-level security: there only `=` and
/// ranges may use one, `LIKE` may not.
///
/// Pieces only narrow the search down; whether a patient fits is said by the search text.
enum SearchPieces {
    /// In Unicode scalars. Longer words are looked for by their beginning.
    static let length = 8

    /// Patients whose pieces aren't those of their search text: it was written by an older program.
    static let areStale: SQL = "search_text IS DISTINCT FROM pieces_of"

    /// To be called after the search text of the patients that `these` means has changed.
    static func renew(_ these: SQL, in transaction: any Transaction) throws {
        try transaction.post(
            """
            DELETE FROM search_pieces
            WHERE (doctor_id, patient_id) IN (SELECT doctor_id, id FROM patients WHERE \(these))
            """)
        try transaction.post(
            """
            INSERT INTO search_pieces (doctor_id, patient_id, piece)
            WITH RECURSIVE rest (doctor_id, patient_id, text) AS (
                SELECT doctor_id, id, search_text FROM patients WHERE \(these)
                UNION ALL SELECT doctor_id, patient_id, SUBSTR(text, 2) FROM rest WHERE LENGTH(text) > 1)
            SELECT DISTINCT doctor_id, patient_id, SUBSTR(text, 1, \(SQL(stringLiteral: "\(length)"))) FROM rest
            WHERE text <> '' AND SUBSTR(text, 1, 1) <> ' '
            ORDER BY 1, 3
            """)
        try transaction.post("UPDATE patients SET pieces_of = search_text WHERE \(these)")
    }

    /// Renews at most `limit` stale ones. Returns how many there were.
    static func renewStale(limit: Int, in transaction: any Transaction) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT doctor_id, id FROM patients WHERE \(areStale) ORDER BY doctor_id, id LIMIT \(limit)
            """)
        let stale = try rows.map { (clinic: try $0["doctor_id"] as ClinicID, patient: try $0["id"] as PatientID) }
        for (clinic, patients) in Dictionary(grouping: stale, by: \.clinic) {
            // As a range: SQLite reads all patients for a list of pairs.
            try renew(
                """
                doctor_id = \(clinic) AND id >= \(patients[0].patient) AND id <= \(patients[patients.count - 1].patient)
                    AND \(areStale)
                """, in: transaction)
        }
        return stale.count
    }
}

extension SearchQuery {
    /// With more pieces than this it is quicker to look through the list in its order: a page is full soon.
    private static let pieceLimit: Int64 = 1000

    /// The patients that may fit, in the place of `patients p`.
    func candidates(of clinic: ClinicID, in transaction: any Transaction) throws -> SQL {
        guard let rarest = try rarestWord(of: clinic, in: transaction) else { return "patients p" }
        let ids: SQL = """
            SELECT patient_id FROM search_pieces WHERE doctor_id = \(clinic) AND (\(rarest))
            UNION SELECT id FROM patients WHERE doctor_id = \(clinic) AND \(SearchPieces.areStale)
            """
        return transaction.dialect.patients(of: clinic, among: ids)
    }

    /// The condition on `piece` of the word that the fewest pieces begin with; nil where all are too common.
    private func rarestWord(of clinic: ClinicID, in transaction: any Transaction) throws -> SQL? {
        let conditions = words.map { parts in SQL.list(parts.map(\.begins), separator: " OR ") }
        let counts = conditions.enumerated().map { number, condition -> SQL in
            """
            SELECT \(number) AS number, COUNT(*) AS n FROM (SELECT 1 AS one FROM search_pieces
                WHERE doctor_id = \(clinic) AND (\(condition)) LIMIT \(Self.pieceLimit + 1)) w
            """
        }
        guard !counts.isEmpty else { return nil }
        let rows = try transaction.rows("\(SQL.list(counts, separator: " UNION ALL ")) ORDER BY n LIMIT 1")
        guard let row = rows.first, try (row["n"] as Int64) <= Self.pieceLimit else { return nil }
        return conditions[Int(try row["number"] as Int64)]
    }
}

extension SearchQuery.Part {
    /// The range of pieces that begin with it.
    fileprivate var begins: SQL {
        let beginning = String(String.UnicodeScalarView(text.unicodeScalars.prefix(SearchPieces.length)))
        return "piece >= \(beginning) AND piece < \(beginning + "\u{10FFFF}")"
    }
}

extension Dialect {
    /// A clinic's patients out of `ids`, named `p`, looked up one by one: either planner would rather read all patients
    /// in the order of the list, because a page ends soon.
    fileprivate func patients(of clinic: ClinicID, among ids: SQL) -> SQL {
        if isPostgreSQL {
            return "(SELECT * FROM patients WHERE doctor_id = \(clinic) AND id = ANY (ARRAY(\(ids)))) p"
        }
        return """
            (SELECT patients.* FROM (\(ids)) found
                CROSS JOIN patients ON patients.doctor_id = \(clinic) AND patients.id = found.patient_id) p
            """
    }
}
