import Conversations

/// An answer that waits for a person, as the API shows it. What is missing is written as null.
struct DraftBody: Encodable {
    let draft: Draft

    init(_ draft: Draft) { self.draft = draft }

    enum CodingKeys: String, CodingKey {
        case id, text, topics, kind, model, why, rule
        case madeAt = "made_at"
        case isMedical = "is_medical"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(draft.id, forKey: .id)
        try body.encode(draft.text.whole, forKey: .text)
        try body.encode(draft.provenance.topics, forKey: .topics)
        try body.encode(draft.provenance.kind, forKey: .kind)
        try body.encode(draft.provenance.model, forKey: .model)
        try body.encode(draft.madeAt, forKey: .madeAt)
        try body.encode(draft.why.sentence, forKey: .why)
        try body.encode(draft.why.rule, forKey: .rule)
        try body.encode(draft.isMedical, forKey: .isMedical)
    }
}

/// Who made a message and what it rests on, as the API shows it. What is missing is written as null.
struct ProvenanceBody: Encodable {
    let provenance: Provenance

    init(_ provenance: Provenance) { self.provenance = provenance }

    enum CodingKeys: String, CodingKey {
        case kind, topics, model, rule
        case modelVersion = "model_version"
        case latency = "latency_ms"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case approvedBy = "approved_by"
        case isEdited = "is_edited"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(provenance.kind, forKey: .kind)
        try body.encode(provenance.topics, forKey: .topics)
        try body.encode(provenance.model, forKey: .model)
        try body.encode(provenance.modelVersion, forKey: .modelVersion)
        try body.encode(provenance.rule, forKey: .rule)
        try body.encode(provenance.latencyMilliseconds, forKey: .latency)
        try body.encode(provenance.inputTokens, forKey: .inputTokens)
        try body.encode(provenance.outputTokens, forKey: .outputTokens)
        try body.encode(provenance.approvedBy, forKey: .approvedBy)
        try body.encode(provenance.isEdited, forKey: .isEdited)
    }
}
