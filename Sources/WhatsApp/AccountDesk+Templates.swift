package import Conversations
import Logging
import Storage

extension AccountDesk {
    /// Asks Meta for all templates of the clinic's account. What is known stays as it is unless all have come. Throws
    /// `AccountTrouble`, and what the storage throws.
    package func syncTemplates(of clinic: ClinicID, isWaitedFor: Bool = true) async throws {
        let connection = try await connections.connection(of: clinic)
        guard !connection.isHeld else { throw Refusal.held }
        guard let account = connection.accountID else { throw AccountTrouble.accountUnknown }
        guard let credentials = try await credentials(of: clinic) else { throw AccountTrouble.notConnected }
        let templates: [Template]
        do throws(GraphTrouble) {
            let time = isWaitedFor ? CloudAPIClient.listTime : CloudAPIClient.longListTime
            templates = try await client.templates(of: account, within: time, with: credentials.token)
        } catch {
            report(error, "templates not read", of: clinic)
            throw AccountTrouble(error)
        }
        try await connections.replaceTemplates(of: clinic, at: account, with: templates, askedAt: connection.readAt)
    }

    /// The same where nobody has asked yet; whoever looks for templates first waits for it. Returns a sentence where there
    /// is nothing to be had.
    package func syncTemplatesOnce(of clinic: ClinicID) async throws -> String? {
        let connection = try await connections.connection(of: clinic)
        guard connection.templatesSyncedAt == nil else { return nil }
        guard connection.accountID != nil else { return AccountTrouble.accountUnknown.sentence }
        guard try await connections.beginsFirstSync(of: clinic) else {
            return "The templates are being read from WhatsApp. Look again in a moment."
        }
        do {
            try await syncTemplates(of: clinic)
            return nil
        } catch let trouble as AccountTrouble {
            try await connections.endFailedSync(of: clinic)
            return trouble.sentence
        }
    }
}

extension AccountTrouble {
    static let accountUnknown = AccountTrouble(
        .incomplete,
        """
        The clinic's WhatsApp Business account is not known yet. Enter its id on the WhatsApp page, or wait for the next \
        message of a patient, which names it.
        """)
}
