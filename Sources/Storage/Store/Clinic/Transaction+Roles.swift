import Conversations

extension Transaction {
    /// Asked in the transaction that does it, with the clinic's row locked: who was made a receptionist a moment ago decides
    /// nothing any more. Throws `Refusal.doctorOnly`, also for who is nobody of this clinic.
    func mustBeDoctor(_ account: AccountID, of clinic: ClinicID) throws {
        let row = try row(
            "SELECT 1 AS one FROM accounts WHERE doctor_id = \(clinic) AND id = \(account) AND role = \(Role.doctor)")
        guard row != nil else { throw Refusal.doctorOnly }
    }
}
