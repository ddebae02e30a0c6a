import Conversations

/// Notes in the transaction that changes patients which ones it has changed. What is signalled is noted: whoever asks what
/// changed finds at least what an event speaks of.
enum ChangedPatients {
    /// The last statement of the transaction. The patients are locked by then, so two of these never wait for each other.
    static func note(_ changes: [Change], in transaction: any Transaction) throws {
        let patients = Set(changes.compactMap { Patient(of: $0) })
        guard !patients.isEmpty else { return }
        let rows = patients.map { patient -> SQL in
            "(\(patient.clinic), \(patient.id), \(number(patient.clinic, transaction)), \(transaction.now))"
        }
        try transaction.post(
            """
            INSERT INTO changed_patients (doctor_id, patient_id, changed_in, changed_at) VALUES \(SQL.list(rows))
            ON CONFLICT (doctor_id, patient_id) DO UPDATE SET changed_in = excluded.changed_in,
                changed_at = excluded.changed_at
            """)
    }

    /// On PostgreSQL the transaction's own number: a snapshot says exactly which ones it sees, however late they commit.
    /// SQLite has one writer at a time, so there a number that only grows is enough; it begins with the time, so that it
    /// also grows where all rows were swept.
    private static func number(_ clinic: ClinicID, _ transaction: any Transaction) -> SQL {
        if transaction.dialect.isPostgreSQL { return "pg_current_xact_id()::text::bigint" }
        return """
            (SELECT MAX(\(transaction.now.milliseconds * 1000), COALESCE(MAX(changed_in) + 1, 0))
            FROM changed_patients WHERE doctor_id = \(clinic))
            """
    }

    private struct Patient: Hashable {
        let clinic: ClinicID
        let id: PatientID

        init?(of change: Change) {
            guard case .patient(let clinic, let id, _) = change else { return nil }
            self.clinic = clinic
            self.id = id
        }
    }
}
