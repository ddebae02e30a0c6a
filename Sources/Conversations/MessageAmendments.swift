/// What was said of a message afterwards, as it is shown with it.
package struct MessageAmendments: Hashable, Sendable {
    package static let none = MessageAmendments(reactions: [], earlier: [], editedAt: nil, deletedAt: nil)

    /// At most one of the patient and one of the clinic.
    package let reactions: [MessageReaction]
    /// Wordings before the present one, oldest first.
    package let earlier: [EarlierWording]
    package let editedAt: Timestamp?
    /// Its author deleted it for everyone; what it said is kept.
    package let deletedAt: Timestamp?

    package init(
        reactions: [MessageReaction], earlier: [EarlierWording], editedAt: Timestamp?, deletedAt: Timestamp?
    ) {
        self.reactions = reactions
        self.earlier = earlier
        self.editedAt = editedAt
        self.deletedAt = deletedAt
    }

    /// The clinic's reaction.
    package var ofClinic: MessageReaction? { reactions.first { $0.author == .doctor } }
}

package struct MessageReaction: Hashable, Sendable, Codable {
    package enum Status: String, Sendable, Codable {
        /// It waits for WhatsApp, or was refused. One of the patient is always `sent`.
        case pending, sent, failed
    }

    package let emoji: String
    package let author: Author
    package let status: Status
    /// Why it was refused; nil unless it was.
    package let error: String?

    package init(emoji: String, author: Author, status: Status, error: String? = nil) {
        self.emoji = emoji
        self.author = author
        self.status = status
        self.error = error
    }
}

package struct EarlierWording: Hashable, Sendable, Codable {
    package let body: String
    /// RFC 3339.
    package let saidAt: String

    package init(body: String, saidAt: Timestamp) {
        self.body = body
        self.saidAt = saidAt.description
    }

    enum CodingKeys: String, CodingKey {
        case body = "message_body"
        case saidAt = "said_at"
    }
}
