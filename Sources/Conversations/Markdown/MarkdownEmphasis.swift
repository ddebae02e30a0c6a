/// Which marks belong together, and how the spans between them are written for WhatsApp.
struct MarkdownEmphasis {
    private struct Pair {
        let emphasis: Emphasis
        let open: Int
        let close: Int
    }

    private struct Open {
        let span: Int
        let mark: Character
        var count: Int
    }

    /// More open marks than this are no emphasis, and looking through them would take long.
    private static let depthLimit = 64

    private let spans: [Span]
    private var pairs: [Pair] = []
    /// How many marks of a span belong to no pair.
    private var unpaired: [Int: Int] = [:]
    /// How many addresses stand before each span, and at the end how many there are.
    private let addressesBefore: [Int]

    init(_ spans: [Span]) {
        self.spans = spans
        addressesBefore = spans.reduce(into: [0]) { counts, span in
            if case .address = span {
                counts.append(counts[counts.count - 1] + 1)
            } else {
                counts.append(counts[counts.count - 1])
            }
        }
        pairMarks()
        pairTags()
    }

    private mutating func pairMarks() {
        var stack: [Open] = []
        for (index, span) in spans.enumerated() {
            guard case .marks(let mark, var count, let canOpen, let canClose) = span else { continue }
            while canClose, count > 0, match(mark, &count, at: index, &stack) {}
            if canOpen && count > 0 {
                stack.append(Open(span: index, mark: mark, count: count))
                if stack.count > Self.depthLimit { stack.removeFirst() }
            }
        }
        for (index, span) in spans.enumerated() {
            if case .marks(_, let count, _, _) = span { unpaired[index, default: 0] += count }
        }
        for pair in pairs {
            let width = pair.emphasis == .italic ? 1 : 2
            unpaired[pair.open, default: 0] -= width
            unpaired[pair.close, default: 0] -= width
        }
    }

    /// Pairs with the nearest opening marks of the same kind: two with two, one with one.
    private mutating func match(_ mark: Character, _ count: inout Int, at index: Int, _ stack: inout [Open]) -> Bool {
        let found = stack.lastIndex {
            $0.mark == mark && ($0.count > 1) == (count > 1) || $0.mark == mark && ($0.count == 3 || count == 3)
        }
        guard let found else { return false }
        let isTwo = stack[found].count > 1 && count > 1
        let emphasis: Emphasis = mark == "~" ? .struck : isTwo ? .bold : .italic
        pairs.append(Pair(emphasis: emphasis, open: stack[found].span, close: index))
        stack[found].count -= isTwo ? 2 : 1
        count -= isTwo ? 2 : 1
        stack.removeSubrange((stack[found].count > 0 ? found + 1 : found)...)
        return true
    }

    private mutating func pairTags() {
        var open: [Emphasis: Int] = [:]
        for (index, span) in spans.enumerated() {
            guard case .tag(let emphasis, let opens) = span else { continue }
            if opens {
                open[emphasis] = open[emphasis] ?? index
            } else if let start = open.removeValue(forKey: emphasis) {
                pairs.append(Pair(emphasis: emphasis, open: start, close: index))
            }
        }
    }

    // MARK: Writing

    /// With `isBold` all of it, as a heading.
    func shown(isBold: Bool) -> String {
        var writer = MarkWriter()
        let shown = pairs.indices.filter { canBeDrawn(pairs[$0]) }
        var opens: [Int: [Int]] = [:]
        var closes: [Int: [Int]] = [:]
        for pair in shown {
            opens[pairs[pair].open, default: []].insert(pair, at: 0)
            closes[pairs[pair].close, default: []].append(pair)
        }
        let isWholeBold = isBold && addressesBefore.last == 0
        if isWholeBold { writer.open(.bold, -1) }
        for (index, span) in spans.enumerated() {
            for pair in closes[index] ?? [] { writer.close(pair) }
            switch span {
            case .text(let text), .address(let text): writer.write(text)
            case .marks(let mark, _, _, _): writer.write(String(repeating: mark, count: unpaired[index] ?? 0))
            case .tag: break
            }
            for pair in opens[index] ?? [] { writer.open(pairs[pair].emphasis, pair) }
        }
        if isWholeBold { writer.close(-1) }
        return writer.text
    }

    /// WhatsApp draws no marks within a word, and takes those behind an address for a part of it.
    private func canBeDrawn(_ pair: Pair) -> Bool {
        let before = pair.open > 0 ? lastCharacter(of: spans[pair.open - 1]) : nil
        let after = pair.close + 1 < spans.count ? firstCharacter(of: spans[pair.close + 1]) : nil
        if before?.isPartOfWord == true || after?.isPartOfWord == true { return false }
        return addressesBefore[pair.open] == addressesBefore[pair.close]
    }

    private func lastCharacter(of span: Span) -> Character? {
        switch span {
        case .text(let text), .address(let text): text.last
        case .marks, .tag: nil
        }
    }

    private func firstCharacter(of span: Span) -> Character? {
        switch span {
        case .text(let text), .address(let text): text.first
        case .marks, .tag: nil
        }
    }
}

/// Writes text with WhatsApp's marks, which hold within a line and touch what they mark.
private struct MarkWriter {
    private struct Active {
        let emphasis: Emphasis
        let pair: Int
        var isWritten = false
    }

    private(set) var text = ""
    private var active: [Active] = []

    mutating func open(_ emphasis: Emphasis, _ pair: Int) {
        guard !active.contains(where: { $0.emphasis == emphasis }) else { return }
        active.append(Active(emphasis: emphasis, pair: pair))
    }

    mutating func close(_ pair: Int) {
        guard let found = active.firstIndex(where: { $0.pair == pair }) else { return }
        endMarks(from: found)
        active.remove(at: found)
    }

    mutating func write(_ piece: String) {
        for character in piece {
            if character.isNewline {
                endMarks(from: 0)
            } else if !character.isWhitespace {
                beginMarks()
            }
            text.append(character)
        }
    }

    private mutating func beginMarks() {
        for index in active.indices where !active[index].isWritten {
            text.append(active[index].emphasis.rawValue)
            active[index].isWritten = true
        }
    }

    /// Those that are still wanted begin again with the next word.
    private mutating func endMarks(from first: Int) {
        let spaces = text.reversed().prefix { $0 == " " }.count
        text.removeLast(spaces)
        for index in active.indices.reversed() where index >= first && active[index].isWritten {
            text.append(active[index].emphasis.rawValue)
            active[index].isWritten = false
        }
        text += String(repeating: " ", count: spaces)
    }
}
