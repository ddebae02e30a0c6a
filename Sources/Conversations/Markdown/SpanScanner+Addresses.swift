extension SpanScanner {
    /// A URL or an e-mail address that stands in the text, without the punctuation behind it.
    func address() -> ([Span], Int)? {
        guard characters[index].isPartOfWord, !(character(at: index - 1)?.isPartOfWord ?? false) else { return nil }
        guard let end = isURL ? endOfURL : hasEmail ? endOfEmail : nil else { return nil }
        return ([.address(String(characters[index..<end]))], end)
    }

    private var isURL: Bool {
        guard let first = characters.indices.contains(index + 4) ? characters[index].lowercased() : nil,
            first == "h" || first == "w"
        else { return false }
        let start = String(characters[index...].prefix(9)).lowercased()
        return ["https://", "http://", "www."].contains { start.hasPrefix($0) && start.count > $0.count }
    }

    private var endOfURL: Int? {
        var url = characters[index...].prefix(2048).prefix { !$0.isWhitespace && !"<>\"|".contains($0) }
        while let last = url.last, Self.isTrailing(last, in: url) { url.removeLast() }
        return url.endIndex
    }

    private static func isTrailing(_ last: Character, in url: ArraySlice<Character>) -> Bool {
        if last == ")" { return url.count { $0 == ")" } > url.count { $0 == "(" } }
        return ".,;:!?'*_~]।".contains(last)
    }

    private var endOfEmail: Int? {
        let name = characters[index...].prefix(65).prefix { $0.isASCII && ($0.isPartOfWord || "._%+-".contains($0)) }
        guard character(at: name.endIndex) == "@" else { return nil }
        var host = characters[(name.endIndex + 1)...].prefix(255).prefix { $0.isPartOfWord || $0 == "." || $0 == "-" }
        while host.last == "." || host.last == "-" { host.removeLast() }
        return host.contains(".") ? host.endIndex : nil
    }

    // MARK: [text](address), [text][label], [label]

    func link(at bracket: Int) -> ([Span], Int)? {
        guard let close = closing(bracket, "[", "]", within: 300) else { return nil }
        let label = characters[bracket + 1..<close]
        guard let (target, end) = inlineTarget(at: close + 1) ?? namedTarget(label, at: close + 1) else { return nil }
        return (linked(label, to: target), end)
    }

    /// "text: address", or one of them where they say the same.
    private func linked(_ label: ArraySlice<Character>, to target: LinkTarget) -> [Span] {
        var scanner = SpanScanner(Array(label), links: links)
        let spans = scanner.spans()
        let said = MarkdownEmphasis(spans).shown(isBold: false)
        guard let address = target.address else { return spans }
        if said.isBlank || (target.isSaid(by: said) && address.contains("://")) { return [.address(address)] }
        if target.isSaid(by: said) { return spans }
        return spans + [.text(said.hasSuffix(":") ? " " : ": "), .address(address)]
    }

    private func inlineTarget(at start: Int) -> (LinkTarget, Int)? {
        guard character(at: start) == "(", let close = closing(start, "(", ")", within: 2048) else { return nil }
        let inside = String(characters[start + 1..<close])[...].trimmingSpaces
        let address = inside.prefix { $0 != " " && $0 != "\t" && $0 != "\n" }
        let title = inside.dropFirst(address.count).trimmingSpaces
        guard title.isEmpty || "\"'(".contains(title[title.startIndex]) else { return nil }
        return LinkTarget(address).map { ($0, close + 1) }
    }

    private func namedTarget(_ label: ArraySlice<Character>, at start: Int) -> (LinkTarget, Int)? {
        if character(at: start) == "[", let close = closing(start, "[", "]", within: 300) {
            let name = close == start + 1 ? label : characters[start + 1..<close]
            return links.target(of: String(name)).map { ($0, close + 1) }
        }
        return links.target(of: String(label)).map { ($0, start) }
    }

    private func closing(_ start: Int, _ open: Character, _ close: Character, within limit: Int) -> Int? {
        var depth = 0
        var index = start
        while index < min(characters.count, start + limit) {
            switch characters[index] {
            case "\\": index += 1
            case open: depth += 1
            case close:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return nil
    }

    // MARK: <address>, <tag>

    func angle() -> ([Span], Int)? {
        let inside = characters[(index + 1)...].prefix(2048).prefix { !"<>\n".contains($0) }
        guard character(at: inside.endIndex) == ">" else { return nil }
        let text = String(inside)
        if let target = HTMLTag.target(of: text), let label = labelOfTag(at: inside.endIndex + 1) {
            return (linked(label, to: target), label.endIndex + 4)
        }
        if text.contains(where: \.isWhitespace) || !(text.contains(":") || text.contains("@")) || text.hasPrefix("/") {
            return HTMLTag.spans(text).map { ($0, inside.endIndex + 1) }
        }
        return LinkTarget(text)?.address.map { ([.address($0)], inside.endIndex + 1) }
    }

    /// What stands before `</a>`.
    private func labelOfTag(at start: Int) -> ArraySlice<Character>? {
        let label = characters[start...].prefix(1000).prefix { $0 != "<" }
        let end = characters[label.endIndex...].prefix(4)
        return String(end).lowercased() == "</a>" ? label : nil
    }
}
