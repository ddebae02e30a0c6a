import Conversations
import JSON
import Storage

struct NewTopicRequest: JSONRequest {
    let topic: Topic
    let isApproved: Bool
    /// What it answers.
    let question: UnansweredID?

    init(_ members: BodyMembers) throws(APIError) {
        let kind = try members.topicKind() ?? .administrative
        topic = Topic(
            written: try members.topicTitle(members.text("title")),
            answer: try members.topicAnswer(members.text("answer")),
            kind: kind)
        isApproved = try members.optionalFlag("is_approved") ?? false
        question = try members.optionalText("unanswered").map { text throws(APIError) in
            guard let id = UnansweredID(text) else { throw APIError.outOfRange("unanswered", "the id of a question") }
            return id
        }
    }
}

struct TopicChangeRequest: JSONRequest {
    private(set) var change = TopicChange()

    init(_ members: BodyMembers) throws(APIError) {
        if let title = try members.optionalText("title") { change.title = try members.topicTitle(title) }
        if let answer = try members.optionalText("answer") { change.answer = try members.topicAnswer(answer) }
        change.kind = try members.topicKind()
        change.isApproved = try members.optionalFlag("is_approved")
        change.position = try members.optionalInteger("position")
        if let position = change.position, position < 0 { throw APIError.outOfRange("position", "0 or more") }
    }
}

struct OrderRequest: JSONRequest {
    let ids: [TopicID]

    init(_ members: BodyMembers) throws(APIError) {
        guard let list = members.root["ids"], list.kind == .array else {
            throw members.root.member("ids") == nil ? .missing("ids") : .wrongType("ids")
        }
        let elements = list.elements
        guard elements.count <= 2 * Topic.countLimit else { throw APIError.outOfRange("ids", "ids of topics") }
        var ids: [TopicID] = []
        for element in elements {
            guard let id = element.string.flatMap({ TopicID($0) }) else {
                throw APIError.outOfRange("ids", "ids of topics")
            }
            ids.append(id)
        }
        guard Set(ids).count == ids.count else { throw APIError.outOfRange("ids", "ids of topics, each once") }
        self.ids = ids
    }
}

struct MarkdownRequest: JSONRequest {
    let markdown: String

    init(_ members: BodyMembers) throws(APIError) { markdown = try members.text("markdown") }
}

struct AskRequest: JSONRequest {
    let question: String

    init(_ members: BodyMembers) throws(APIError) {
        question = try members.text("question").replacing("\0", with: "\u{FFFD}")
        guard !question.isBlank, question.utf16.count <= MessageText.limit else {
            throw APIError.outOfRange("question", "a text of 1 to \(MessageText.limit) characters")
        }
    }
}

extension BodyMembers {
    fileprivate func topicKind() throws(APIError) -> TopicKind? {
        guard let word = try optionalText("kind") else { return nil }
        guard let kind = TopicKind(rawValue: word) else {
            throw APIError.outOfRange("kind", "\"administrative\" or \"medical\"")
        }
        return kind
    }

    fileprivate func topicTitle(_ text: String) throws(APIError) -> String {
        let title = Topic(written: text, answer: "").title
        guard !title.folded.isEmpty, title.utf16.count <= Topic.titleLimit else {
            throw APIError.outOfRange("title", "a text of 1 to \(Topic.titleLimit) characters")
        }
        return title
    }

    fileprivate func topicAnswer(_ text: String) throws(APIError) -> String {
        let answer = Topic(written: "", answer: text).answer
        guard !Markdown.withoutComments(answer).isBlank, answer.utf16.count <= Topic.answerLimit else {
            throw APIError.outOfRange("answer", "a text of 1 to \(Topic.answerLimit) characters")
        }
        return answer
    }
}
