package import Conversations

extension Conversation {
    /// What is sent to this patient. Throws `Refusal.noSuchTemplate`, `.templateNotSendable`, `.templateNeedsFile`,
    /// `.templateTakesNoFile`, `.templateTakesOtherFile` or `.variablesDoNotFit`.
    func fill(_ request: TemplateRequest) throws -> FilledTemplate {
        let template = try Template(request.templateID, of: clinicID, in: transaction)
        try checkConsent(to: template)
        if request.file == nil, template.parts.header?.isFile == true { throw Refusal.templateNeedsFile }
        if let file = request.file { try template.checkFile(file.type, file.file.mimeType) }
        do throws(UnfitVariables) {
            return try template.filled(
                with: request.variables, header: request.file.flatMap(TemplateContent.Header.init))
        } catch {
            throw Refusal.variablesDoNotFit(error.names)
        }
    }

    /// Whether a template that has failed may be sent again: much may have been said of it, and by the patient, since. Throws
    /// `Refusal.templateNotSendable`.
    func checkTemplate(of message: MessageID) throws {
        let stored: String? = try transaction.row(
            "SELECT content FROM messages WHERE doctor_id = \(clinicID) AND id = \(message)")?["content"]
        guard case .template(let content)? = stored.flatMap({ try? StoredJSON.value(OutgoingContent.self, of: $0) })
        else { return }
        let row = try transaction.row(
            """
            SELECT \(Template.columns) FROM templates
            WHERE doctor_id = \(clinicID) AND name = \(content.name) AND language = \(content.language)
            """)
        guard let row else {
            throw Refusal.templateNotSendable("The clinic's WhatsApp account does not have this template any more.")
        }
        let template = try Template(row: row)
        try template.checkObstacle()
        try checkConsent(to: template)
    }

    private func checkConsent(to template: Template) throws {
        if try template.isMarketing && refusesMarketing {
            throw Refusal.templateNotSendable("This patient does not want offers and the like from the clinic.")
        }
    }
}

extension Chats {
    /// Whether such a file may begin this template, asked before the file is kept. What was sent under the same client
    /// message id before is not asked about again. Throws `Refusal.noSuchTemplate`, `.templateNotSendable`,
    /// `.templateTakesNoFile` or `.templateTakesOtherFile`.
    package func checkTemplate(
        _ templateID: String, takes type: MessageType, mimeType: String, unlessSent clientMessageID: String?
    ) async throws {
        try await read { transaction in
            let known = try clientMessageID.flatMap {
                try transaction.row(
                    "SELECT 1 AS one FROM messages WHERE doctor_id = \(clinicID) AND client_message_id = \($0)")
            }
            guard known == nil else { return }
            try Template(templateID, of: clinicID, in: transaction).checkFile(type, mimeType)
        }
    }
}

extension Template {
    static let columns: SQL = "template_id, name, language, category, status, quality, parts"

    init(row: ResultRow) throws {
        self.init(
            id: try row["template_id"], name: try row["name"], language: try row["language"],
            category: try row["category"], status: try row["status"], quality: try row["quality"],
            parts: try StoredJSON.value(TemplateParts.self, of: try row["parts"]))
    }

    /// One that can be sent. Throws `Refusal.noSuchTemplate` or `.templateNotSendable`.
    fileprivate init(_ id: String, of clinic: ClinicID, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT \(Template.columns) FROM templates
            WHERE doctor_id = \(clinic) AND template_id = \(id) ORDER BY name, language LIMIT 1
            """)
        guard let row else { throw Refusal.noSuchTemplate }
        try self.init(row: row)
        try checkObstacle()
    }

    fileprivate func checkObstacle() throws {
        if let obstacle { throw Refusal.templateNotSendable(obstacle) }
    }

    fileprivate func checkFile(_ type: MessageType, _ mimeType: String?) throws {
        guard let header = parts.header, header.isFile else { throw Refusal.templateTakesNoFile }
        guard header.takes(type, mimeType: mimeType) else { throw Refusal.templateTakesOtherFile(header.kind) }
    }
}
