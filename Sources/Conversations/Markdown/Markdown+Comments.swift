extension Markdown {
    /// The text without what its author wrote for other authors: `<!-- … -->`, and the lines that Markdown knows as
    /// `[//]: # (…)`. A comment that doesn't end reaches to the end of the text. Line ends stay, so that lines keep
    /// their numbers.
    package static func withoutComments(_ text: String) -> String {
        guard text.contains("<!--") || text.contains("]:") else { return text }
        return withoutCommentLines(withoutMarkup(text))
    }

    private static func withoutMarkup(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<!--") {
            shown += rest[..<start.lowerBound]
            // From its own dashes: `<!-->` is a comment too.
            let inside = rest[rest.index(start.lowerBound, offsetBy: 2)...]
            let ends = [inside.firstRange(of: "-->"), inside.firstRange(of: "--!>")].compactMap(\.self)
            guard let end = ends.min(by: { $0.lowerBound < $1.lowerBound }) else {
                return shown + rest[start.lowerBound...].filter(\.isNewline)
            }
            shown += rest[start.lowerBound..<end.upperBound].filter(\.isNewline)
            rest = rest[end.upperBound...]
        }
        return shown + rest
    }

    private static func withoutCommentLines(_ text: String) -> String {
        guard text.contains("]:") else { return text }
        var isInside = false
        return text.linesWithEnds.map { line in
            if isInside {
                isInside = !line.text.trimmingSpaces.isEmpty && !line.text.contains(")")
                return String(line.end)
            }
            guard let comment = commentText(in: line.text) else { return String(line.text + line.end) }
            isInside = comment.hasPrefix("(") && !comment.contains(")")
            return String(line.end)
        }.joined()
    }

    /// What stands behind `[…]: #` or `[…]: <>`; nil where the line is something else.
    private static func commentText(in line: Substring) -> Substring? {
        let text = line.trimmingSpaces
        guard text.first == "[", let label = text.firstRange(of: "]:") else { return nil }
        let target = text[label.upperBound...].trimmingSpaces
        let mark = ["#", "<>", "<#>"].first { target.hasPrefix($0) }
        guard let mark else { return nil }
        let rest = target.dropFirst(mark.count)
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        return rest.trimmingSpaces
    }
}

extension String {
    /// Each line with the character that ends it.
    fileprivate var linesWithEnds: [(text: Substring, end: Substring)] {
        var lines: [(Substring, Substring)] = []
        var rest = self[...]
        while let end = rest.firstIndex(where: \.isNewline) {
            lines.append((rest[..<end], rest[end...end]))
            rest = rest[rest.index(after: end)...]
        }
        return lines + [(rest, rest[rest.endIndex...])]
    }
}
