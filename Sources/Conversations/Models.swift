/// Which models may read what a clinic's patients write.
package enum ModelPolicy: String, Hashable, Sendable, CaseIterable, Encodable {
    case any
    /// Only a model that runs in the clinic's own house, never one of somebody else.
    case house
}

/// How much a clinic lets models do in one day of its time zone. Nil means without a bound; at least one is there.
package struct ModelBudget: Hashable, Sendable {
    package static let range: ClosedRange<Int64> = 1...1_000_000_000

    package let calls: Int64?
    /// Read and written together.
    package let tokens: Int64?

    /// Nil where neither bounds anything, or one is out of range.
    package init?(calls: Int64?, tokens: Int64?) {
        guard calls != nil || tokens != nil, [calls, tokens].allSatisfy({ $0.map(Self.range.contains) ?? true }) else {
            return nil
        }
        self.calls = calls
        self.tokens = tokens
    }

    /// Of what was used, a fraction of the bound that ends first: 1 and more where nothing is left.
    package func used(calls: Int64, tokens: Int64) -> Double {
        let fractions = [(calls, self.calls), (tokens, self.tokens)].compactMap { used, bound in
            bound.map { Double(used) / Double($0) }
        }
        return fractions.max() ?? 0
    }
}

extension ModelBudget: Encodable {
    private enum CodingKeys: String, CodingKey {
        case calls, tokens
    }

    /// Both members, null where they bound nothing.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(calls, forKey: .calls)
        try container.encode(tokens, forKey: .tokens)
    }
}

/// What models did for a clinic.
package struct ModelUse: Hashable, Sendable {
    /// Also those that brought no answer.
    package var calls: Int64
    package var inputTokens: Int64
    package var outputTokens: Int64

    package init(calls: Int64 = 0, inputTokens: Int64 = 0, outputTokens: Int64 = 0) {
        self.calls = calls
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }

    package var tokens: Int64 { inputTokens + outputTokens }

    package static func + (one: ModelUse, other: ModelUse) -> ModelUse {
        ModelUse(
            calls: one.calls + other.calls, inputTokens: one.inputTokens + other.inputTokens,
            outputTokens: one.outputTokens + other.outputTokens)
    }
}

/// That a budget comes to its end, told once a day.
package enum BudgetNote: String, Hashable, Sendable, Encodable {
    /// Four fifths are used.
    case nearEnd = "near_end"
    case usedUp = "used_up"
}

/// Whether a model may be asked.
package enum ModelPermission: Hashable, Sendable {
    /// Yes, and the call is counted.
    case granted(BudgetNote?)
    /// The clinic lets no model read its patients but one in the house.
    case houseOnly
    case usedUp
}

/// Counts what models do for clinics. No model is asked without its word, so that nobody who asks can forget what the
/// clinic has decided.
package protocol ModelLedger: Sendable {
    /// Asked right before a call.
    func begin(_ model: String, isInHouse: Bool, for clinic: ClinicID) async throws -> ModelPermission
    /// After it, also where it brought no answer. Nil where the server did not count.
    func end(
        _ model: String, for clinic: ClinicID, inputTokens: Int64?, outputTokens: Int64?
    ) async throws -> BudgetNote?
}
