/// `&amp;` and its like, by name or number.
enum MarkdownEntity {
    static func read(_ text: ArraySlice<Character>) -> (text: String, end: Int)? {
        let name = text.dropFirst().prefix(10).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
        guard name.endIndex < text.endIndex, text[name.endIndex] == ";" else { return nil }
        return (names[String(name)] ?? number(String(name))).map { ($0, name.endIndex + 1) }
    }

    private static func number(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return nil }
        let isHex = name.lowercased().hasPrefix("#x")
        guard let value = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .control
        else { return nil }
        return String(scalar)
    }

    private static let names = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
        "thinsp": " ", "shy": "", "zwnj": "\u{200C}", "zwj": "\u{200D}", "ndash": "–", "mdash": "—", "hellip": "…",
        "bull": "•", "middot": "·", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
        "copy": "©", "reg": "®", "trade": "™", "deg": "°", "times": "×", "divide": "÷", "plusmn": "±", "frac12": "½",
        "frac14": "¼", "frac34": "¾", "euro": "€", "pound": "£", "cent": "¢", "sect": "§", "para": "¶", "larr": "←",
        "rarr": "→", "uarr": "↑", "darr": "↓", "check": "✓", "phone": "☎", "ne": "≠", "le": "≤", "ge": "≥",
    ]
}
