import Testing

@testable import Files

struct PictureSizeTests {
    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> (8 * $0) & 0xFF) }
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] { big(value, count).reversed() }

    private static func png(_ width: Int, _ height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + Array("IHDR".utf8) + big(width, 4)
            + big(height, 4)
    }

    private static func jpeg(_ width: Int, _ height: Int, orientation: Int? = nil, little isLittle: Bool = true)
        -> [UInt8]
    {
        var bytes: [UInt8] = [0xFF, 0xD8]
        if let orientation {
            let two = { (value: Int) in isLittle ? little(value, 2) : big(value, 2) }
            let four = { (value: Int) in isLittle ? little(value, 4) : big(value, 4) }
            let entries =
                two(2) + two(0x010F) + two(2) + four(1) + four(0) + two(0x0112) + two(3) + four(1) + two(orientation)
                + two(0)
            let exif = Array("Exif\0\0".utf8) + Array((isLittle ? "II*\0" : "MM\0*").utf8) + four(8) + entries
            bytes += [0xFF, 0xE1] + big(exif.count + 2, 2) + exif
        }
        bytes += [0xFF, 0xC4] + big(4, 2) + [0, 0]
        return bytes + [0xFF, 0xC2] + big(11, 2) + [8] + big(height, 2) + big(width, 2) + [1, 0, 0, 0]
    }

    @Test func `each kind of picture tells its size`() {
        let webp = Array("RIFF\0\0\0\0WEBP".utf8)
        let cases: [(FileKind, [UInt8])] = [
            (.png, Self.png(640, 480)), (.jpeg, Self.jpeg(640, 480)),
            (.gif, Array("GIF89a".utf8) + Self.little(640, 2) + Self.little(480, 2)),
            (
                .webp,
                webp + Array("VP8X".utf8) + Self.little(10, 4) + [0, 0, 0, 0] + Self.little(639, 3)
                    + Self.little(479, 3)
            ),
            (.webp, webp + Array("VP8L".utf8) + Self.little(10, 4) + [0x2F] + Self.little(639 | 479 << 14, 4)),
            (
                .webp,
                webp + Array("VP8 ".utf8) + Self.little(10, 4) + [0, 0, 0, 0x9D, 0x01, 0x2A] + Self.little(640, 2)
                    + Self.little(480 | 1 << 14, 2)
            ),
        ]
        for (kind, head) in cases {
            // What is behind the numbers does not matter.
            #expect(PictureSize(kind, head: head + [0, 0]) == PictureSize(width: 640, height: 480), "\(kind)")
            for count in 0..<head.count { _ = PictureSize(kind, head: Array(head.prefix(count))) }
        }
    }

    @Test(arguments: 1...8, [true, false])
    func `a photo that is to be turned has the size that it is shown in`(orientation: Int, isLittle: Bool) {
        let size = PictureSize(.jpeg, head: Self.jpeg(4000, 3000, orientation: orientation, little: isLittle))
        #expect(
            size == (orientation > 4 ? PictureSize(width: 3000, height: 4000) : PictureSize(width: 4000, height: 3000)))
    }

    @Test func `broken heads tell nothing and break nothing`() {
        let seed = Self.jpeg(4000, 3000, orientation: 6)
        #expect(PictureSize(.jpeg, head: [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF]) == nil)
        #expect(PictureSize(.png, head: Self.png(0, 5)) == nil)
        #expect(PictureSize(.mp4Video, head: seed) == nil)
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            var head = seed
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                head[Int(state >> 33) % head.count] = UInt8(truncatingIfNeeded: state >> 24)
            }
            _ = PictureSize(.jpeg, head: head)
        }
    }

    @Test func `a voice note tells its length by its last page`() {
        func page(_ samples: Int) -> [UInt8] {
            Array("OggS\0".utf8) + [0] + Self.little(samples, 8) + [UInt8](repeating: 0, count: 20)
        }
        let head =
            Array("OggS\0".utf8) + [UInt8](repeating: 0, count: 23) + Array("OpusHead".utf8) + [1, 1]
            + Self.little(312, 2)
        let tail = page(48_000) + page(144_312)
        #expect(SoundLength.seconds(.oggOpus, head: head, tail: tail) == 3)
        #expect(SoundLength.seconds(.oggOpus, head: head, tail: []) == nil)
        #expect(SoundLength.seconds(.oggOpus, head: head, tail: page(-1)) == nil)
        #expect(SoundLength.seconds(.mp3, head: head, tail: tail) == nil)
    }
}
