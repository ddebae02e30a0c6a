import Conversations
import JSON

/// What people and vendors write is cut to a bound before it is kept.
enum Bounded {
    static let body = 65_536
    private static let name = 200
    static let identifier = 256

    /// The text without its end where that is longer than `limit` characters; nil when there is nothing in it.
    static func text(_ value: JSONElement?, limit: Int) -> String? {
        guard let text = value?.text else { return nil }
        let cut = cut(text, to: limit)
        return cut.contains { !$0.isWhitespace } ? cut : nil
    }

    /// What somebody or something is called: one line of at most 200 characters; nil when there is nothing to be seen.
    static func name(_ value: JSONElement?) -> String? {
        guard let name = value?.text.map({ cut($0, to: name).asName }) else { return nil }
        return name.isBlank ? nil : name
    }

    /// The first `limit` characters, and never more than four times as many bytes: one character can be endless.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        let byCharacters = text.prefix(limit)
        guard byCharacters.utf8.count > limit * 4 else { return String(byCharacters) }
        return String(String.UnicodeScalarView(byCharacters.unicodeScalars.prefix(limit)))
    }

    /// An opaque identifier; nil when it is empty or unreasonably long.
    static func identifier(_ value: JSONElement?, limit: Int = identifier) -> String? {
        guard let text = value?.text, !text.isEmpty, text.utf8.count <= limit else { return nil }
        return text
    }

    /// A word of Meta's that means one of a few things, in capitals whichever way it is written.
    static func word(_ value: JSONElement?) -> String? { identifier(value, limit: 60)?.uppercased() }

    /// The name of a file, as it can stand among other text.
    static func filename(_ value: JSONElement?) -> String? { value?.text?.asFileName }
}
