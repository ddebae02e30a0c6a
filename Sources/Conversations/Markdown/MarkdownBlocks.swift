/// The lines of a Markdown text: headings, lists, quotes, tables, fenced code, and paragraphs between them.
struct MarkdownBlocks {
    private var lines: [Substring]
    private var index = 0
    private let links: MarkdownLinks
    /// What a paragraph or a list item has so far; its mark stands in front.
    private var paragraph: (mark: String, lines: [Substring])?
    private var output: [String] = []

    init(_ text: String) {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        links = MarkdownLinks(definedIn: all)
        lines = all.filter { MarkdownLinks.definition(in: $0) == nil }
    }

    /// The lines as WhatsApp shows them.
    mutating func shown() -> [String] {
        while index < lines.count { readBlock() }
        endParagraph()
        return output
    }

    private mutating func readBlock() {
        let line = lines[index]
        if let fence = MarkdownLine.fence(line) { return readCode(fence) }
        if let table = MarkdownTable(lines[index...]) { return read(table) }
        index += 1
        switch MarkdownLine(line) {
        case .blank: breakParagraph()
        case .heading(let text): add(heading: text)
        case .rule(let isUnderline) where isUnderline && isTitle: underline()
        case .rule: breakParagraph()
        case .underline where isTitle: underline()
        case .quote(let text): add("> " + links.shown(text))
        case .item(let mark, let text): begin(mark, text)
        case .underline, .text: continueParagraph(line)
        }
    }

    // MARK: Paragraphs

    private var isTitle: Bool { paragraph.map { $0.mark.isEmpty && $0.lines.count == 1 } ?? false }

    private mutating func begin(_ mark: String, _ text: Substring) {
        endParagraph()
        paragraph = (mark, [text])
    }

    private mutating func continueParagraph(_ line: Substring) {
        if paragraph == nil { paragraph = ("", []) }
        paragraph?.lines.append(line.trimmingSpacesAtEnd)
    }

    private mutating func endParagraph() {
        guard let (mark, lines) = paragraph else { return }
        paragraph = nil
        // A backslash at the end of a line is Markdown's way to say that the line ends.
        let broken = lines.dropLast().map { $0.hasSuffix("\\") ? $0.dropLast() : $0 } + lines.suffix(1)
        output.append(mark + links.shown(broken.joined(separator: "\n")))
    }

    private mutating func breakParagraph() { add("") }

    private mutating func add(_ line: String) {
        endParagraph()
        output.append(line)
    }

    private mutating func underline() {
        let title = paragraph?.lines.first ?? ""
        paragraph = nil
        add(heading: title)
    }

    private mutating func add(heading text: Substring) { add(links.shown(text, isHeading: true)) }

    // MARK: What has several lines

    /// One that doesn't end is no fence: its line goes, and what follows is text.
    private mutating func readCode(_ fence: Substring) {
        endParagraph()
        let rest = lines[(index + 1)...]
        guard let end = rest.firstIndex(where: { MarkdownLine.closes(fence, $0) }) else {
            index += 1
            return
        }
        let code = lines[index + 1..<end]
        if !code.allSatisfy(\.isEmpty) { output += ["```"] + code.map(String.init) + ["```"] }
        index = end + 1
    }

    private mutating func read(_ table: MarkdownTable) {
        endParagraph()
        output += table.shown(links)
        index += table.lineCount
    }
}
