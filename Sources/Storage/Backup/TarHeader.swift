/// The block before a file in a tar archive, in the form of POSIX (ustar).
struct TarHeader: Equatable {
    static let blockSize = 512

    /// At most 100 bytes.
    let name: String
    let size: Int64
    /// Seconds since 1970.
    let time: Int64

    init(name: String, size: Int64, time: Int64) {
        self.name = name
        self.size = size
        self.time = time
    }

    /// Nil unless these are exactly the bytes that we write.
    init?(_ block: [UInt8]) {
        guard block.count == Self.blockSize, let size = Self.number(block[124..<136]),
            let time = Self.number(block[136..<148])
        else { return nil }
        let name = String(decoding: block[0..<100].prefix { $0 != 0 }, as: UTF8.self)
        self.init(name: name, size: size, time: time)
        guard bytes == block else { return nil }
    }

    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ field: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in field.enumerated() { block[offset + index] = byte }
        }
        put(name.utf8.prefix(100), at: 0)
        put("0000600\0".utf8, at: 100)
        put("0000000\0".utf8, at: 108)
        put("0000000\0".utf8, at: 116)
        put(Self.field(size), at: 124)
        put(Self.field(time), at: 136)
        put("        ".utf8, at: 148)
        put("0".utf8, at: 156)
        put("ustar\u{0}00".utf8, at: 257)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put("\(Self.octal(sum, digits: 6))\0 ".utf8, at: 148)
        return block
    }

    /// What fills the last block of a file of this size.
    static func padding(after size: Int64) -> Int { Int((512 - size % 512) % 512) }

    /// Octal digits; from 8 GiB on the bytes themselves, as GNU and BSD tar write and read them.
    private static func field(_ number: Int64) -> [UInt8] {
        if number < 1 << 33 { return Array("\(octal(number, digits: 11))\0".utf8) }
        return [0x80] + (0..<11).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
    }

    private static func octal(_ number: Int64, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        if field.first == 0x80 {
            let bytes = field.suffix(8)
            guard let first = bytes.first, first < 0x80 else { return nil }
            return bytes.reduce(0) { $0 << 8 | Int64($1) }
        }
        return Int64(String(decoding: field.prefix { $0 != 0 }, as: UTF8.self), radix: 8)
    }
}
