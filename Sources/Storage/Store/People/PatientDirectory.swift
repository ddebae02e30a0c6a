import Conversations

/// Finds a clinic's patient by what WhatsApp says about them.
///
/// The user id identifies the person; the number may be hidden, and becomes known later or never. A person known by one
/// of the two is completed by the other.
struct PatientDirectory {
    let clinicID: ClinicID
    let transaction: any Transaction

    func findOrCreate(_ identity: WhatsAppPerson) throws -> PatientID {
        let byUser = try find(userID: identity.userID)
        let byPhone = try find(phone: identity.phone)
        if let byUser, let byPhone, byUser != byPhone {
            return try PatientJoin(clinicID: clinicID, transaction: transaction).join(byUser, into: byPhone)
        }
        if byUser == nil, let byPhone, try isSomebodyElse(byPhone, identity.userID) {
            try transaction.execute("UPDATE patients SET phone_number = NULL WHERE \(isPatient(byPhone))")
            try refreshSearchText(of: byPhone)
            return try create(identity)
        }
        guard let known = byUser ?? byPhone else { return try create(identity) }
        try complete(known, with: identity, phoneIsFree: byPhone == nil, userIsFree: byUser == nil)
        return known
    }

    /// A number whose owner has another user id, without a notice of the change, has been given to somebody else, who
    /// must not see or continue the former owner's conversation.
    private func isSomebodyElse(_ patient: PatientID, _ userID: WhatsAppUserID?) throws -> Bool {
        guard let userID,
            let row = try transaction.row("SELECT whatsapp_user_id FROM patients WHERE \(isPatient(patient))"),
            let known: WhatsAppUserID = try row["whatsapp_user_id"]
        else { return false }
        return known != userID
    }

    func apply(_ change: IdentityChange) throws {
        guard let known = try find(userID: change.old.userID) ?? find(phone: change.old.phone) else { return }
        if let phone = change.newPhone, try find(phone: phone) == nil {
            try transaction.execute("UPDATE patients SET phone_number = \(phone) WHERE \(isPatient(known))")
        }
        if let userID = change.newUserID, try find(userID: userID) == nil { try setUserID(userID, of: known) }
        try refreshSearchText(of: known)
    }

    private func isPatient(_ id: PatientID) -> SQL { "doctor_id = \(clinicID) AND id = \(id)" }

    private func find(userID: WhatsAppUserID?) throws -> PatientID? {
        guard let userID else { return nil }
        let row = try transaction.row(
            """
            SELECT id FROM patients WHERE doctor_id = \(clinicID) AND whatsapp_user_id = \(userID)
            UNION ALL
            SELECT patient_id FROM patient_aliases WHERE doctor_id = \(clinicID) AND whatsapp_user_id = \(userID)
            LIMIT 1
            """)
        return try row?["id"]
    }

    private func find(phone: PhoneNumber?) throws -> PatientID? {
        guard let phone else { return nil }
        return try transaction.row(
            "SELECT id FROM patients WHERE doctor_id = \(clinicID) AND phone_number = \(phone)")?["id"]
    }

    private func create(_ identity: WhatsAppPerson) throws -> PatientID {
        let id = PatientID.make()
        let search = SearchText.of(
            name: identity.name, username: identity.username, phone: identity.phone, email: nil)
        let made = try transaction.execute(
            """
            INSERT INTO patients (id, doctor_id, name, username, phone_number, whatsapp_user_id, search_text,
                last_activity_at, created_at)
            VALUES (\(id), \(clinicID), \(identity.name), \(identity.username), \(identity.phone),
                \(identity.userID), \(search), \(transaction.now), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        if made == 1 { return id }
        // Another node made the same patient in the meantime.
        guard let other = try find(userID: identity.userID) ?? find(phone: identity.phone) else {
            throw StorageError.unreadable("patients.id")
        }
        return other
    }

    private func complete(
        _ id: PatientID, with identity: WhatsAppPerson, phoneIsFree: Bool, userIsFree: Bool
    ) throws {
        guard
            let row = try transaction.row(
                "SELECT name, username, phone_number, whatsapp_user_id FROM patients WHERE \(isPatient(id))")
        else { return }
        let phone: PhoneNumber? = try row["phone_number"]
        let userID: WhatsAppUserID? = try row["whatsapp_user_id"]
        let name: String? = try row["name"]
        let username: String? = try row["username"]
        let newPhone = phoneIsFree ? (identity.phone ?? phone) : phone
        let newName = name ?? identity.name
        let newUsername = identity.username ?? username
        if newPhone != phone || newName != name || newUsername != username {
            try transaction.execute(
                """
                UPDATE patients SET name = \(newName), username = \(newUsername), phone_number = \(newPhone)
                WHERE \(isPatient(id))
                """)
            try refreshSearchText(of: id)
        }
        if userIsFree, let newUserID = identity.userID, newUserID != userID { try setUserID(newUserID, of: id) }
    }

    /// The old user id stays known: a late message may still carry it.
    private func setUserID(_ userID: WhatsAppUserID, of id: PatientID) throws {
        try transaction.execute(
            """
            INSERT INTO patient_aliases (doctor_id, whatsapp_user_id, patient_id, created_at)
            SELECT doctor_id, whatsapp_user_id, id, \(transaction.now) FROM patients
            WHERE \(isPatient(id)) AND whatsapp_user_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """)
        try transaction.execute("UPDATE patients SET whatsapp_user_id = \(userID) WHERE \(isPatient(id))")
    }

    private func refreshSearchText(of id: PatientID) throws {
        try SearchText.refresh(id, of: clinicID, in: transaction)
    }
}
