import Conversations

/// Cuts a text into its topics.
struct KnowledgeSections {
    private var finished: [KnowledgeSection] = []
    private var open: KnowledgeSection?
    private var scanner = MarkdownScanner()
    private var previous: Substring = ""
    /// Where the code or comment that is open begins.
    private var regionLine = 0
    private var headingsInRegion = 0

    static func sections(of text: String) throws(KnowledgeMarkdown.Problem) -> [KnowledgeSection] {
        var sections = KnowledgeSections()
        for (index, line) in text.lines.enumerated() { try sections.read(line, at: index + 1) }
        if sections.scanner.region != nil, sections.headingsInRegion > 0 {
            throw KnowledgeMarkdown.Problem(
                line: sections.regionLine,
                sentence:
                    "what begins here (code or a comment) is never closed, and takes the headings after it for text")
        }
        sections.close()
        return sections.finished
    }

    private mutating func read(_ line: Substring, at number: Int) throws(KnowledgeMarkdown.Problem) {
        let wasInRegion = scanner.region != nil
        switch scanner.read(line) {
        case .heading(let level, let title): begin(level, title, at: number)
        case .underline(let level, 1): underline(level, at: number - 1)
        case .underline:
            throw KnowledgeMarkdown.Problem(
                line: number,
                sentence: "this line makes one heading of all lines above it; leave a line empty above it, or write ## "
                    + "before a title of one line")
        case .headingWithoutBlank:
            throw KnowledgeMarkdown.Problem(
                line: number, sentence: "a heading needs a blank after ##; what is no heading is written \\##")
        case .text(let isVisible, let unescaped):
            add(line, unescaped, isVisible)
            watchRegion(line, at: number, wasInRegion)
        }
        previous = line
    }

    private mutating func add(_ line: Substring, _ unescaped: String?, _ isVisible: Bool) {
        let isMark = unescaped == nil && MarkdownScanner.isMark(line.trimmed)
        if isMark, open?.text.allSatisfy(\.trimmed.isEmpty) == true {
            open?.read(mark: line.trimmed)
        } else {
            open?.text.append(unescaped.map { $0[...] } ?? line)
            if isVisible { open?.visibleLines += 1 }
        }
    }

    private mutating func watchRegion(_ line: Substring, at number: Int, _ wasInRegion: Bool) {
        if !wasInRegion { (regionLine, headingsInRegion) = (number, 0) }
        if wasInRegion, let heading = line.indentation.rest.heading, heading.level <= 2 { headingsInRegion += 1 }
    }

    private mutating func begin(_ level: Int, _ title: String, at line: Int) {
        close()
        open = level == 2 ? KnowledgeSection(line: line, title: title) : nil
    }

    /// The line before was a heading all along.
    private mutating func underline(_ level: Int, at line: Int) {
        if var section = open {
            section.text.removeLast()
            section.visibleLines -= 1
            section.underlinedBelow = line
            open = section
        }
        begin(level, previous.trimmed.unescaped, at: line)
    }

    private mutating func close() {
        if let open { finished.append(open) }
        open = nil
    }
}
