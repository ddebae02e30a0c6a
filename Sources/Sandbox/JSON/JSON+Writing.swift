extension JSON {
    /// How text outside ASCII is written.
    package enum Spelling: Sendable {
        /// As UTF-8, unchanged.
        case plain
        /// As Meta writes webhooks: everything outside ASCII as `\uXXXX` with lower-case hex, and `/` as `\/`.
        case escaped
    }

    /// The value as JSON text, members in alphabetical order, without white space.
    package func text(_ spelling: Spelling = .plain) -> String {
        var out = ""
        write(to: &out, spelling)
        return out
    }

    /// The value as UTF-8 bytes.
    package func bytes(_ spelling: Spelling = .plain) -> [UInt8] { Array(text(spelling).utf8) }

    private func write(to out: inout String, _ spelling: Spelling) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .number(let value): out += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(value, to: &out, spelling)
        case .array(let elements):
            out += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { out += "," }
                element.write(to: &out, spelling)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { out += "," }
                Self.write(member.key, to: &out, spelling)
                out += ":"
                member.value.write(to: &out, spelling)
            }
            out += "}"
        }
    }

    private static func write(_ value: String, to out: inout String, _ spelling: Spelling) {
        out += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "/" where spelling == .escaped: out += "\\/"
            case _ where scalar.value < 0x20 || (scalar.value > 0x7e && spelling == .escaped):
                for unit in String(scalar).utf16 { out += escape(unit) }
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
