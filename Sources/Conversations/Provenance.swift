import FoundationEssentials

/// Who made an answer and what it rests on. Kept with the message for as long as that.
package struct Provenance: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// The clinic's own words.
        case knowledge
        case model
        /// A sentence of ours.
        case fixed
    }

    package let kind: Kind
    /// Titles of topics.
    package let topics: [String]
    package var model: String?
    package var modelVersion: String?
    /// Why it waited for a person, as a stable word; nil where it left by itself.
    package var rule: String?
    package var latencyMilliseconds: Int64?
    package var inputTokens: Int64?
    package var outputTokens: Int64?
    /// Who let it leave, where it was a draft.
    package var approvedBy: AccountID?
    /// Whether that person changed the wording.
    package var isEdited: Bool?

    package static let fixed = Provenance(kind: .fixed, topics: [])

    package init(kind: Kind, topics: [String]) {
        self.kind = kind
        self.topics = topics
    }

    package init(of reply: Reply) {
        switch reply.source {
        case .knowledge: self.init(kind: .knowledge, topics: reply.topics)
        case .fixed: self.init(kind: .fixed, topics: reply.topics)
        case .model(let call):
            self.init(kind: .model, topics: reply.topics)
            model = call.model
            modelVersion = call.version
            latencyMilliseconds = call.latency.milliseconds
            inputTokens = call.inputTokens
            outputTokens = call.outputTokens
        }
    }

    private enum CodingKeys: String, CodingKey {
        case kind, topics, model, rule
        case modelVersion = "model_version"
        case latencyMilliseconds = "latency_ms"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case approvedBy = "approved_by"
        case isEdited = "is_edited"
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
