import Conversations

/// What a model wrote, as far as it kept to the form that it was given.
struct ModelAnswer: Decodable, Sendable {
    enum Reason: String, CaseIterable, Sendable {
        case answered
        case asked = "asked_for_person"
        case medical, urgent
        case notInKnowledge = "not_in_knowledge"
    }

    let reply: String?
    let needsHuman: Bool?
    let reason: String?
    let topic: String?

    private enum CodingKeys: String, CodingKey {
        case reply, reason, topic
        case needsHuman = "needs_human"
    }

    /// A reply only where nothing calls for a person: the model says so, gives no other reason and wrote something.
    func answer(topics: [Topic]) -> Answer {
        let reason = reason.flatMap(Reason.init(rawValue:))
        if reason == .asked { return .human(.asked) }
        guard needsHuman == false, reason == nil || reason == .answered else { return .human(.unsure) }
        // Our marks are not for patients.
        guard let reply, !reply.contains("⟦"), let text = MessageText(cutting: reply) else { return .human(.unsure) }
        let known = topics.first { $0.title.lowercased() == topic?.lowercased() }
        return .reply(text: text.value, topic: known?.title)
    }
}
