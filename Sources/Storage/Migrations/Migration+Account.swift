extension Migration {
    /// What a clinic knows of its WhatsApp account: its id, its templates, whether it may send. Whom it has blocked, who
    /// wants no offers, and what messages cost.
    static let account = Migration(
        name: "0021-account", oldestProgram: 19,
        statements: [
            "ALTER TABLE doctors ADD COLUMN whatsapp_account_id TEXT",
            "ALTER TABLE doctors ADD COLUMN last_webhook_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN templates_synced_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN templates_due_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN sending_blocked_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN sending_blocked_reason TEXT",
            "ALTER TABLE doctors ADD COLUMN sending_probe_at TIMESTAMPTZ",
            "ALTER TABLE doctors ADD COLUMN sending_probes BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX doctors_by_account ON doctors (whatsapp_account_id) WHERE whatsapp_account_id IS NOT NULL",
            "CREATE INDEX doctors_templates_due ON doctors (templates_due_at) WHERE templates_due_at IS NOT NULL",
            "CREATE INDEX doctors_sending_blocked ON doctors (id) WHERE sending_blocked_at IS NOT NULL",
            "ALTER TABLE patients ADD COLUMN blocked_at TIMESTAMPTZ",
            "ALTER TABLE patients ADD COLUMN marketing_stopped_at TIMESTAMPTZ",
            "ALTER TABLE patients ADD COLUMN marketing_resumed_at TIMESTAMPTZ",
            "ALTER TABLE parked_statuses ADD COLUMN pricing TEXT",
            """
            CREATE TABLE templates (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                language TEXT NOT NULL,
                template_id TEXT NOT NULL,
                category TEXT NOT NULL,
                status TEXT NOT NULL,
                quality TEXT,
                parts TEXT NOT NULL,
                said_at TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (doctor_id, name, language)
            )
            """,
            "CREATE INDEX templates_by_id ON templates (doctor_id, template_id)",
            """
            CREATE TABLE message_prices (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                message_id UUID NOT NULL,
                priced_at TIMESTAMPTZ NOT NULL,
                category TEXT NOT NULL,
                type TEXT NOT NULL,
                is_billable BOOLEAN NOT NULL,
                PRIMARY KEY (doctor_id, message_id)
            )
            """,
            "CREATE INDEX message_prices_by_time ON message_prices (doctor_id, priced_at, category, type, is_billable)",
        ],
        postgres: Table.templates.access + Table.messagePrices.access + [
            "GRANT SELECT (templates_synced_at, sending_blocked_at) ON doctors TO shubhstra_doctor"
        ])
}
