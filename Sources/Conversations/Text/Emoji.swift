/// One emoji, as people react with.
package struct Emoji: Hashable, Sendable {
    /// In UTF-8; families and flags are long.
    private static let limit = 64
    package let value: String

    /// Nil for anything that isn't exactly one.
    package init?(_ text: String) {
        guard text.count == 1, text.utf8.count <= Self.limit, let first = text.unicodeScalars.first else { return nil }
        let isKeycap = text.unicodeScalars.contains("\u{20E3}")
        guard first.properties.isEmoji, first.value > 0x7F || isKeycap else { return nil }
        value = text
    }
}
