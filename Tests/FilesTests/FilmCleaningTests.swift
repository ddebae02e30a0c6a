@testable import Files
import NIOCore
import Testing

/// Films leave without the place where they were taken, and play as before.
struct FilmCleaningTests {
    private static func box(_ name: String, _ content: [UInt8]..., size: UInt32? = nil) -> [UInt8] {
        let content = content.flatMap(\.self)
        return number(size ?? UInt32(content.count + 8)) + name.unicodeScalars.map { UInt8($0.value) } + content
    }

    private static func large(_ name: String, _ content: [UInt8], size: UInt64? = nil) -> [UInt8] {
        number(UInt32(1)) + Array(name.utf8) + number(size ?? UInt64(content.count + 16)) + content
    }

    private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    private static let place = Array("+18.5195+073.8553/".utf8)
    private static let xmp = Array("<x:xmpmeta><exif:GPSLatitude>18,31.17N".utf8) + place
    private static let header = box("ftyp", Array("isom\0\0\0\0mp42".utf8))
    private static let frames = Array("frames that say udta, \u{A9}xyz and +18.5195 by chance".utf8)

    private static func udta() -> [UInt8] {
        box("udta", box("\u{A9}xyz", [0, 18, 0x15, 0xC7] + place), box("loci", [0, 0, 0, 0] + place))
    }

    private static func meta() -> [UInt8] {
        box("meta", [0, 0, 0, 0], box("keys", Array("com.apple.quicktime.location.ISO6709".utf8)), box("ilst", place))
    }

    /// With and without what is to become free.
    private static func film(_ isFull: Bool, frames: [UInt8] = frames) -> [UInt8] {
        func extra(_ bytes: [UInt8]) -> [UInt8] {
            // The head of a large box stays as large.
            let head = bytes[3] == 1 ? 16 : 8
            if isFull { return bytes }
            return Array(bytes[0..<4]) + Array("free".utf8) + Array(bytes[8..<head])
                + [UInt8](repeating: 0, count: bytes.count - head)
        }
        let track = box(
            "trak", box("tkhd", [1, 2, 3]), extra(udta()), extra(meta()),
            box("mdia", box("mdhd", [4]), extra(meta()), box("minf", box("stbl", Array("udta".utf8)), extra(udta()))))
        return header + extra(box("free", place))
            + box("moov", box("mvhd", [5]), extra(udta()), track, extra(meta()), extra(box("uuid", xmp)), [0, 0, 0, 0])
            + extra(large("uuid", xmp)) + box("mdat", frames)
            + box("moof", box("traf", box("trun", [6]), extra(udta())))
            + extra(box("GPS ", place)) + extra(box("udta", place, size: 0))
    }

    private static func cleaned(_ bytes: [UInt8], _ kind: FileKind = .mp4Video) async throws -> [UInt8] {
        let folder = try await DraftFolder.temporary()
        return try await folder.lend(limit: 32 << 20) { draft in
            try await draft.write(ByteBuffer(bytes: bytes))
            return try await FilmCleaning.lend(draft, kind, in: folder) { try await $0.content() }
        }
    }

    @Test(arguments: [FileKind.mp4Video, .threeGP, .mp4Audio])
    func `everything that it does not need becomes free, and nothing moves`(kind: FileKind) async throws {
        let clean = try await Self.cleaned(Self.film(true), kind)
        #expect(clean == Self.film(false))
        #expect(try await Self.cleaned(clean, kind) == clean)
        let plain = Self.header + Self.box("mdat", Self.frames)
        #expect(try await Self.cleaned(plain, kind) == plain)
        #expect(try await Self.cleaned(Self.film(true), .pdf) == Self.film(true))
    }

    @Test func `a box that lies across the pieces in which it is read is cleared whole`() async throws {
        for length in 131_072 - 600...131_072 where length % 37 == 0 {
            let frames = [UInt8](repeating: 7, count: length)
            #expect(try await Self.cleaned(Self.film(true, frames: frames)) == Self.film(false, frames: frames))
        }
        let wide = Self.header + Self.box("udta", [UInt8](repeating: 9, count: 400_000)) + Self.box("mdat", Self.frames)
        let clean = try await Self.cleaned(wide)
        #expect(clean.count == wide.count && !clean.contains(9) && clean.suffix(20) == wide.suffix(20))
    }

    private static let broken: [[UInt8]] = [
        header + box("moov", udta(), size: 7) + udta(), header + box("moov", udta(), size: 4_000_000_000),
        header + box("moov", box("trak", udta(), size: 500)), header + large("mdat", udta(), size: .max),
        header + large("mdat", udta(), size: 15), header + box("mdat", frames, size: 3),
        header + Array("trailer".utf8) + xmp, header + number(UInt32(1)) + Array("mdatudta".utf8),
    ]

    @Test(arguments: broken)
    func `one that cannot be gone through is refused where a place may be in it`(film: [UInt8]) async throws {
        await #expect(throws: FilmCleaning.Unreadable.self) { _ = try await Self.cleaned(film) }
    }

    @Test func `one that breaks off passes where no place can be in it, and what was found before is cleared`()
        async throws
    {
        for rest in [Self.box("mdat", [1, 2, 3], size: 9_000), Array("trailing".utf8) + [1, 2, 3], [0, 0, 0]] {
            #expect(try await Self.cleaned(Self.header + rest) == Self.header + rest)
            let clean = try await Self.cleaned(Self.header + Self.udta() + rest)
            #expect(clean.count == (Self.header + Self.udta() + rest).count && clean.suffix(rest.count) == rest[...])
            #expect(!String(decoding: clean, as: UTF8.self).contains("18.5195"))
        }
    }

    @Test func `a film of nothing but boxes is given up soon`() async throws {
        let boxes = [UInt8]((0..<100_000).map { _ in Self.box("mdat") }.joined())
        await #expect(throws: FilmCleaning.Unreadable.self) { _ = try await Self.cleaned(Self.header + boxes) }
        var nested: [UInt8] = []
        for _ in 0..<2000 { nested = Self.box("moov", nested) }
        #expect(try await Self.cleaned(nested).count == nested.count)
    }
}
