/// A text of one kind: a phone number cannot be passed where a wamid is wanted. Each kind checks and normalises what
/// comes in from outside, in its own failable initialiser; inside, nobody does so again.
package protocol NominalText: Hashable, Sendable, Codable, CustomStringConvertible {
    var text: String { get }
    /// For what has been checked before, such as a value that comes back from the database.
    init(known text: String)
}

extension NominalText {
    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        self.init(known: try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A name that somebody else gave: all that is checked is that it is neither empty nor endless.
package protocol OpaqueName: NominalText {}

extension OpaqueName {
    /// Nil unless the text has 1 to 256 bytes.
    package init?(_ text: String) {
        guard (1...256).contains(text.utf8.count) else { return nil }
        self.init(known: text)
    }
}

/// Meta's name for a message, opaque: 1 to 256 bytes.
package struct Wamid: OpaqueName {
    package let text: String
    package init(known text: String) { self.text = text }
}

/// Meta's business-scoped user id (BSUID), opaque: 1 to 256 bytes. It means nothing to another business.
package struct WhatsAppUserID: OpaqueName {
    package let text: String
    package init(known text: String) { self.text = text }
}

/// Meta's id of a clinic's number, opaque: 1 to 256 bytes. It names the clinic in every webhook.
package struct PhoneNumberID: OpaqueName {
    package let text: String
    package init(known text: String) { self.text = text }
}

/// Meta's id of a WhatsApp business account (WABA), opaque: 1 to 256 bytes. Several numbers may belong to one.
package struct WhatsAppAccountID: OpaqueName {
    package let text: String
    package init(known text: String) { self.text = text }
}
