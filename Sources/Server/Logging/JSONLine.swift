/// A JSON object on one line, its members in the order in which they were added.
package struct JSONLine: Sendable {
    private var members: [String] = []

    package init() {}

    /// Nil becomes `null`.
    package mutating func add(_ name: String, _ value: String?) {
        members.append("\(Self.string(name)):\(value.map(Self.string) ?? "null")")
    }

    package mutating func add(_ name: String, _ value: Bool) {
        members.append("\(Self.string(name)):\(value)")
    }

    package var text: String { "{\(members.joined(separator: ","))}" }

    private static func string(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\r": written += "\\r"
            case "\t": written += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }
}
