/// What is said of a message after it: it is no message of its own.
package struct Amendment: Sendable, Hashable {
    package enum Change: Sendable, Hashable {
        /// An empty emoji takes the reaction back.
        case reaction(String)
        case wording(String)
        case deletion
    }

    /// The message that it is about.
    package let target: Wamid
    package let change: Change
}

extension Amendment.Change {
    /// Everybody reacts to everything; only its own side words or deletes a message.
    package func mayBeMade(by author: Author, of messageAuthor: Author) -> Bool {
        switch self {
        case .reaction: true
        case .wording, .deletion: author.direction == messageAuthor.direction
        }
    }
}

extension InboundMessage {
    /// Nil where it is a message of its own.
    package var amendment: Amendment? {
        switch relation {
        case .reaction(let wamid, let emoji): Amendment(target: wamid, change: .reaction(emoji))
        case .edit(let wamid): Amendment(target: wamid, change: .wording(body))
        case .deletion(let wamid): Amendment(target: wamid, change: .deletion)
        case .reply, nil: nil
        }
    }

    /// Stands for the message that it edits or deletes, where that has never come: what is known of it is what this says.
    /// Nil for other messages.
    package var standIn: InboundMessage? {
        switch relation {
        case .edit(let original):
            var message = self
            (message.wamid, message.relation) = (original, nil)
            return message
        case .deletion(let original):
            var message = InboundMessage(wamid: original, person: person, sentAt: sentAt, body: "")
            message.isGroup = isGroup
            return message
        case .reply, .reaction, nil: return nil
        }
    }
}
