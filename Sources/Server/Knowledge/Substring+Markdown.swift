import Conversations

// What one line is by itself, without its indentation.
extension Substring {
    /// How far it is indented, in columns with a tab stop at every fourth, and what follows. Any blank counts as one that
    /// people see; what cannot be seen (a byte order mark between two files) counts as nothing.
    var indentation: (columns: Int, rest: Substring) {
        var columns = 0
        let rest = drop { character in
            if character == "\t" {
                columns += 4 - columns % 4
            } else if character.isWhitespace {
                columns += 1
            } else {
                return character.isInvisible
            }
            return true
        }
        return (columns, rest)
    }

    /// `## Title ##`; nil where it isn't a heading.
    var heading: (level: Int, title: String)? {
        let level = prefix { $0 == "#" }.count
        let text = dropFirst(level)
        guard (1...6).contains(level), text.first?.isWhitespace ?? true else { return nil }
        return (level, text.trimmed.withoutClosingMarks.trimmed.unescaped)
    }

    /// Of two marks only: a hashtag has one.
    var isHeadingWithoutBlank: Bool {
        let text = dropFirst(2)
        return hasPrefix("##") && !(text.first?.isWhitespace ?? true) && text.first != "#"
    }

    /// 1 for `===`, 2 for `---`.
    var underlineLevel: Int? {
        switch Set(trimmed) {
        case ["="]: 1
        case ["-"]: 2
        default: nil
        }
    }

    /// `***`, `- - -`: a line across the page.
    var isRule: Bool {
        let marks = filter { !$0.isWhitespace }
        return marks.count >= 3 && ["*", "-", "_"].contains { mark in marks.allSatisfy { $0 == mark } }
    }

    /// The beginning of a list item or of a quotation.
    var isContainer: Bool { hasPrefix(">") || (afterListMarks.count < count && !isRule) }

    /// What follows `- `, `1. ` and the like, a few of them at most.
    var afterListMarks: Substring {
        var text = self
        for _ in 0..<8 {
            guard let next = text.afterListMark else { break }
            text = next
        }
        return text
    }

    private var afterListMark: Substring? {
        let number = prefix { $0.isASCII && $0.isNumber }.count
        let marks: Set<Character> = number == 0 ? ["-", "*", "+"] : [".", ")"]
        let text = dropFirst(number)
        guard number <= 9, let mark = text.first, marks.contains(mark), text.dropFirst().first?.isWhitespace ?? true
        else { return nil }
        return text.dropFirst().drop(while: \.isWhitespace)
    }

    /// `<pre>` and the like, in which nothing is Markdown.
    var opensHTML: Bool {
        Self.rawTags.contains { tag in
            let end = dropFirst(tag.count + 1).first
            return lowercased().hasPrefix("<\(tag)") && (end?.isWhitespace ?? true || end == ">")
        }
    }

    var closesHTML: Bool { Self.rawTags.contains { lowercased().contains("</\($0)>") } }

    private static let rawTags = ["pre", "script", "style", "textarea"]

    /// What is to be seen of it, and whether a comment goes on in the next line. `<!--` between backticks is none.
    func withoutComments(isOpen: Bool = false) -> (visible: String, isOpen: Bool) {
        var (visible, rest, isOpen, isInCode) = ("", self, isOpen, false)
        while true {
            if isOpen {
                guard let end = rest.firstRange(of: "-->") else { return (visible, true) }
                rest = rest[end.upperBound...]
            }
            guard let begin = rest.firstRange(of: "<!--") else { return (visible + rest, false) }
            let text = rest[..<begin.lowerBound]
            visible += text
            if !text.count(where: { $0 == "`" }).isMultiple(of: 2) { isInCode.toggle() }
            isOpen = !isInCode
            // `<!-->` is a whole comment.
            let end = isOpen ? rest.index(begin.lowerBound, offsetBy: 2) : begin.upperBound
            if isInCode { visible += rest[begin] }
            rest = rest[end...]
        }
    }

    /// A backslash in front of what would be more than text.
    var isEscaped: Bool {
        let rest = drop { $0 == "\\" }
        guard rest.startIndex > startIndex else { return false }
        return (rest.heading.map { $0.level <= 2 } ?? false) || rest.isHeadingWithoutBlank || rest.underlineLevel != nil
            || MarkdownFence(opening: rest) != nil || rest.opensHTML || rest.withoutComments().isOpen
            || MarkdownScanner.isMark(rest.trimmed)
    }

    var trimmed: Substring {
        let end = lastIndex { !$0.isWhitespace }
        return end.map { self[...$0].drop(while: \.isWhitespace) } ?? ""
    }

    fileprivate var withoutClosingMarks: Substring {
        let marks = reversed().prefix { $0 == "#" }.count
        let text = dropLast(marks)
        return marks > 0 && (text.last?.isWhitespace ?? true) ? text : self
    }

    /// `\#` is a plain `#`.
    var unescaped: String {
        var (text, isEscaping) = ("", false)
        for character in self {
            if isEscaping && !character.isMarkdownPunctuation { text.append("\\") }
            isEscaping = character == "\\" && !isEscaping
            if !isEscaping { text.append(character) }
        }
        return isEscaping ? text + "\\" : text
    }
}

extension Character {
    /// What a backslash may stand in front of.
    var isMarkdownPunctuation: Bool { isASCII && (isPunctuation || isSymbol) }

    fileprivate var isInvisible: Bool { unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) }
}
