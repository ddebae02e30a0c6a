/// The placeholders of a text: `{{1}}`, `{{first_name}}`.
enum Placeholders {
    /// Each once: numbers in their order, names as they come.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        for case .placeholder(let name) in pieces(of: text) where !names.contains(name) { names.append(name) }
        let numbers = names.compactMap { Int($0) }
        return numbers.count == names.count ? numbers.sorted().map(String.init) : names
    }

    /// The text with what `values` has in the place of its placeholders.
    static func fill(_ text: String, with values: [String: String]) -> String {
        pieces(of: text).map { piece in
            switch piece {
            case .text(let text): text
            case .placeholder(let name): values[name] ?? ""
            }
        }.joined()
    }

    enum Piece: Hashable {
        case text(String)
        case placeholder(String)
    }

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var plain = ""
        while let start = rest.firstRange(of: "{{") {
            plain += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}"), let name = name(rest[..<end.lowerBound]) else {
                plain += "{{"
                continue
            }
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
            pieces.append(.placeholder(name))
            rest = rest[end.upperBound...]
        }
        plain += rest
        return plain.isEmpty ? pieces : pieces + [.text(plain)]
    }

    /// Numbers without leading zeros, so that each has one name.
    private static func name(_ text: Substring) -> String? {
        let name = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        guard (1...60).contains(name.count),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else { return nil }
        return Int(String(name)).map(String.init) ?? String(name)
    }
}
