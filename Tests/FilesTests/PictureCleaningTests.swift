import Files
import Foundation
import Testing

/// What leaves a picture before it is sent.
@Suite struct PictureCleaningTests {
    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    private static func exif(orientation: UInt8) -> [UInt8] {
        // Two entries: how it is to be turned, and where it was taken.
        Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 2, 0]
            + [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0] + [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]
            + [0, 0, 0, 0] + Array("GPS 18.5195694 73.8553467".utf8)
    }

    private static let frame = segment(0xC0, [8, 0, 40, 0, 30, 1, 1, 0x11, 0])
    private static let tables = segment(0xDB, [UInt8](repeating: 7, count: 65))
    /// Two scans with tables between them, a restart mark, a stuffed byte.
    private static let scans =
        segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4] + segment(0xC4, [0, 1, 0xFF, 0xD9])
        + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [5, 6, 7, 0xFF, 0xD9]
    private static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    private static let colours = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9])

    private static func jpeg(orientation: UInt8, tail: [UInt8] = []) -> [UInt8] {
        let said: [[UInt8]] = [
            jfif, segment(0xE1, exif(orientation: orientation)),
            segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GPS>".utf8)), colours,
            segment(0xE2, Array("MPF\0GPS".utf8)), segment(0xED, Array("Photoshop 3.0\0GPS".utf8)),
            segment(0xFE, Array("GPS".utf8)), tables, frame,
        ]
        return [0xFF, 0xD8] + said.flatMap(\.self) + scans + tail
    }

    @Test(arguments: [1, 3, 6, 8] as [UInt8])
    func `a photo keeps how it is turned, its colours and its picture, and nothing else`(_ orientation: UInt8) throws {
        let photo = Self.jpeg(orientation: orientation, tail: Array("GPS film of the last seconds".utf8))
        let clean = try #require(PictureCleaning.cleaned(photo, .jpeg))
        #expect(!String(decoding: clean, as: UTF8.self).contains("GPS"))
        #expect(PictureSize(.jpeg, head: clean) == PictureSize(.jpeg, head: photo))
        let pictures = Self.jfif + Self.colours + Self.tables + Self.frame + Self.scans
        #expect(Array(clean.suffix(pictures.count)) == pictures)
        #expect(clean.count == 2 + pictures.count + (orientation == 1 ? 0 : 36))
        #expect(PictureCleaning.cleaned(clean, .jpeg) == clean, "nothing is left to take away")
    }

    @Test func `a drawing keeps its picture alone`() throws {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            [0, 0, 0, UInt8(content.count)] + Array(name.utf8) + content + [1, 2, 3, 4]
        }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let picture = chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 4, 8, 2, 0, 0, 0])
        let said = chunk("tEXt", Array("GPS".utf8)) + chunk("eXIf", Array("GPS".utf8)) + chunk("iTXt", [1])
        let rest = chunk("gAMA", [0]) + chunk("IDAT", [9, 9]) + chunk("IEND", [])
        let clean = PictureCleaning.cleaned(signature + picture + said + rest + Array("GPS".utf8), .png)
        #expect(clean == signature + picture + rest)
        #expect(PictureCleaning.cleaned(signature + picture + rest, .png) == signature + picture + rest)
    }

    @Test func `what is cut or broken says no place, or is refused`() {
        let photo = Self.jpeg(orientation: 6)
        for end in 0..<photo.count {
            let cut = Array(photo[..<end])
            let clean = PictureCleaning.cleaned(cut, .jpeg)
            #expect(clean.map { String(decoding: $0, as: UTF8.self).contains("GPS") } != true, "\(end)")
            #expect(end > photo.count - Self.scans.count || clean == nil, "\(end)")
            #expect(PictureCleaning.cleaned(cut, .png) == nil)
        }
        let stray = Array(photo[..<20]) + [0] + photo[20...]
        #expect(PictureCleaning.cleaned(stray, .jpeg) == nil)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var broken = photo
            for _ in 0..<4 { broken[Int.random(in: 2..<broken.count, using: &random)] = .random(in: 0...255) }
            _ = PictureCleaning.cleaned(broken, .jpeg)
        }
    }
}
