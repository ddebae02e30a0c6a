/// The tags of HTML that Markdown lets through.
enum HTMLTag {
    /// What stands for `<inside>`; nil where it is no tag that is known here: "<5 years".
    static func spans(_ inside: String) -> [Span]? {
        let closes = inside.hasPrefix("/")
        let name = inside.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased()
        let rest = inside.drop { $0 == "/" }.dropFirst(name.count)
        guard rest.first.map({ $0.isWhitespace || $0 == "/" }) ?? true else { return nil }
        if let emphasis = emphases[name] { return [.tag(emphasis, opens: !closes)] }
        switch name {
        case "br": return [.text("\n")]
        case "p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6": return [.text("\n")]
        case "li": return closes ? [] : [.text("\n- ")]
        case "td", "th": return closes ? [.text(" ")] : []
        case "a", "hr", "span", "font", "u", "sup", "sub", "small", "big", "center", "img", "tbody", "thead",
            "blockquote",
            "code", "pre", "details", "summary", "dl", "dt", "dd", "figure", "ins", "wbr", "mark", "kbd", "section",
            "article", "label", "abbr":
            return []
        default: return nil
        }
    }

    private static let emphases: [String: Emphasis] = [
        "b": .bold, "strong": .bold, "i": .italic, "em": .italic, "s": .struck, "del": .struck, "strike": .struck,
    ]

    /// Where `<a href="…">` leads; nil for anything else.
    static func target(of inside: String) -> LinkTarget? {
        guard inside.prefix(2).lowercased() == "a " else { return nil }
        let match = inside.firstMatch(of: #/href\s*=\s*["']?([^"'\s>]+)/#.ignoresCase())
        return match.flatMap { LinkTarget($0.output.1) }
    }
}
