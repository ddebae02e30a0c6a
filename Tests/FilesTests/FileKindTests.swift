import Testing

@testable import Files

struct FileKindTests {
    private static func kind(_ head: [UInt8], tail: [UInt8]? = nil, declared: String? = nil) -> FileKind {
        FileKind(head: head, tail: tail ?? head, declared: declared)
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        arguments: [
            (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0]),
            (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
            (.gif, bytes("GIF89a...")), (.gif, bytes("GIF87a...")),
            (.webp, bytes("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ")), (.other, bytes("RIFF\u{1}\u{2}\u{3}\u{4}WAVEfmt ")),
            (.pdf, bytes("%PDF-1.7\n")),
            (.oggOpus, bytes("OggS") + [UInt8](repeating: 0, count: 24) + bytes("OpusHead")),
            (.other, bytes("OggS") + [UInt8](repeating: 0, count: 24) + bytes("\u{1}vorbis")),
            (.mp3, bytes("ID3\u{4}")), (.mp3, [0xFF, 0xFB, 0x90]), (.aac, [0xFF, 0xF1, 0x50]), (.aac, [0xFF, 0xF9]),
            (.amr, bytes("#!AMR\n")),
            (.mp4Video, [0, 0, 0, 32] + bytes("ftypisom")), (.mp4Audio, [0, 0, 0, 32] + bytes("ftypM4A ")),
            (.threeGP, [0, 0, 0, 32] + bytes("ftyp3gp4")), (.heic, [0, 0, 0, 32] + bytes("ftypheic")),
            (.heic, [0, 0, 0, 32] + bytes("ftypmif1")), (.avif, [0, 0, 0, 32] + bytes("ftypavif")),
            (.quickTime, [0, 0, 0, 32] + bytes("ftypqt  ")),
            (.oldOffice, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            (.vCard, bytes("BEGIN:VCARD\r\nVERSION:3.0")), (.vCard, bytes("\u{FEFF}BEGIN:VCARD\r\n")),
            (.text, bytes("आज का रिपोर्ट")), (.text, bytes("a < b")),
            (.other, bytes("  \r\n<!DOCTYPE html><script>alert(1)</script>")),
            (.other, bytes("\u{FEFF}<svg onload=alert(1)>")),
            (.other, bytes("<?xml version=\"1.0\"?>")), (.other, bytes("one\0two")), (.other, [0xC3, 0x28, 0x41]),
            (.other, []),
        ] as [(FileKind, [UInt8])])
    func `a file is what its first bytes say`(expected: FileKind, head: [UInt8]) {
        #expect(Self.kind(head) == expected)
        #expect(Self.kind(head, declared: "image/jpeg") == expected, "whatever came with it says")
        #expect(Self.kind(head, declared: "text/html") == expected)
    }

    @Test func `sound and picture share a container, where the declared type decides`() {
        let head = [0, 0, 0, 32] + Self.bytes("ftypmp42")
        #expect(Self.kind(head, declared: "audio/mp4") == .mp4Audio)
        #expect(Self.kind(head, declared: "video/mp4") == .mp4Video)
        #expect(Self.kind([0, 0, 0, 32] + Self.bytes("ftypqt  "), declared: "audio/mp4") == .quickTime)
    }

    @Test(arguments: [(FileKind.docx, "word/"), (.xlsx, "xl/"), (.pptx, "ppt/"), (.other, "evil/")])
    func `Office's files are archives with certain parts, wherever their names stand`(kind: FileKind, part: String) {
        let start: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
        let names = Self.bytes("[Content_Types].xml............\(part)document.xml")
        #expect(Self.kind(start + names) == kind)
        #expect(Self.kind(start, tail: names) == kind)
        #expect(Self.kind(start + Self.bytes("\(part)document.xml")) == .other)
    }

    @Test func `a character that is cut at the end of a long head is no reason to doubt the text`() {
        let long = [UInt8](repeating: 0x61, count: FileKind.endsNeeded - 2) + [0xE0, 0xA4]
        #expect(Self.kind(long) == .text)
        #expect(Self.kind([0x61, 0xE0, 0xA4]) == .other)
    }

    @Test func `what a browser may run is never shown`() {
        for kind in FileKind.allCases where kind.isShown {
            let type = kind.mimeType ?? ""
            #expect(["image/", "audio/", "video/"].contains { type.hasPrefix($0) } || type == "text/plain")
            #expect(!type.contains("svg"))
        }
    }
}
