/// The size of a picture as it is shown, read from its head.
package struct PictureSize: Sendable, Hashable {
    /// In pixels, 1 or more.
    package let width: Int
    package let height: Int

    package init?(width: Int, height: Int) {
        guard width > 0, height > 0 else { return nil }
        self.width = width
        self.height = height
    }

    /// Nil where the head does not tell, and for kinds that are no pictures.
    package init?(_ kind: FileKind, head: [UInt8]) {
        let bytes = Bytes(head)
        let found: PictureSize?
        switch kind {
        case .png: found = bytes.matches("IHDR", at: 12) ? PictureSize(bytes.big32(16), bytes.big32(20)) : nil
        case .gif: found = PictureSize(bytes.little16(6), bytes.little16(8))
        case .webp: found = Self.ofWebP(bytes)
        case .jpeg: found = JPEGHead(bytes)?.shown
        default: found = nil
        }
        guard let found else { return nil }
        self = found
    }

    private init?(_ width: Int?, _ height: Int?) {
        guard let width, let height else { return nil }
        self.init(width: width, height: height)
    }

    private static func ofWebP(_ bytes: Bytes) -> PictureSize? {
        if bytes.matches("VP8 ", at: 12) {
            return PictureSize(bytes.little16(26).map { $0 & 0x3FFF }, bytes.little16(28).map { $0 & 0x3FFF })
        }
        if bytes.matches("VP8L", at: 12), let packed = bytes.little32(21) {
            return PictureSize(width: (packed & 0x3FFF) + 1, height: (packed >> 14 & 0x3FFF) + 1)
        }
        guard bytes.matches("VP8X", at: 12), let width = bytes.little32(24), let height = bytes.little32(27) else {
            return nil
        }
        return PictureSize(width: (width & 0xFF_FFFF) + 1, height: (height & 0xFF_FFFF) + 1)
    }

    /// What the segments before the picture itself say.
    private struct JPEGHead {
        private var size: PictureSize?
        /// EXIF's number of how the picture is to be turned.
        private var orientation = 1

        /// Nil where it ends before the size.
        init?(_ bytes: Bytes) {
            var at = 2
            while let marker = bytes.big16(at), marker > 0xFF00, let length = bytes.big16(at + 2), length >= 2 {
                switch marker {
                // Start of frame; C4, C8 and CC are other things.
                case 0xFFC0...0xFFCF where ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker):
                    size = PictureSize(bytes.big16(at + 7), bytes.big16(at + 5))
                    return
                case 0xFFE1 where bytes.matches("Exif\0\0", at: at + 4): read(exif: bytes, at: at + 10)
                case 0xFFD9, 0xFFDA: return nil
                default: break
                }
                at += 2 + length
            }
            return nil
        }

        /// From the fifth on they turn it by a quarter.
        var shown: PictureSize? {
            guard let size, (5...8).contains(orientation) else { return size }
            return PictureSize(width: size.height, height: size.width)
        }

        private mutating func read(exif bytes: Bytes, at start: Int) {
            let isLittle = bytes.matches("II", at: start)
            guard isLittle || bytes.matches("MM", at: start) else { return }
            func two(_ at: Int) -> Int? { isLittle ? bytes.little16(start + at) : bytes.big16(start + at) }
            func four(_ at: Int) -> Int? { isLittle ? bytes.little32(start + at) : bytes.big32(start + at) }
            guard let directory = four(4), let count = two(directory) else { return }
            for entry in 0..<min(count, 200) where two(directory + 2 + 12 * entry) == 0x0112 {
                orientation = two(directory + 2 + 12 * entry + 8) ?? 1
            }
        }
    }
}

/// Numbers in bytes; nil behind their end.
private struct Bytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func matches(_ text: String, at offset: Int) -> Bool {
        offset <= bytes.count && bytes[offset...].starts(with: text.utf8)
    }

    func big16(_ at: Int) -> Int? { number(at, 2) }
    func big32(_ at: Int) -> Int? { number(at, 4) }
    func little16(_ at: Int) -> Int? { number(at, 2)?.turned(2) }
    func little32(_ at: Int) -> Int? { number(at, 4)?.turned(4) }

    private func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        return bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

extension Int {
    fileprivate func turned(_ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | (self >> (8 * $1) & 0xFF) << (8 * (count - 1 - $1)) }
    }
}
