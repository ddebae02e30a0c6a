extension Migration {
    /// Which models may be asked for a clinic, how much of them, and how much of them was used.
    static let models = Migration(
        // An older program would ask a model outside of the house for a clinic that has forbidden it.
        name: "0028-models", oldestProgram: 27,
        statements: [
            "ALTER TABLE doctors ADD COLUMN models TEXT NOT NULL DEFAULT 'any' CHECK (models IN ('any', 'house'))",
            "ALTER TABLE doctors ADD COLUMN budget_calls BIGINT",
            "ALTER TABLE doctors ADD COLUMN budget_tokens BIGINT",
            """
            CREATE TABLE model_usage (
                doctor_id UUID NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
                day TEXT NOT NULL,
                model TEXT NOT NULL,
                calls BIGINT NOT NULL,
                input_tokens BIGINT NOT NULL,
                output_tokens BIGINT NOT NULL,
                PRIMARY KEY (doctor_id, day, model)
            )
            """,
        ],
        postgres: Table.modelUsage.access + [
            "GRANT SELECT (models, budget_calls, budget_tokens) ON doctors TO shubhstra_doctor",
            "GRANT UPDATE (models, budget_calls, budget_tokens) ON doctors TO shubhstra_doctor",
        ])
}
