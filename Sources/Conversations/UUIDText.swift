package import FoundationEssentials

/// A UUID's text, byte by byte: `UUID.uuidString` makes a string in upper case, and another one in lower case of that.
extension UUID {
    /// How many bytes the text has.
    package static let textLength = 36

    /// A new random one. Foundation's own opens a file of random bytes for each.
    package static func random() -> UUID {
        var generator = SystemRandomNumberGenerator()
        var bytes = (generator.next() as UInt64, generator.next() as UInt64)
        return withUnsafeMutableBytes(of: &bytes) { bytes in
            // Version 4, variant 1 (RFC 9562).
            bytes[6] = bytes[6] & 0x0F | 0x40
            bytes[8] = bytes[8] & 0x3F | 0x80
            return UUID(uuid: bytes.load(as: uuid_t.self))
        }
    }

    /// Writes the text in lower case, `textLength` bytes.
    package func writeText(to target: UnsafeMutablePointer<UInt8>) {
        withUnsafeBytes(of: uuid) { bytes in
            var position = 0
            for (index, byte) in bytes.enumerated() {
                if Self.hasHyphen(before: index) {
                    target[position] = UInt8(ascii: "-")
                    position += 1
                }
                target[position] = Self.digit(byte >> 4)
                target[position + 1] = Self.digit(byte & 15)
                position += 2
            }
        }
    }

    /// Reads the text in either case; nil for anything else.
    package init?(text: UnsafeBufferPointer<UInt8>) {
        guard text.count == Self.textLength else { return nil }
        var uuid: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        var position = 0
        let isRead = withUnsafeMutableBytes(of: &uuid) { bytes in
            for index in bytes.indices {
                if Self.hasHyphen(before: index) {
                    guard text[position] == UInt8(ascii: "-") else { return false }
                    position += 1
                }
                guard let high = Self.value(text[position]), let low = Self.value(text[position + 1]) else {
                    return false
                }
                bytes[index] = high << 4 | low
                position += 2
            }
            return true
        }
        guard isRead else { return nil }
        self.init(uuid: uuid)
    }

    /// Reads the text in either case; nil for anything else.
    package init?(text: String) {
        var text = text
        guard let uuid = text.withUTF8({ UUID(text: $0) }) else { return nil }
        self = uuid
    }

    /// The text in lower case.
    package var text: String {
        String(unsafeUninitializedCapacity: Self.textLength) { target in
            writeText(to: target.baseAddress!)
            return Self.textLength
        }
    }

    /// The groups of a UUID have 4, 2, 2, 2 and 6 bytes.
    private static func hasHyphen(before index: Int) -> Bool { index == 4 || index == 6 || index == 8 || index == 10 }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
