package import Conversations

extension Connections {
    /// How often a clinic's templates are asked for without anybody wanting it.
    static let refreshPeriod = Duration.seconds(24 * 3600)
    /// After a failed attempt, nobody who looks waits for another one until then.
    private static let patience = Duration.seconds(300)
    /// Meta's times have whole seconds, and its clock isn't ours.
    private static let clockMargin = Duration.seconds(60)

    /// Whether whoever looks for templates asks WhatsApp for them now, since nobody has before: then nobody else does
    /// meanwhile.
    package func beginsFirstSync(of clinic: ClinicID) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                UPDATE doctors SET templates_due_at = \(transaction.now.adding(Self.patience))
                WHERE id = \(clinic) AND templates_synced_at IS NULL AND whatsapp_account_id IS NOT NULL
                    AND (templates_due_at IS NULL OR templates_due_at <= \(transaction.now))
                """) > 0
        }
    }

    /// A first attempt has failed: whoever looks next has WhatsApp asked again, and hears what is wrong.
    package func endFailedSync(of clinic: ClinicID) async throws {
        try await engine.write(as: .system) { transaction in
            try transaction.post(
                "UPDATE doctors SET templates_due_at = NULL WHERE id = \(clinic) AND templates_synced_at IS NULL")
        }
    }

    /// Puts `templates`, which are all that the account has, in the place of those that are known. What a webhook has said
    /// since `askedAt` stays. Nothing happens where the clinic has another account meanwhile.
    package func replaceTemplates(
        of clinic: ClinicID, at account: WhatsAppAccountID, with templates: [Template], askedAt: Timestamp
    ) async throws {
        try await engine.write(as: .system) { transaction in
            let now = try Connection(of: clinic, in: transaction, isLocked: true)
            guard now.accountID == account else { return }
            let known = try transaction.rows("SELECT name, language FROM templates WHERE doctor_id = \(clinic)")
            let names = Set(templates.map { TemplateName($0.name, $0.language) })
            for row in known {
                let name = TemplateName(try row["name"], try row["language"])
                guard !names.contains(name) else { continue }
                try transaction.post(
                    """
                    DELETE FROM templates
                    WHERE doctor_id = \(clinic) AND name = \(name.name) AND language = \(name.language)
                    """)
            }
            for template in templates {
                try store(template, of: clinic, askedAt, in: transaction)
            }
            try transaction.execute(
                """
                UPDATE doctors SET templates_synced_at = \(transaction.now),
                    templates_due_at = CASE WHEN templates_due_at > \(askedAt) AND templates_due_at <= \(transaction.now)
                        THEN templates_due_at ELSE \(transaction.now.adding(Self.refreshPeriod)) END
                WHERE id = \(clinic)
                """)
        }
    }

    private func store(
        _ template: Template, of clinic: ClinicID, _ askedAt: Timestamp, in transaction: any Transaction
    ) throws {
        let isNewer: SQL = "templates.said_at > \(askedAt)"
        try transaction.post(
            """
            INSERT INTO templates (doctor_id, name, language, template_id, category, status, quality, parts, said_at)
            VALUES (\(clinic), \(template.name), \(template.language), \(template.id), \(template.category),
                \(template.status), \(template.quality), \(try StoredJSON.text(template.parts)),
                \(askedAt.adding(.zero - Self.clockMargin)))
            ON CONFLICT (doctor_id, name, language) DO UPDATE SET template_id = excluded.template_id,
                parts = excluded.parts,
                category = CASE WHEN \(isNewer) THEN templates.category ELSE excluded.category END,
                status = CASE WHEN \(isNewer) THEN templates.status ELSE excluded.status END,
                quality = CASE WHEN \(isNewer) THEN templates.quality ELSE excluded.quality END,
                said_at = CASE WHEN \(isNewer) THEN templates.said_at ELSE excluded.said_at END
            """)
    }
}

/// Clinics whose templates are to be asked for again.
package struct TemplateRefreshes: Queue {
    let engine: any Engine

    package var work: Work { .templates }
    package var changes: ChangeSignal { engine.changes }

    /// Nobody else gets them until the next day, whatever becomes of it.
    package func claim(limit: Int, besides busy: Set<ClinicID> = []) async throws -> [ClinicID] {
        guard let due = try await nextDue(besides: busy), due <= .zero else { return [] }
        return try await engine.write(as: .system) { transaction in
            let due = try transaction.rows(
                """
                SELECT id FROM doctors
                WHERE templates_due_at <= \(transaction.now) AND \(Self.canBeAsked(besides: busy))
                ORDER BY templates_due_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            let clinics: [ClinicID] = try due.map { try $0["id"] }
            for clinic in clinics {
                try transaction.execute(
                    """
                    UPDATE doctors SET templates_due_at = \(transaction.now.adding(Connections.refreshPeriod))
                    WHERE id = \(clinic)
                    """)
            }
            return clinics
        }
    }

    package func nextDue(besides busy: Set<ClinicID> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(templates_due_at) AS due FROM doctors
                WHERE templates_due_at IS NOT NULL AND \(Self.canBeAsked(besides: busy))
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    private static func canBeAsked(besides busy: Set<ClinicID>) -> SQL {
        let others: SQL = busy.isEmpty ? "" : "AND id NOT IN (\(SQL.list(busy.map { "\($0)" as SQL })))"
        return "whatsapp_account_id IS NOT NULL AND held_at IS NULL \(others)"
    }
}
