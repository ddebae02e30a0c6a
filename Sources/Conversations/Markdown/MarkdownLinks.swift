/// The links that a Markdown text defines for itself (`[map]: https://…`), and how the pieces of the text are shown
/// with them.
struct MarkdownLinks {
    private let targets: [String: LinkTarget]

    init(definedIn lines: [Substring]) {
        let found = lines.compactMap(Self.definition)
        targets = Dictionary(found.map { ($0.label, $0.target) }) { first, _ in first }
    }

    /// A piece of text without line structure, as WhatsApp shows it.
    func shown(_ text: some StringProtocol, isHeading: Bool = false) -> String {
        var scanner = SpanScanner(Array(text), links: self)
        return MarkdownEmphasis(scanner.spans()).shown(isBold: isHeading)
    }

    func target(of label: some StringProtocol) -> LinkTarget? { targets[Self.name(label)] }

    /// Nil where the line defines no link. "[Fee]: 500" doesn't.
    static func definition(in line: Substring) -> (label: String, target: LinkTarget)? {
        let text = line.trimmingSpaces
        guard text.first == "[", let end = text.firstRange(of: "]:") else { return nil }
        let label = text[text.index(after: text.startIndex)..<end.lowerBound]
        let words = text[end.upperBound...].trimmingSpaces
        let address = words.prefix { $0 != " " && $0 != "\t" }
        let title = words.dropFirst(address.count).trimmingSpaces
        guard !label.isEmpty, !label.contains("]"), let target = LinkTarget(address),
            title.isEmpty || "\"'(".contains(title[title.startIndex])
        else { return nil }
        return (name(label), target)
    }

    private static func name(_ label: some StringProtocol) -> String {
        label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Where a link leads.
struct LinkTarget {
    /// What a person can use of it; nil for a place within the text or on a site that isn't named.
    let address: String?

    /// Nil where it is no address: "(see below)".
    init?(_ text: some StringProtocol) {
        let isBracketed = text.hasPrefix("<") && text.hasSuffix(">")
        let target = String(isBracketed ? text.dropFirst().dropLast() : text.dropFirst(0))
        let lower = target.lowercased()
        guard let first = lower.first else { return nil }
        if let scheme = ["mailto:", "tel:", "sms:"].first(where: lower.hasPrefix) {
            address = String(target.dropFirst(scheme.count).prefix { $0 != "?" })
        } else if lower.hasPrefix("javascript:") || lower.hasPrefix("data:") || "#/.".contains(first) {
            address = nil
        } else if !lower.contains(where: \.isWhitespace), Self.isURL(lower) || Self.isEmail(lower) || Self.isHost(lower)
        {
            address = target
        } else {
            return nil
        }
    }

    private static func isURL(_ text: String) -> Bool {
        let scheme = text.prefix { $0.isASCII && ($0.isPartOfWord || "+.-".contains($0)) }
        return scheme.count > 1 && scheme.first?.isLetter == true && text.dropFirst(scheme.count).first == ":"
            && text.count > scheme.count + 1
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && isHost(String(parts[1]))
    }

    /// "clinic.example/map"
    private static func isHost(_ text: String) -> Bool {
        let names = text.prefix { $0 != "/" }.split(separator: ".", omittingEmptySubsequences: false)
        return names.count > 1 && names.allSatisfy { $0.first?.isPartOfWord ?? false }
    }

    /// Whether `text` says the address already.
    func isSaid(by text: String) -> Bool {
        guard let address else { return true }
        let digits = address.filter(\.isNumber)
        if address.allSatisfy({ $0.isNumber || "+-() ".contains($0) }) { return text.filter(\.isNumber) == digits }
        return Self.bare(text) == Self.bare(address)
    }

    private static func bare(_ text: String) -> String {
        var bare = text.lowercased()[...]
        for prefix in ["https://", "http://", "mailto:", "www."] where bare.hasPrefix(prefix) {
            bare = bare.dropFirst(prefix.count)
        }
        return String(bare.hasSuffix("/") ? bare.dropLast() : bare)
    }
}
