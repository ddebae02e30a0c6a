import Conversations

extension Conversation {
    /// What is sent to this patient. Throws `Refusal.noSuchTemplate`, `.templateNotSendable`, `.variablesDoNotFit` or
    /// `.templateNeedsFile`.
    func fill(_ request: TemplateRequest) throws -> FilledTemplate {
        let row = try transaction.row(
            """
            SELECT \(Template.columns) FROM templates
            WHERE doctor_id = \(clinicID) AND template_id = \(request.templateID) ORDER BY name, language LIMIT 1
            """)
        guard let row else { throw Refusal.noSuchTemplate }
        let template = try Template(row: row)
        if let obstacle = template.obstacle { throw Refusal.templateNotSendable(obstacle) }
        if try template.isMarketing && refusesMarketing {
            throw Refusal.templateNotSendable("This patient does not want offers and the like from the clinic.")
        }
        let needsFile = template.parts.header?.isFile == true
        if needsFile && request.header == nil { throw Refusal.templateNeedsFile }
        do throws(UnfitVariables) {
            return try template.filled(with: request.variables, header: needsFile ? request.header : nil)
        } catch {
            throw Refusal.variablesDoNotFit(error.names)
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
}
