extension Topic {
    /// The most topics of one clinic, approved or not.
    package static let countLimit = 500
    /// In UTF-16 units, as the length of a message is counted.
    package static let titleLimit = 200
    /// In UTF-16 units: an answer fits into one message.
    package static let answerLimit = MessageText.limit

    /// As a person has written it: the title comes on one line, white space around either goes, and so do the line ends
    /// of other systems. Answers keep what Markdown means by the white space within them.
    package init(written title: String, answer: String, kind: TopicKind = .administrative) {
        self.init(title: Self.line(title), answer: Self.block(answer), kind: kind)
    }

    /// Whether both say the same, whatever kind they are of.
    package func reads(like other: Topic) -> Bool { title == other.title && answer == other.answer }

    private static func line(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0.unicodeScalars.allSatisfy(\.isControl) }
        return text.split(whereSeparator: isBlank).joined(separator: " ")
    }

    /// Four columns at the beginning make it code, so they stay.
    private static func block(_ text: String) -> String {
        var lines = text.storable.lines
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        guard let first = lines.first else { return "" }
        let indentation = first.prefix { $0 == " " || $0 == "\t" }
        if indentation.count < 4 && !indentation.contains("\t") { lines[0] = first.drop(while: \.isWhitespace) }
        let end = lines[lines.count - 1].lastIndex { !$0.isWhitespace }
        lines[lines.count - 1] = end.map { lines[lines.count - 1][...$0] } ?? ""
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// Its lines, however they end.
    package var lines: [Substring] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    /// PostgreSQL cannot store a NUL.
    fileprivate var storable: String { replacing("\0", with: "\u{FFFD}") }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
