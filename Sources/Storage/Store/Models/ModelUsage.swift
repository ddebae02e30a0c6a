package import Conversations
import Foundation

/// Counts what models do for clinics, and says where their budgets end.
package struct ModelUsage: ModelLedger {
    /// From here on a clinic is told that its budget comes to its end.
    package static let nearEnd = 0.8

    let engine: any Engine

    /// The call is counted in the transaction that allows it, under the lock of the clinic: however many nodes ask at
    /// once, no more calls are made than the budget has. Tokens are known only afterwards; what is under way when they
    /// end is finished.
    package func begin(_ model: String, isInHouse: Bool, for clinic: ClinicID) async throws -> ModelPermission {
        try await engine.write(as: .system) { transaction in
            guard let day = try ClinicDay(of: clinic, in: transaction, isLocked: true) else { return .houseOnly }
            guard isInHouse || day.policy == .any else { return .houseOnly }
            let before = try day.use(in: transaction)
            guard day.fraction(before) < 1 else { return .usedUp }
            try day.add(ModelUse(calls: 1), of: model, in: transaction)
            return .granted(day.note(from: before, by: ModelUse(calls: 1)))
        }
    }

    package func end(
        _ model: String, for clinic: ClinicID, inputTokens: Int64?, outputTokens: Int64?
    ) async throws -> BudgetNote? {
        let more = ModelUse(inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0)
        guard more.tokens > 0 else { return nil }
        return try await engine.write(as: .system) { transaction in
            guard let day = try ClinicDay(of: clinic, in: transaction, isLocked: true) else { return nil }
            let before = try day.use(in: transaction)
            try day.add(more, of: model, in: transaction)
            return day.note(from: before, by: more)
        }
    }
}

/// What a clinic lets models do today.
struct ClinicDay {
    let clinic: ClinicID
    /// Such as `2026-11-27`, in the clinic's time zone.
    let day: String
    let policy: ModelPolicy
    let budget: ModelBudget?

    /// Nil where the clinic is gone.
    init?(of clinic: ClinicID, in transaction: any Transaction, isLocked: Bool = false) throws {
        let row = try transaction.row(
            """
            SELECT time_zone, models, budget_calls, budget_tokens FROM doctors
            WHERE id = \(clinic)\(isLocked ? transaction.dialect.clinicLock : "")
            """)
        guard let row else { return nil }
        self.clinic = clinic
        let zone = TimeZone(identifier: try row["time_zone"]) ?? .gmt
        let now = transaction.now
        let local = now.adding(.seconds(zone.secondsFromGMT(for: now.date)))
        day = String(local.description.prefix(10))
        // A word that is not known is taken for the stricter one.
        policy = ModelPolicy(rawValue: try row["models"]) ?? .house
        budget = ModelBudget(calls: try row["budget_calls"], tokens: try row["budget_tokens"])
    }

    func fraction(_ use: ModelUse) -> Double { budget?.used(calls: use.calls, tokens: use.tokens) ?? 0 }

    /// Told by the step that passes a mark, and by no other.
    func note(from before: ModelUse, by more: ModelUse) -> BudgetNote? {
        let (old, new) = (fraction(before), fraction(before + more))
        if old < 1, new >= 1 { return .usedUp }
        return old < ModelUsage.nearEnd && new >= ModelUsage.nearEnd ? .nearEnd : nil
    }

    func use(in transaction: any Transaction) throws -> ModelUse {
        try uses(in: transaction).reduce(ModelUse()) { $0 + $1.use }
    }

    func uses(in transaction: any Transaction) throws -> [(model: String, use: ModelUse)] {
        try transaction.rows(
            """
            SELECT model, calls, input_tokens, output_tokens FROM model_usage
            WHERE doctor_id = \(clinic) AND day = \(day) ORDER BY model
            """
        ).map { row in
            let use = ModelUse(
                calls: try row["calls"], inputTokens: try row["input_tokens"], outputTokens: try row["output_tokens"])
            return (try row["model"], use)
        }
    }

    func add(_ more: ModelUse, of model: String, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO model_usage (doctor_id, day, model, calls, input_tokens, output_tokens)
            VALUES (\(clinic), \(day), \(model), \(more.calls), \(more.inputTokens), \(more.outputTokens))
            ON CONFLICT (doctor_id, day, model) DO UPDATE SET calls = model_usage.calls + \(more.calls),
                input_tokens = model_usage.input_tokens + \(more.inputTokens),
                output_tokens = model_usage.output_tokens + \(more.outputTokens)
            """)
    }
}
