/// A topic as the people of the clinic see it.
package struct KnowledgeTopic: Hashable, Sendable {
    package let id: TopicID
    package let topic: Topic
    /// The assistant uses only what is approved.
    package let isApproved: Bool
    /// The name of who approved this wording; nil where that was an import, or is not known.
    package let approvedBy: String?
    package let approvedAt: Timestamp?
    /// When its wording, kind or approval last changed.
    package let updatedAt: Timestamp
    /// How many replies rested on it.
    package let used: Int64
    package let lastUsedAt: Timestamp?

    package init(
        id: TopicID, topic: Topic, isApproved: Bool, approvedBy: String?, approvedAt: Timestamp?,
        updatedAt: Timestamp, used: Int64, lastUsedAt: Timestamp?
    ) {
        self.id = id
        self.topic = topic
        self.isApproved = isApproved
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
        self.updatedAt = updatedAt
        self.used = used
        self.lastUsedAt = lastUsedAt
    }
}

/// What a person of the clinic changes about a topic; nil is left as it is.
package struct TopicChange: Hashable, Sendable {
    package var title: String?
    package var answer: String?
    package var kind: TopicKind?
    package var isApproved: Bool?
    /// Its new place among the topics, from 0; beyond the end is the last.
    package var position: Int64?

    package init() {}
}

/// What patients asked in the same words and a human had to answer.
package struct UnansweredQuestion: Hashable, Sendable {
    /// So many groups are kept of each clinic, those that were asked last.
    package static let groupLimit = 500
    /// So many of a clinic's questions are kept, the newest.
    package static let limit = 5000
    /// An example is cut to this, in UTF-16 units.
    package static let textLimit = 500

    package let id: UnansweredID
    /// As it was written the last time.
    package let text: String
    package let count: Int64
    package let lastAskedAt: Timestamp

    package init(id: UnansweredID, text: String, count: Int64, lastAskedAt: Timestamp) {
        self.id = id
        self.text = text
        self.count = count
        self.lastAskedAt = lastAskedAt
    }
}
