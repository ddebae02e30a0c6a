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

    /// A reply only where nothing calls for a person: the model says so, gives no other reason and wrote something that
    /// a patient may read. Throws what is wrong with it otherwise.
    func answer(topics: [Topic]) throws(UnfitReply) -> Answer {
        let reason = reason.flatMap(Reason.init(rawValue:))
        if reason == .asked { return .human(.asked) }
        guard needsHuman == false, reason == nil || reason == .answered else { return .human(.unsure) }
        guard let reply, !reply.isBlank, reply.utf16.count <= ReplyText.sourceLimit else { return .human(.unsure) }
        if let unfit = UnfitReply(reply, knowledge: topics) { throw unfit }
        let known = topics.first { $0.title.lowercased() == topic?.lowercased() }
        return .reply(text: reply, topic: known?.title)
    }
}
