/// A table of Markdown, which WhatsApp cannot draw: each row becomes a line that says all that the row says.
struct MarkdownTable {
    let lineCount: Int
    private let header: [Substring]
    private let rows: [[Substring]]

    /// Nil unless a table begins with these lines: a row, and a second one of dashes.
    init?(_ lines: ArraySlice<Substring>) {
        guard let first = lines.first, first.contains("|"), lines.count > 1 else { return nil }
        let header = Self.cells(first)
        guard Self.isDelimiter(lines[lines.startIndex + 1], count: header.count) else { return nil }
        let rows = lines.dropFirst(2).prefix { $0.contains("|") }
        self.header = header
        self.rows = rows.map(Self.cells)
        lineCount = 2 + rows.count
    }

    /// Two columns: the titles in bold, then `name: value`. More: `- title: value, title: value`.
    func shown(_ links: MarkdownLinks) -> [String] {
        let titles = header.map { links.shown($0) }
        guard titles.count == 2 else { return rows.map { row($0, titles, links) }.filter { !$0.isEmpty } }
        let title = header.filter { !$0.isEmpty }.joined(separator: ": ")
        let shown = rows.map { row in
            row.map { links.shown($0) }.filter { !$0.isEmpty }.joined(separator: ": ")
        }
        return (title.isEmpty ? [] : [links.shown(title[...], isHeading: true)]) + shown.filter { !$0.isEmpty }
    }

    private func row(_ cells: [Substring], _ titles: [String], _ links: MarkdownLinks) -> String {
        let parts = cells.enumerated().compactMap { index, cell -> String? in
            let value = links.shown(cell)
            let title = index < titles.count ? titles[index] : ""
            return value.isEmpty ? nil : title.isEmpty || titles.count == 1 ? value : "\(title): \(value)"
        }
        return parts.isEmpty ? "" : "- " + parts.joined(separator: ", ")
    }

    private static func isDelimiter(_ line: Substring, count: Int) -> Bool {
        let cells = cells(line)
        return cells.count == count && (line.contains("|") || count == 1)
            && cells.allSatisfy { cell in
                let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
                return !dashes.isEmpty && cell.allSatisfy { $0 == "-" || $0 == ":" }
            }
    }

    /// A bar behind a backslash, or in code, parts nothing.
    private static func cells(_ line: Substring) -> [Substring] {
        let text = line.trimmingSpaces
        var cells: [Substring] = []
        var start = text.startIndex
        var isEscaped = false
        var isCode = false
        for index in text.indices {
            if text[index] == "`" { isCode.toggle() }
            if text[index] == "|", !isEscaped, !isCode {
                cells.append(text[start..<index].trimmingSpaces)
                start = text.index(after: index)
            }
            isEscaped = text[index] == "\\" && !isEscaped
        }
        cells.append(text[start...].trimmingSpaces)
        if text.first == "|" { cells.removeFirst() }
        if cells.count > 1, cells.last?.isEmpty == true { cells.removeLast() }
        return cells
    }
}
