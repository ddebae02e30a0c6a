/// What the segments of a JPEG before the picture itself say.
struct JPEGHead {
    private var size: PictureSize?
    private(set) var turn = PictureTurn.upright

    /// Nil where it ends before the size.
    init?(_ bytes: Bytes) {
        var at = 2
        while let marker = bytes.big16(at), marker > 0xFF00, let length = bytes.big16(at + 2), length >= 2 {
            switch marker {
            // Start of frame; C4, C8 and CC are other things.
            case 0xFFC0...0xFFCF where ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker):
                size = PictureSize(bytes.big16(at + 7), bytes.big16(at + 5))
                return
            case 0xFFE1 where bytes.matches("Exif\0\0", at: at + 4):
                turn = PictureTurn(exif: bytes, at: at + 10) ?? turn
            case 0xFFD9, 0xFFDA: return nil
            default: break
            }
            at += 2 + length
        }
        return nil
    }

    /// The size of the picture as it is shown.
    var shown: PictureSize? {
        guard let size, turn.swapsSides else { return size }
        return PictureSize(width: size.height, height: size.width)
    }
}

/// How a picture is to be turned and mirrored before it is shown: EXIF's number of it.
struct PictureTurn: Equatable {
    static let upright = PictureTurn(number: 1)

    /// 1 to 8.
    private let number: UInt8

    private init(number: UInt8) { self.number = number }

    /// Nil where EXIF, which begins here, does not tell.
    init?(exif bytes: Bytes, at start: Int) {
        let isLittle = bytes.matches("II", at: start)
        guard isLittle || bytes.matches("MM", at: start) else { return nil }
        func two(_ at: Int) -> Int? { isLittle ? bytes.little16(start + at) : bytes.big16(start + at) }
        func four(_ at: Int) -> Int? { isLittle ? bytes.little32(start + at) : bytes.big32(start + at) }
        guard let directory = four(4), let count = two(directory) else { return nil }
        let entries = (0..<min(count, 200)).map { directory + 2 + 12 * $0 }
        guard let entry = entries.last(where: { two($0) == 0x0112 }), let number = two(entry + 8),
            (1...8).contains(number)
        else { return nil }
        self.number = UInt8(number)
    }

    /// Upright where the picture does not tell.
    init(jpeg bytes: [UInt8]) { self = JPEGHead(Bytes(bytes))?.turn ?? .upright }

    /// From the fifth on it is a quarter.
    var swapsSides: Bool { number >= 5 }

    /// A segment of JPEG that says this and nothing else.
    var segment: [UInt8] {
        let entry: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, number, 0, 0]
        let exif = Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + entry + [0, 0, 0, 0]
        return [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    }
}
