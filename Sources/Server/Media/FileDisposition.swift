/// What a browser does with a file: shows it or keeps it, under this name (RFC 6266).
enum FileDisposition {
    static func value(isShown: Bool, name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { isPlain($0) ? Character($0) : "_" })
        let encoded = name.utf8.map { byte in
            isUnreserved(byte) ? String(Unicode.Scalar(byte)) : "%" + hex(byte)
        }.joined()
        return "\(isShown ? "inline" : "attachment"); filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\" && scalar != "%"
    }

    /// As `attr-char` of RFC 8187.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$&+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + digits : digits
    }
}
