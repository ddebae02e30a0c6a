import Foundation
import NIOCore
import Testing

@testable import Files

/// With the real programs, which `bin/setup` installs.
struct ThumbnailTests {
    private static let isThere = Programs().path(of: "vipsthumbnail") != nil && Programs().path(of: "pdftoppm") != nil
    private static let isDemanded = ProcessInfo.processInfo.environment["CI"] == "true"

    /// The bytes of a small picture; nil where there is none. What is left behind in the folder is counted.
    private static func small(_ bytes: [UInt8], declared: String) async throws -> (picture: [UInt8]?, left: Int) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("small-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let drafts = try await DraftFolder(at: folder.path)
        let thumbnailer = try #require(Thumbnailer(drafts: drafts))
        let picture = try await drafts.lend(limit: 1 << 28) { draft in
            try await draft.write(ByteBuffer(bytes: bytes))
            let facts = try await FileFacts(draft, declared: declared)
            return try await thumbnailer.lend(of: draft, facts) { try await $0.ends(1 << 20).head }
        }
        return (picture, try FileManager.default.contentsOfDirectory(atPath: folder.path).count)
    }

    /// What `vips` makes; it comes with the programs.
    private static func made(_ arguments: [String], _ suffix: String) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("made-\(UUID())\(suffix)")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/vips")
        process.arguments = arguments.map { $0 == "OUT" ? file.path : $0 }
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: file))
    }

    private static let pdf = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 BOX]/Contents 4 0 R>>endobj
        4 0 obj<</Length 27>>stream
        1 0 0 rg 10 10 90 90 re f Q
        endstream endobj
        trailer<</Root 1 0 R/Size 5>>
        """

    @Test(.enabled(if: isThere || isDemanded))
    func `a photo becomes small and upright, without what the camera has written`() async throws {
        let photo = try Self.made(["gaussnoise", "OUT", "1600", "1200"], ".jpg")
        // Orientation 6 and a place, in a segment of their own.
        let exif =
            Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 2] + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
            + [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38] + [0, 0, 0, 0] + [0, 1]
            + [0, 1, 0, 2, 0, 0, 0, 2] + Array("N\0\0\0".utf8) + [0, 0, 0, 0]
        let length = exif.count + 2
        let turned = [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + exif + photo.dropFirst(2)
        let (small, left) = try await Self.small(turned, declared: "image/jpeg")
        let picture = try #require(small)
        #expect(PictureSize(.jpeg, head: picture) == PictureSize(width: 480, height: 640))
        #expect(!String(decoding: picture.prefix(2000), as: UTF8.self).contains("Exif"))
        #expect(picture.count < 200_000 && left == 0)
    }

    @Test(.enabled(if: isThere || isDemanded)) func `the first page of a PDF is seen, whatever its size`() async throws
    {
        for (box, size) in [
            ("595 842", PictureSize(width: 453, height: 640)), ("14400 14400", PictureSize(width: 640, height: 640)),
        ] {
            let text = Self.pdf.replacingOccurrences(of: "BOX", with: box)
            let (small, left) = try await Self.small(Array(text.utf8), declared: "application/pdf")
            let picture = try #require(small)
            #expect(PictureSize(.jpeg, head: picture) == size && left == 0, "\(box)")
        }
    }

    @Test(.enabled(if: isThere || isDemanded)) func `the pages of a document are counted`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let drafts = try await DraftFolder(at: folder.path)
        let thumbnailer = try #require(Thumbnailer(drafts: drafts))
        let three = Self.pdf.replacingOccurrences(of: "[3 0 R]/Count 1", with: "[3 0 R 3 0 R 3 0 R]/Count 3")
        let files: [(String, Int64?)] = [
            (Self.pdf, 1), (three, 3), ("%PDF-1.4\nnothing", nil), ("Pages: 7", nil),
            ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count -5>>endobj\ntrailer<</Root 1 0 R>>", nil),
        ]
        for (text, pages) in files {
            let counted = try await drafts.lend(limit: 1 << 20) { draft in
                try await draft.write(ByteBuffer(string: text.replacingOccurrences(of: "BOX", with: "595 842")))
                return try await thumbnailer.pages(of: draft, try await FileFacts(draft, declared: nil))
            }
            #expect(counted == pages, "\(text)")
        }
    }

    @Test(.enabled(if: isThere || isDemanded)) func `hostile and broken files get none, and cost little`() async throws
    {
        let photo = try Self.made(["gaussnoise", "OUT", "800", "800"], ".jpg")
        let padding = [UInt8](repeating: 0x20, count: 100_000)
        let bomb = try Self.made(["black", "OUT", "8000", "8000"], ".png") + padding
        let files: [(String, [UInt8])] = [
            ("image/jpeg", Array(photo.prefix(photo.count / 20)) + padding.prefix(70_000)),
            ("image/jpeg", Array(photo.prefix(600)) + [UInt8](repeating: 0, count: 100_000)),
            ("image/png", bomb),
            ("image/png", Array("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".utf8) + padding),
            ("application/pdf", Array("%PDF-1.4\nnothing".utf8)),
            ("image/jpeg", Array(photo.prefix(2000))),
        ]
        for (index, (type, bytes)) in files.enumerated() {
            let start = ContinuousClock.now
            let (small, left) = try await Self.small(bytes, declared: type)
            #expect(left == 0)
            // A photo that is cut is shown as far as it goes, or not at all.
            if index > 1 { #expect(small == nil, "\(index)") }
            #expect(ContinuousClock.now - start < .seconds(25))
        }
    }
}
