import JSON

extension JSONElement {
    /// The value as any reader of JSON understands it: compact, of equal names the last, sorted. Where it is `tagged`, a
    /// string begins with `s`, and a number is a string that begins with `n`, since readers differ in what they make of it.
    func written(tagged: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, tagged)
        return bytes
    }

    private func write(to bytes: inout [UInt8], _ tagged: Bool) {
        switch kind {
        case .null: bytes += "null".utf8
        case .bool: bytes += (bool == true ? "true" : "false").utf8
        case .number where tagged: Self.write("n" + (numberText ?? ""), to: &bytes)
        case .number: bytes += (numberText ?? "").utf8
        case .string: Self.write((tagged ? "s" : "") + (string ?? ""), to: &bytes)
        case .array: Self.list(elements, between: "[]", to: &bytes) { $0.write(to: &$1, tagged) }
        case .object:
            Self.list((members ?? [:]).sorted { $0.key < $1.key }, between: "{}", to: &bytes) { member, bytes in
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes, tagged)
            }
        }
    }

    private static func list<Parts: Sequence>(
        _ parts: Parts, between marks: String, to bytes: inout [UInt8], _ write: (Parts.Element, inout [UInt8]) -> Void
    ) {
        bytes += marks.utf8.prefix(1)
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(part, &bytes)
        }
        bytes += marks.utf8.suffix(1)
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x20: bytes += ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
