import Conversations
import JSON

/// What a model wrote, as far as it kept to the form that it was given.
struct ModelAnswer: Sendable {
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

    /// Nil where the text isn't a JSON object, or a member has another type.
    init?(_ text: String) {
        guard let root = Self.object(text) else { return nil }
        self.init(root)
    }

    static func object(_ text: String) -> JSONElement? {
        guard let root = try? JSONElement(Array(text.utf8), .lenient), root.kind == .object else { return nil }
        return root
    }

    /// Nil where a member has another type.
    init?(_ root: JSONElement) {
        let words = ["reply", "reason", "topic"].map { root[$0] }
        let needsHuman = root["needs_human"]
        guard words.allSatisfy({ $0.map { $0.kind == .string } ?? true }),
            needsHuman.map({ $0.kind == .bool }) ?? true
        else { return nil }
        (reply, reason, topic) = (words[0]?.string, words[1]?.string, words[2]?.string)
        self.needsHuman = needsHuman?.bool
    }

    /// A reply only where nothing calls for a person: the model says so, gives no other reason and wrote something that
    /// a patient may read. Of a medical topic the clinic's own words are said, whatever the model made of them. Throws what is
    /// wrong with it otherwise.
    func answer(topics: [Topic], by call: ModelCall) throws(UnfitReply) -> Answer {
        let reason = reason.flatMap(Reason.init(rawValue:))
        if reason == .asked { return .human(.asked) }
        guard needsHuman == false, reason == nil || reason == .answered else { return .human(.unsure) }
        let known = topics.first { $0.title.lowercased() == topic?.lowercased() }
        // The model chooses a medical topic, and a doctor has approved the words.
        if let known, known.kind == .medical {
            return .reply(Reply(text: known.answer, topics: [known.title], source: .model(call)))
        }
        guard let reply, !reply.isBlank, reply.utf16.count <= ReplyText.sourceLimit else { return .human(.unsure) }
        if let unfit = UnfitReply(reply, knowledge: topics) { throw unfit }
        return .reply(Reply(text: reply, topics: known.map { [$0.title] } ?? [], source: .model(call)))
    }
}
