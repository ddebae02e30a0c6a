package import Conversations

extension Chats {
    /// The templates of the clinic's account by name and language, and when WhatsApp was last asked for all of them; nil
    /// where it never was.
    package func templates() async throws -> (syncedAt: Timestamp?, templates: [Template]) {
        try await read { transaction in
            let clinic = try transaction.row("SELECT templates_synced_at FROM doctors WHERE id = \(clinicID)")
            let rows = try transaction.rows(
                "SELECT \(Template.columns) FROM templates WHERE doctor_id = \(clinicID) ORDER BY name, language")
            return (try clinic?["templates_synced_at"], try rows.map(Template.init(row:)))
        }
    }
}
