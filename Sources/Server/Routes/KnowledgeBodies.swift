import Assistant
import Conversations
import Storage

/// A topic as the API shows it. What is missing is written as null.
struct TopicBody: Encodable {
    private let topic: KnowledgeTopic

    init(_ topic: KnowledgeTopic) { self.topic = topic }

    enum CodingKeys: String, CodingKey {
        case id, title, answer, kind, used
        case isApproved = "is_approved"
        case approvedBy = "approved_by"
        case approvedAt = "approved_at"
        case updatedAt = "updated_at"
        case lastUsedAt = "last_used_at"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(topic.id, forKey: .id)
        try body.encode(topic.topic.title, forKey: .title)
        try body.encode(topic.topic.answer, forKey: .answer)
        try body.encode(topic.topic.kind.rawValue, forKey: .kind)
        try body.encode(topic.isApproved, forKey: .isApproved)
        try body.encode(topic.approvedBy, forKey: .approvedBy)
        try body.encode(topic.approvedAt, forKey: .approvedAt)
        try body.encode(topic.updatedAt, forKey: .updatedAt)
        try body.encode(topic.used, forKey: .used)
        try body.encode(topic.lastUsedAt, forKey: .lastUsedAt)
    }
}

struct TopicsBody: Encodable {
    let success = true
    let topics: [TopicBody]

    init(_ topics: [KnowledgeTopic]) { self.topics = topics.map(TopicBody.init) }

    enum CodingKeys: String, CodingKey { case success, topics }
}

struct TopicAnswer: Encodable {
    let success = true
    let topic: TopicBody

    enum CodingKeys: String, CodingKey { case success, topic }
}

/// Numbers, and the titles that a person has to look at.
struct ImportBody: Encodable {
    let report: KnowledgeImport

    enum CodingKeys: String, CodingKey {
        case success, added, changed, kept, removed, unapproved, medical
        case removedTitles = "removed_titles"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(report.added, forKey: .added)
        try body.encode(report.changed, forKey: .changed)
        try body.encode(report.kept, forKey: .kept)
        try body.encode(report.removed?.count ?? 0, forKey: .removed)
        try body.encode(report.removed ?? [], forKey: .removedTitles)
        try body.encode(report.unapproved, forKey: .unapproved)
        try body.encode(report.medical, forKey: .medical)
    }
}

/// What the assistant would say, with the members of `shubhstra ask`.
struct AskBody: Encodable {
    let question: String
    let outcome: AskingDesk.Outcome

    enum CodingKeys: String, CodingKey {
        case success, question, answer, topic, topics, reason, why
        case needsHuman = "needs_human"
        case redFlag = "red_flag"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(question, forKey: .question)
        switch outcome {
        case .redFlag(let flag, let text):
            try body.encode(text, topics: [], reason: .redFlag)
            try body.encode(flag.category, forKey: .redFlag)
        case .decision(let decision):
            try encode(decision, to: &body)
            try body.encodeNil(forKey: .redFlag)
        }
    }

    private func encode(_ decision: Decision, to body: inout KeyedEncodingContainer<CodingKeys>) throws {
        switch decision {
        case .say(let answer, let basis, let alarm):
            try body.encode(answer.whole, topics: basis.topics, reason: alarm)
        case .draft(let answer, let basis, let why, let alarm, _):
            try body.encode(answer.whole, topics: basis.topics, reason: alarm ?? .draftWaits)
            try body.encode(why.sentence, forKey: .why)
        case .handOver(let reason, let sentence):
            try body.encode(sentence.whole, topics: [], reason: reason)
        }
    }
}

extension KeyedEncodingContainer<AskBody.CodingKeys> {
    fileprivate mutating func encode(_ answer: String, topics: [String], reason: NeedsHuman?) throws {
        try encode(answer, forKey: .answer)
        try encode(topics.first, forKey: .topic)
        try encode(topics, forKey: .topics)
        try encode(reason != nil, forKey: .needsHuman)
        try encode(reason, forKey: .reason)
    }
}

struct UnansweredBody: Encodable {
    private struct Group: Encodable {
        let group: UnansweredQuestion

        enum CodingKeys: String, CodingKey {
            case id, question, count
            case lastAskedAt = "last_asked_at"
        }

        func encode(to encoder: any Encoder) throws {
            var body = encoder.container(keyedBy: CodingKeys.self)
            try body.encode(group.id, forKey: .id)
            try body.encode(group.text, forKey: .question)
            try body.encode(group.count, forKey: .count)
            try body.encode(group.lastAskedAt, forKey: .lastAskedAt)
        }
    }

    private let success = true
    private let questions: [Group]

    init(_ questions: [UnansweredQuestion]) { self.questions = questions.map(Group.init) }

    enum CodingKeys: String, CodingKey { case success, questions }
}
