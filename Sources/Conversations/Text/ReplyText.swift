/// What one reply says, as WhatsApp shows it: one to three messages, in order, with nothing left out.
package struct ReplyText: Hashable, Sendable {
    package static let partLimit = 3
    /// In UTF-16 units. A longer text, with whatever marks it was written, is no reply and isn't even read.
    package static let sourceLimit = 2 * partLimit * MessageText.limit

    package let parts: [MessageText]

    /// Nil when nothing of it is to be seen, or when it needs more messages than that.
    package init?(_ text: String) {
        if let whole = MessageText(text) {
            parts = [whole]
        } else if text.utf16.count <= Self.sourceLimit, !text.isBlank,
            let parts = MessageCuts(text).parts(atMost: Self.partLimit)
        {
            self.parts = parts
        } else {
            return nil
        }
    }

    /// Nil for none, and for more than a reply may have.
    package init?(parts: [MessageText]) {
        guard (1...Self.partLimit).contains(parts.count) else { return nil }
        self.parts = parts
    }

    package init(_ text: MessageText) { parts = [text] }

    /// All of it, for those who read it in one piece.
    package var whole: String { parts.map(\.value).joined(separator: "\n\n") }
}
