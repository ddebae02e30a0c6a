import Conversations
@testable import Storage
import TestSupport

/// The clinic of a database that an older version made, with one account.
enum OldClinic {
    static let id = ClinicID("c0000000-0000-0000-0000-000000000001")!
    static let account = Account(
        id: AccountID("a0000000-0000-0000-0000-000000000001")!, clinicID: id, name: "Anita",
        email: "anita@clinic.example", role: .doctor)

    static func insert(in transaction: any Transaction) throws {
        let now = transaction.now
        try transaction.execute(
            """
            INSERT INTO doctors (id, name, email, phone_number, whatsapp_phone_number_id, created_at)
            VALUES (\(id), 'Dr Anita', 'anita@clinic.example', '919000000000', '700800900100200', \(now))
            """)
        try transaction.execute(
            """
            INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at)
            VALUES (\(account.id), \(id), 'Anita', 'anita@clinic.example', 'hash', \(now))
            """)
    }
}
