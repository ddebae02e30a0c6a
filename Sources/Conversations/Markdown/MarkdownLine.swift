/// What a line of Markdown begins.
enum MarkdownLine {
    case blank, text(Substring)
    case heading(Substring)
    /// A line between two parts; where it `isUnderline`, a single line above it is a heading instead.
    case rule(isUnderline: Bool)
    /// `===`
    case underline
    case quote(Substring)
    /// The mark stands as it is shown, with its indentation.
    case item(mark: String, text: Substring)

    init(_ line: Substring) {
        let text = line.trimmingSpaces
        if text.isEmpty {
            self = .blank
        } else if let heading = Self.heading(text) {
            self = .heading(heading)
        } else if let rule = Self.rule(text) {
            self = rule
        } else if let quote = Self.quote(text) {
            self = .quote(quote)
        } else {
            self = Self.item(line) ?? .text(line)
        }
    }

    private static func heading(_ text: Substring) -> Substring? {
        let marks = text.prefix { $0 == "#" }
        let rest = text.dropFirst(marks.count)
        guard (1...6).contains(marks.count), rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        let title = rest.trimmingSpaces
        let closing = title.reversed().prefix { $0 == "#" }.count
        let opened = title.dropLast(closing)
        return closing > 0 && (opened.isEmpty || opened.last == " ") ? opened.trimmingSpaces : title
    }

    private static func rule(_ text: Substring) -> MarkdownLine? {
        let marks = text.filter { $0 != " " && $0 != "\t" }
        guard let mark = marks.first, marks.allSatisfy({ $0 == mark }) else { return nil }
        if mark == "=" && text.count >= 3 && marks.count == text.count { return .underline }
        guard "-*_".contains(mark), marks.count >= 3 else { return nil }
        // Underscores with nothing else are a line to write on as often as a rule.
        return .rule(isUnderline: mark == "-" && marks.count == text.count)
    }

    private static func quote(_ text: Substring) -> Substring? {
        var rest = text
        while rest.first == ">" { rest = rest.dropFirst().trimmingSpaces }
        let marks = text.prefix { $0 == ">" || $0 == " " }
        return text.first == ">" && (rest.isEmpty || marks.last == " ") ? rest : nil
    }

    private static func item(_ line: Substring) -> MarkdownLine? {
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        let text = line.dropFirst(indent.count)
        guard let mark = bullet(text) ?? number(text) else { return nil }
        let rest = text.dropFirst(mark.count)
        guard rest.first == " " || rest.first == "\t" else { return nil }
        let content = rest.trimmingSpaces
        // "+ 91 98…" is a number to call.
        if content.isEmpty || (mark == "+" && content.first?.isNumber == true) { return nil }
        let shown = "-*+".contains(mark) ? "-" : String(mark)
        let (box, words) = Self.box(content)
        return .item(mark: indent.replacing("\t", with: "    ") + shown + " " + box, text: words)
    }

    private static func bullet(_ text: Substring) -> Substring? {
        text.first.map { "-*+".contains($0) } == true ? text.prefix(1) : nil
    }

    private static func number(_ text: Substring) -> Substring? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let mark = text.prefix(digits.count + 1)
        return (1...9).contains(digits.count) && (mark.last == "." || mark.last == ")") ? mark : nil
    }

    private static func box(_ text: Substring) -> (String, Substring) {
        switch text.prefix(4).lowercased() {
        case "[ ] ": ("☐ ", text.dropFirst(4))
        case "[x] ": ("☑ ", text.dropFirst(4))
        default: ("", text)
        }
    }

    // MARK: Fences

    /// The three or more marks that begin fenced code.
    static func fence(_ line: Substring) -> Substring? {
        let text = line.trimmingSpaces
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let marks = text.prefix { $0 == mark }
        guard marks.count >= 3, mark == "~" || !text.dropFirst(marks.count).contains("`") else { return nil }
        return marks
    }

    static func closes(_ fence: Substring, _ line: Substring) -> Bool {
        let text = line.trimmingSpaces
        return text.count >= fence.count && text.allSatisfy { $0 == fence.first }
    }
}
