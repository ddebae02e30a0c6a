package import Conversations

/// What has changed in a list.
package struct PatientChanges: Sendable {
    /// Patients that have changed and belong to the list, in no order.
    package let entries: [PatientEntry]
    /// Patients that have changed and do not belong to it, or are gone.
    package let gone: [PatientID]
    /// From where the next changes are asked for.
    package let since: String
}

extension Chats {
    /// What has changed in a list since `token`, the `since` of an earlier answer, however many transactions commit
    /// meanwhile and in whatever order. Throws `Refusal.readAgain` where that is not known any more, or where more than
    /// `limit` patients have changed.
    package func patients(
        changedSince token: String, search: String? = nil, filter: PatientFilter = .all, limit: Int
    ) async throws -> PatientChanges {
        try await read { transaction in
            let seen = try SeenChanges(token: token, of: clinicID, sealer, now: transaction.now)
            let present = try SeenChanges(by: clinicID, in: transaction)
            let changed = try seen.changed(of: clinicID, until: present, limit: limit, in: transaction)
            let entries = try entries(of: changed, search: search, filter: filter, in: transaction)
            let shown = Set(entries.map(\.patient.id))
            return PatientChanges(
                entries: entries, gone: changed.filter { !shown.contains($0) },
                since: try present.token(of: clinicID, sealer))
        }
    }

    private func entries(
        of patients: [PatientID], search: String?, filter: PatientFilter, in transaction: any Transaction
    ) throws -> [PatientEntry] {
        guard !patients.isEmpty else { return [] }
        let rows = try transaction.rows(
            """
            SELECT \(PatientEntry.columns(now: transaction.now)) FROM \(PatientEntry.tables("patients p"))
            WHERE p.doctor_id = \(clinicID) AND p.id IN (\(SQL.list(patients.map { "\($0)" })))\(filter.condition)\(SearchQuery(search ?? "").condition)
            """)
        return try completed(rows.map(PatientEntry.init(row:)), in: transaction)
    }
}
