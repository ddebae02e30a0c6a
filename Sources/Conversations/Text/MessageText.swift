/// The text of an outgoing message: 1 to 4,096 characters, something of which is to be seen.
///
/// Meta does not say what a character is; UTF-16 units are the strictest reading.
package struct MessageText: Hashable, Sendable {
    package static let limit = 4096
    package let value: String

    /// Nil when it is blank or too long. A NUL is replaced, since PostgreSQL cannot store it.
    package init?(_ text: String) {
        guard text.utf16.count <= Self.limit, !text.isBlank else { return nil }
        self.value = text.replacing("\0", with: "\u{FFFD}")
    }
}

extension MessageText: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = MessageText(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no text to send"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
