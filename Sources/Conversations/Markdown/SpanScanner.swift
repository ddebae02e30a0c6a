/// A piece of a text.
enum Span {
    /// Taken as it is.
    case text(String)
    /// A URL or an e-mail address: no mark may touch it.
    case address(String)
    /// Marks that may open or close emphasis.
    case marks(Character, count: Int, canOpen: Bool, canClose: Bool)
    /// The same, where there can be no doubt.
    case tag(Emphasis, opens: Bool)
}

enum Emphasis: Character {
    case bold = "*", italic = "_", struck = "~"
}

/// Reads the spans of a piece of text, in time that grows with its length.
struct SpanScanner {
    let characters: [Character]
    let links: MarkdownLinks
    let hasEmail: Bool
    var index = 0
    private var found: [Span] = []
    private var plain = ""

    init(_ characters: [Character], links: MarkdownLinks) {
        self.characters = characters
        self.links = links
        hasEmail = characters.contains("@")
    }

    mutating func spans() -> [Span] {
        while index < characters.count {
            if let (spans, end) = next() {
                endPlain()
                found += spans
                index = end
            } else {
                plain.append(characters[index])
                index += 1
            }
        }
        endPlain()
        return found
    }

    private mutating func endPlain() {
        if !plain.isEmpty { found.append(.text(plain)) }
        plain = ""
    }

    /// What begins here, and where it ends; nil for a character that means itself.
    private func next() -> ([Span], Int)? {
        switch characters[index] {
        case "\\": escape()
        case "`": code()
        case "<": angle()
        case "&": MarkdownEntity.read(characters[index...]).map { ([.text($0.text)], $0.end) }
        case "!" where character(at: index + 1) == "[": link(at: index + 1)
        case "[": link(at: index)
        case "*", "_", "~": marks()
        default: address()
        }
    }

    func character(at index: Int) -> Character? { characters.indices.contains(index) ? characters[index] : nil }

    private func escape() -> ([Span], Int)? {
        guard let next = character(at: index + 1), next.isASCII, "\\`*_{}[]()<>#+-.!|~".contains(next) else {
            return nil
        }
        return ([.text(String(next))], index + 2)
    }

    /// Code keeps its backticks, which WhatsApp knows too: nothing within is taken for a mark.
    private func code() -> ([Span], Int)? {
        let ticks = characters[index...].prefix { $0 == "`" }
        var start = ticks.endIndex
        while let open = characters[start...].firstIndex(of: "`") {
            let close = characters[open...].prefix { $0 == "`" }
            start = close.endIndex
            guard close.count == ticks.count else { continue }
            let code = String(characters[ticks.endIndex..<open]).replacing("\n", with: " ")
            guard !code.isBlank else { break }
            let mark = code.contains("`") ? "```" : "`"
            return ([.text(mark + code.trimmingOneSpace + mark)], close.endIndex)
        }
        return ([.text(String(ticks))], ticks.endIndex)
    }

    private func marks() -> ([Span], Int)? {
        let mark = characters[index]
        let run = characters[index...].prefix { $0 == mark }
        let end = run.endIndex
        let before = character(at: index - 1) ?? " "
        let after = character(at: end) ?? " "
        let (touchesBefore, touchesAfter) = (before.isPartOfWord, after.isPartOfWord)
        // One mark within a word is none: "2*3*4", "snake_case". Two may be: "**सोमवार**को".
        let mayBeWithin = mark == "*" && run.count > 1 && !before.isNumber
        guard mark == "~" ? run.count == 2 : run.count <= 3 else { return ([.text(String(run))], end) }
        return (
            [
                .marks(
                    mark, count: run.count, canOpen: !after.isWhitespace && (!touchesBefore || mayBeWithin),
                    canClose: !before.isWhitespace && (!touchesAfter || (mark == "*" && run.count > 1)))
            ], end
        )
    }
}

extension String {
    /// Markdown's way to write code that begins with a backtick.
    fileprivate var trimmingOneSpace: String {
        count > 2 && hasPrefix(" ") && hasSuffix(" ") ? String(dropFirst().dropLast()) : self
    }
}
