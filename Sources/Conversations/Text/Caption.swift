/// What is written under an outgoing file: 1 to 1,024 characters, something of which is to be seen.
package struct Caption: Hashable, Sendable {
    package static let limit = 1024
    package let value: String

    /// Nil when it is blank or too long; in UTF-16 units, the strictest reading. A NUL is replaced, since PostgreSQL cannot
    /// store it.
    package init?(_ text: String) {
        guard text.utf16.count <= Self.limit, !text.isBlank else { return nil }
        value = text.replacing("\0", with: "\u{FFFD}")
    }
}
