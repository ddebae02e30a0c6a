/// Resolves the escapes of a string that the parser has passed.
enum JSONEscapes {
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let highHalves: ClosedRange<UInt32> = 0xD800...0xDBFF
    private static let lowHalves: ClosedRange<UInt32> = 0xDC00...0xDFFF

    static func isHigh(_ unit: UInt32) -> Bool { highHalves.contains(unit) }
    static func isLow(_ unit: UInt32) -> Bool { lowHalves.contains(unit) }

    static func text(_ raw: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        var rest = raw
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
                text.append(byte)
                continue
            }
            switch letter {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(scalar(&rest)) ?? .init())
            default: text.append(letter)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What the digits behind a `u` stand for, with the other half that may follow.
    private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        let first = unit(&rest)
        guard isHigh(first), rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            return Unicode.Scalar(first) ?? replacement
        }
        var ahead = rest.dropFirst(2)
        let second = unit(&ahead)
        guard isLow(second) else { return replacement }
        rest = ahead
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt32 {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.reduce(0) { $0 << 4 | ($1.hexDigit ?? 0) }
    }
}

extension UInt8 {
    /// The value of this byte as a hexadecimal digit; nil when it isn't one.
    var hexDigit: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
