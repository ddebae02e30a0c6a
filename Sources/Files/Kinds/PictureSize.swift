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

    init?(_ width: Int?, _ height: Int?) {
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
}
