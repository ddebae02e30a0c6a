import Conversations
import Storage

/// Tells, line by line, what is a heading of Markdown and what only looks like one, by the rules of CommonMark.
///
/// In one thing it follows the eye instead: an HTML tag alone on a line (`<br>`) does not hide the heading after it.
struct MarkdownScanner {
    enum Line: Hashable {
        /// `## Title`; level 1 or 2. Deeper headings are text of an answer.
        case heading(level: Int, title: String)
        /// `=====` or `-----`, which makes a heading of the paragraph before it.
        case underline(level: Int, paragraphLines: Int)
        /// `##Title`, which Markdown does not take for a heading.
        case headingWithoutBlank
        /// Something else. `isVisible` is false for an empty line and a comment; `unescaped` is the line without the
        /// backslash that keeps it from being a heading, a fence or the like.
        case text(isVisible: Bool, unescaped: String?)
    }

    /// What ends only where it says so, and in which nothing is a heading.
    enum Region: Hashable {
        case fence(MarkdownFence)
        case html, comment
    }

    /// A comment under a heading: nobody has approved this topic.
    static let notApproved = "<!-- not approved -->"
    /// A comment under a heading: of which kind the topic is.
    static let kinds = Dictionary(uniqueKeysWithValues: TopicKind.allCases.map { (mark(of: $0), $0) })

    static func mark(of kind: TopicKind) -> String { "<!-- \(kind.rawValue) -->" }

    static func isMark(_ line: Substring) -> Bool { line == notApproved || kinds[String(line)] != nil }

    /// Nil outside of code and HTML.
    private(set) var region: Region?
    /// The lines of the paragraph that the next line may underline; nil in a list or a quotation.
    private var paragraph: Int? = 0

    mutating func read(_ line: Substring) -> Line {
        if let region { return read(line, in: region) }
        let (columns, rest) = line.indentation
        if rest.isEmpty {
            paragraph = 0
            return .text(isVisible: false, unescaped: nil)
        }
        guard columns < 4 else { return text() }
        if let level = rest.underlineLevel, let paragraph, paragraph > 0 {
            self.paragraph = 0
            return .underline(level: level, paragraphLines: paragraph)
        }
        if let heading = rest.heading {
            paragraph = 0
            guard heading.level <= 2 else { return .text(isVisible: true, unescaped: nil) }
            return .heading(level: heading.level, title: heading.title)
        }
        if rest.isHeadingWithoutBlank { return .headingWithoutBlank }
        if rest.isEscaped {
            paragraph = paragraph.map { $0 + 1 }
            return .text(isVisible: true, unescaped: "\(line.dropLast(rest.count))\(rest.dropFirst())")
        }
        return begin(rest)
    }

    /// Text that no rule speaks of. A paragraph goes on; without one, four columns are code.
    private mutating func text() -> Line {
        if let lines = paragraph, lines > 0 { paragraph = lines + 1 }
        return .text(isVisible: true, unescaped: nil)
    }

    private mutating func begin(_ rest: Substring) -> Line {
        if let fence = MarkdownFence(opening: rest) {
            (region, paragraph) = (.fence(fence), 0)
            return .text(isVisible: true, unescaped: nil)
        }
        if rest.opensHTML {
            (region, paragraph) = (rest.closesHTML ? nil : .html, 0)
            return .text(isVisible: true, unescaped: nil)
        }
        let comments = rest.withoutComments()
        if comments.isOpen { region = .comment }
        if rest.isContainer {
            paragraph = nil
        } else {
            paragraph = rest.isRule || rest.hasPrefix("<!--") ? 0 : paragraph.map { $0 + 1 }
        }
        return .text(isVisible: !comments.visible.folded.isEmpty, unescaped: nil)
    }

    private mutating func read(_ line: Substring, in region: Region) -> Line {
        switch region {
        case .fence(let fence):
            if fence.isClosed(by: line) { self.region = nil }
            return .text(isVisible: true, unescaped: nil)
        case .html:
            if line.closesHTML { self.region = nil }
            return .text(isVisible: true, unescaped: nil)
        case .comment:
            let comments = line.withoutComments(isOpen: true)
            if !comments.isOpen { self.region = nil }
            return .text(isVisible: !comments.visible.folded.isEmpty, unescaped: nil)
        }
    }
}

/// The beginning of a block of code: at least three backticks or tildes.
struct MarkdownFence: Hashable {
    let mark: Character
    let length: Int
    /// The columns that a list takes in front of it.
    let margin: Int

    init?(opening line: Substring) {
        let content = line.afterListMarks
        guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
        length = content.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !content.dropFirst(length).contains("`") else { return nil }
        self.mark = mark
        margin = line.count - content.count
    }

    func isClosed(by line: Substring) -> Bool {
        let (columns, rest) = line.indentation
        let marks = rest.prefix { $0 == mark }.count
        return columns < margin + 4 && marks >= length && rest.dropFirst(marks).allSatisfy(\.isWhitespace)
    }
}
