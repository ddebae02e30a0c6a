package import Conversations

/// What models did for a clinic today.
package struct ModelDay: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let model: String
        package let use: ModelUse
    }

    /// Such as `2026-11-27`, in the clinic's time zone.
    package let day: String
    package let entries: [Entry]
    package let budget: ModelBudget?

    package var use: ModelUse { entries.reduce(ModelUse()) { $0 + $1.use } }

    /// Nil while less than four fifths are used.
    package var note: BudgetNote? {
        let used = budget?.used(calls: use.calls, tokens: use.tokens) ?? 0
        return used >= 1 ? .usedUp : used >= ModelUsage.nearEnd ? .nearEnd : nil
    }
}

extension Chats {
    /// Throws `Refusal.noSuchClinic` where it is gone.
    package func modelDay() async throws -> ModelDay {
        try await read { transaction in
            guard let day = try ClinicDay(of: clinicID, in: transaction) else { throw Refusal.noSuchClinic }
            let entries = try day.uses(in: transaction).map { ModelDay.Entry(model: $0.model, use: $0.use) }
            return ModelDay(day: day.day, entries: entries, budget: day.budget)
        }
    }
}
