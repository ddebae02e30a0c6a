import Conversations
import JSON
import TestSupport
import Testing

@testable import WhatsApp

/// What people and vendors write has its bounds.
struct BoundsTests {
    @Test func `what people write is bounded`() throws {
        let long = String(repeating: "x", count: 70_000)
        let read = Reading(
            message: #""from":"919000000001","id":"w","group_id":"R3I=","type":"text","text":{"body":"\#(long)"}"#,
            contact: #""wa_id":"919000000001","profile":{"name":"\#(long)"}"#)
        let message = try #require(read.messages.first)
        #expect(message.body.count == 65_536 && message.person.name?.count == 200 && message.isGroup)
        #expect(Bounded.cut("e" + String(repeating: "\u{301}", count: 5000), to: 200).utf8.count <= 800)
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), (#"C:\temp\scan.pdf"#, "scan.pdf"), (".hidden", "hidden"),
        ("a\u{202E}fdp.exe", "afdp.exe"), ("..", nil), ("/", nil), ("अहवाल.pdf", "अहवाल.pdf"),
        (#"my "best" scan.pdf"#, "my best scan.pdf"), ("\u{2066}a\u{2069}\u{200F}.pdf\u{1}", "a.pdf"),
    ])
    func `a file name is only a name`(name: String, expected: String?) throws {
        #expect(Bounded.filename(try .string(name)) == expected)
    }

    @Test func `a file name is bounded, and keeps its end`() throws {
        let name = Bounded.filename(try .string(String(repeating: "x", count: 5000) + ".pdf"))
        #expect(name?.count == 150 && name?.hasSuffix("x.pdf") == true)
        let endless = Bounded.filename(try .string("e" + String(repeating: "\u{301}", count: 100_000) + ".pdf"))
        #expect(try #require(endless).utf8.count < 2000)
    }

    @Test(arguments: [
        (#""filename":"blood report.pdf""#, "blood report.pdf"),
        (#""filename":"blood report.pdf","caption":"My report""#, "My report"),
        (#""filename":"blood report.pdf","caption":"""#, "blood report.pdf"),
        (#""filename":"blood report.pdf","caption":" \u200B ""#, "blood report.pdf"),
        (#""filename":"../\u202Ea\"b.pdf""#, "ab.pdf"), (#""mime_type":"application/pdf""#, ""),
        (#""filename":7"#, "7"),
    ])
    func `a document without a caption is read as the name of its file`(members: String, body: String) throws {
        let read = Reading(
            message: #""from":"919000000001","id":"w","type":"document","document":{"id":"1",\#(members)}"#,
            contact: #""wa_id":"919000000001""#)
        #expect(try #require(read.messages.first).body == body)
    }

    @Test(arguments: [
        ("919000000001", "919000000001"), ("+91 90000-00001", "919000000001"), ("", nil), ("abc", nil),
        ("91900000000x", nil), ("1234", nil), ("९१९०००००", nil),
    ])
    func `a phone number is digits or nothing`(text: String, expected: String?) throws {
        #expect(PhoneNumber(json: try .string(text))?.text == expected)
    }

    @Test func `a name of Meta's is opaque, but neither empty nor endless`() throws {
        #expect(Wamid(json: try .string(String(repeating: "x", count: 256)))?.text.count == 256)
        #expect(Wamid(json: try .string(String(repeating: "x", count: 257))) == nil)
        #expect(Wamid(json: try JSONElement("\"\"")) == nil)
        #expect(WhatsAppUserID(json: try JSONElement("7"))?.text == "7" && PhoneNumberID(json: nil) == nil)
    }
}
