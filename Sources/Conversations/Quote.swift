/// The message that another one answers, as it is shown with it.
package enum Quote: Hashable, Sendable {
    case message(QuotedMessage)
    /// It is not here, or is another patient's.
    case unknown(Wamid)
}

package struct QuotedMessage: Hashable, Sendable {
    package let id: MessageID
    package let seq: Int64
    package let author: Author
    package let type: MessageType
    /// What a person reads of it.
    package let body: String

    package init(id: MessageID, seq: Int64, author: Author, type: MessageType, body: String) {
        self.id = id
        self.seq = seq
        self.author = author
        self.type = type
        self.body = body
    }
}
