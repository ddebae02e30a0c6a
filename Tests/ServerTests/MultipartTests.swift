import NIOCore
@testable import Server
import Testing

/// Forms, in whatever pieces the network hands them over.
@Suite struct MultipartTests {
    private struct Pieces: AsyncSequence {
        let bytes: [UInt8]
        let length: Int

        func makeAsyncIterator() -> AsyncStream<ByteBuffer>.Iterator {
            AsyncStream { stream in
                for start in Swift.stride(from: 0, to: bytes.count, by: length) {
                    stream.yield(ByteBuffer(bytes: bytes[start..<Swift.min(start + length, bytes.count)]))
                }
                stream.finish()
            }.makeAsyncIterator()
        }
    }

    private static func parts(
        _ text: String, boundary: String = "b", pieces: Int = 7
    ) async throws -> [(head: MultipartHead, body: String)] {
        var reader = MultipartReader(Pieces(bytes: Array(text.utf8), length: pieces), boundary: boundary)
        var parts: [(MultipartHead, String)] = []
        while let head = try await reader.next() {
            var body: [UInt8] = []
            try await reader.readPart { body += $0.readableBytesView }
            parts.append((head, String(decoding: body, as: UTF8.self)))
        }
        return parts
    }

    @Test(arguments: 1...40)
    func `parts are the same in any pieces`(_ pieces: Int) async throws {
        let form =
            "a preamble\r\n--b\r\nContent-Disposition: form-data; name=\"patientId\"\r\n\r\n\r\n--\r\n-b\r\n--c"
            + "\r\n--b\r\ncontent-disposition:form-data;name=file;filename=\"a \\\"b\\\".jpg\"\r\n"
            + "Content-Type: image/JPEG; x=y\r\n\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n"
            + "\r\n--b--\r\nan epilogue"
        let parts = try await Self.parts(form, pieces: pieces)
        #expect(parts.map(\.head.name) == ["patientId", "file", ""])
        #expect(parts.map(\.body) == ["\r\n--\r\n-b\r\n--c", "\r\n", ""])
        #expect(parts[1].head.filename == "a \"b\".jpg" && parts[1].head.contentType == "image/jpeg")
        #expect(parts[0].head.filename == nil && parts[0].head.contentType == nil)
    }

    @Test func `names are read as browsers and libraries write them`() {
        let names = [
            "filename=\"r\u{e9}sum\u{e9} %22x%22.pdf\"": "r\u{e9}sum\u{e9} \"x\".pdf",
            "filename*=UTF-8''r%C3%A9sum%C3%A9%2B.pdf": "r\u{e9}sum\u{e9}+.pdf",
            "filename=\"a.pdf\"; filename*=utf-8'en'b%20c.pdf": "b c.pdf", "filename=a.pdf": "a.pdf",
            "filename*=latin1''x": nil, "filename=\"never ends": "never ends", "filename=\"\"": "",
            "filename=\"C:\\dir\\a.pdf\"": "C:\\dir\\a.pdf",
        ]
        for (written, name) in names {
            let head = MultipartHead("Content-Disposition: form-data; name=\"file\"; \(written)")
            #expect(head?.name == "file" && head?.filename == name, "\(written)")
        }
        for broken in ["", "Content-Type: text/plain", "Content-Disposition: attachment; name=\"a\"", "no colon"] {
            #expect(MultipartHead(broken) == nil, "\(broken)")
        }
    }

    @Test func `what ends early, has no form or too many parts is said to be so`() async {
        let whole = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--"
        for end in 0..<whole.utf8.count {
            await #expect(throws: MultipartFault.malformed, "\(end)") {
                _ = try await Self.parts(String(decoding: Array(whole.utf8)[..<end], as: UTF8.self))
            }
        }
        let long =
            "--b\r\nContent-Disposition: form-data; name=\"\(String(repeating: "n", count: 9000))\"\r\n\r\nx\r\n--b--"
        await #expect(throws: MultipartFault.malformed) { _ = try await Self.parts(long, pieces: 500) }
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
        await #expect(throws: MultipartFault.tooManyParts) {
            _ = try await Self.parts(String(repeating: part, count: 33) + "--b--")
        }
    }
}
