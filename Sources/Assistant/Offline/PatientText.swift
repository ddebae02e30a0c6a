import Conversations

/// What the patient wrote since the last answer, without what cannot be read.
struct PatientText {
    /// Sentences, in order.
    let parts: [String]
    let joined: String
    /// Something was sent that has no text, and nothing that has one.
    let isUnreadable: Bool

    init(_ burst: [Turn]) {
        let messages = burst.map { Self.caption(of: $0.text) }
        let texts = messages.map(\.text).filter { $0.contains { !$0.isWhitespace } }
        joined = texts.joined(separator: "\n")
        parts = texts.flatMap { text in
            text.split { "?!।\n؟".contains($0) || $0 == "." }.map(String.init)
                .filter { $0.contains { !$0.isWhitespace } }
        }
        isUnreadable = texts.isEmpty && messages.contains(where: \.isMedia)
    }

    /// The marks that stand for what is not text, as the history shows them.
    private static let marks = [
        "[Photo]", "[Voice message]", "[Video]", "[Document]", "[Sticker]", "[Location]", "[Contact]",
        "[Unsupported message]",
    ]

    private static func caption(of text: String) -> (text: String, isMedia: Bool) {
        guard let mark = marks.first(where: { text.hasPrefix($0) }) else { return (text, false) }
        let rest = text.dropFirst(mark.count)
        // What follows a document is its file name, not something that the patient says.
        return (mark == "[Document]" ? "" : String(rest), true)
    }
}
