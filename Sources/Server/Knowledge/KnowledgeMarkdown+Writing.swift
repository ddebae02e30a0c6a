import Conversations
package import Storage

extension KnowledgeMarkdown {
    /// Markdown that `topics(in:)` reads as exactly these topics, whatever their answers look like.
    package static func text(of topics: [TopicEntry]) -> String {
        topics.map { entry in
            let marks =
                [MarkdownScanner.mark(of: entry.topic.kind)] + (entry.isApproved ? [] : [MarkdownScanner.notApproved])
            let comments = marks.map { $0 + "\n" }.joined()
            return "## \(escaped(title: entry.topic.title))\n\n\(comments)\(escaped(answer: entry.topic.answer))\n"
        }.joined(separator: "\n")
    }

    private static func escaped(title: String) -> String {
        var text = ""
        for (character, next) in zip(title, title.dropFirst().map { $0 } + [" "]) {
            text.append(character)
            if character == "\\" && next.isMarkdownPunctuation { text.append("\\") }
        }
        let marks = text.reversed().prefix { $0 == "#" }.count
        let rest = text.dropLast(marks)
        guard marks > 0, rest.last?.isWhitespace ?? true else { return text }
        return rest + "\\" + text.suffix(marks)
    }

    /// A backslash stands before every line that would be a heading, or would hide the headings after this topic.
    private static func escaped(answer: String) -> String {
        let lines = answer.lines
        var scanner = MarkdownScanner()
        var written: [String] = []
        for (index, line) in lines.enumerated() {
            var trial = scanner
            let meaning = trial.read(line)
            let hides = scanner.region == nil && trial.region != nil && !trial.isClosed(by: lines[(index + 1)...])
            guard hides || meaning.needsEscape || (index == 0 && MarkdownScanner.isMark(line.trimmed)) else {
                scanner = trial
                written.append(String(line))
                continue
            }
            let rest = line.indentation.rest
            let escaped = "\(line.dropLast(rest.count))\\\(rest)"
            _ = scanner.read(escaped[...])
            written.append(escaped)
        }
        return written.joined(separator: "\n")
    }
}

extension MarkdownScanner {
    /// Whether the region that is open ends within `lines`.
    fileprivate func isClosed(by lines: ArraySlice<Substring>) -> Bool {
        var scanner = self
        for line in lines {
            _ = scanner.read(line)
            if scanner.region == nil { return true }
        }
        return false
    }
}

extension MarkdownScanner.Line {
    fileprivate var needsEscape: Bool {
        switch self {
        case .heading, .underline, .headingWithoutBlank: true
        case .text(_, let unescaped): unescaped != nil
        }
    }
}
