import Conversations
import Hummingbird
import Storage

/// What models did for a clinic today.
struct ModelRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer
    /// Whether a model runs in the house.
    let hasHouseModel: Bool
    /// What of patients' files can be read, and where.
    let readers: ReaderPlaces

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("clinic/models") { _, context in try await show(context) }
    }

    private func show(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let day = try await stored { try await chats.modelDay() }
        return .json(ModelDayBody(day, hasHouseModel: hasHouseModel, readers))
    }
}

private struct ModelDayBody: Encodable {
    struct Use: Encodable {
        let model: String
        let calls, inputTokens, outputTokens: Int64

        enum CodingKeys: String, CodingKey {
            case model, calls
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
        }
    }

    let success = true
    let day: String
    let calls, tokens: Int64
    let budget: ModelBudget?
    let note: BudgetNote?
    let hasHouseModel: Bool
    let models: [Use]
    /// Who would be asked, first the one in the house.
    let transcribeBy, describeBy: [String]

    init(_ day: ModelDay, hasHouseModel: Bool, _ readers: ReaderPlaces) {
        self.day = day.day
        calls = day.use.calls
        tokens = day.use.tokens
        budget = day.budget
        note = day.note
        self.hasHouseModel = hasHouseModel
        models = day.entries.map {
            Use(
                model: $0.model, calls: $0.use.calls, inputTokens: $0.use.inputTokens,
                outputTokens: $0.use.outputTokens)
        }
        transcribeBy = readers.words(for: .transcript)
        describeBy = readers.words(for: .description)
    }

    enum CodingKeys: String, CodingKey {
        case success, day, calls, tokens, budget, note, models
        case hasHouseModel = "has_house_model"
        case transcribeBy = "transcribe_by"
        case describeBy = "describe_by"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(success, forKey: .success)
        try container.encode(day, forKey: .day)
        try container.encode(calls, forKey: .calls)
        try container.encode(tokens, forKey: .tokens)
        try container.encode(budget, forKey: .budget)
        try container.encode(note, forKey: .note)
        try container.encode(hasHouseModel, forKey: .hasHouseModel)
        try container.encode(models, forKey: .models)
        try container.encode(transcribeBy, forKey: .transcribeBy)
        try container.encode(describeBy, forKey: .describeBy)
    }
}

extension ReaderPlaces {
    fileprivate func words(for kind: FileReading.Kind) -> [String] {
        (inHouse.contains(kind) ? ["house"] : []) + (outside.contains(kind) ? ["gemini"] : [])
    }
}
