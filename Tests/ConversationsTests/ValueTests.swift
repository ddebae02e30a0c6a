import Conversations
import Foundation
import Testing

@Suite struct ValueTests {
    @Test("a time is written with milliseconds, and text order is time order")
    func timestamps() throws {
        let early = try #require(Timestamp("2026-11-22T10:15:00Z"))
        #expect(early.description == "2026-11-22T10:15:00.000Z")
        let late = early.adding(.milliseconds(1500))
        #expect(late.description == "2026-11-22T10:15:01.500Z")
        #expect(early < late && early.description < late.description)
        #expect(Timestamp(late.description) == late)
        #expect(Timestamp("yesterday") == nil)
        #expect(Timestamp(unixSeconds: 1_795_341_600)?.milliseconds == 1_795_341_600_000)
        #expect(Timestamp(unixSeconds: -1) == nil && Timestamp(unixSeconds: .max) == nil)
    }

    @Test("every millisecond survives being written and read")
    func roundTrip() throws {
        for milliseconds in (1_795_341_600_000 as Int64)..<1_795_341_601_000 {
            let time = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test("a text is 1 to 4,096 UTF-16 units and not only white space")
    func texts() {
        #expect(MessageText("") == nil && MessageText(" \n\t") == nil)
        #expect(MessageText(String(repeating: "a", count: 4096)) != nil)
        #expect(MessageText(String(repeating: "a", count: 4097)) == nil)
        #expect(MessageText(String(repeating: "🙂", count: 2049)) == nil)
        #expect(MessageText("a\0b")?.value == "a\u{FFFD}b")
    }

    @Test("a secret does not print, however it is asked")
    func secrets() {
        let secret = Secret("EAAG-very-secret")
        #expect("\(secret) \(String(reflecting: secret)) \([secret])".contains("very") == false)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("very"))
    }

    @Test("identifiers are written in lower case and read in any")
    func identifiers() {
        let text = "6F9619FF-8B86-D011-B42D-00C04FC964FF"
        #expect(PatientID(text)?.description == text.lowercased())
        #expect(PatientID("6F9619FF8B86D011B42D00C04FC964FF") == nil)
        #expect(PatientID("") == nil)
    }

    @Test("identifiers are written and read as Foundation does it")
    func identifiersLikeFoundation() {
        for _ in 0..<1000 {
            let uuid = UUID()
            #expect(PatientID(uuid).description == uuid.uuidString.lowercased())
            #expect(PatientID(uuid.uuidString)?.uuid == uuid)
        }
        let text = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
        // Any other character at any place makes it none.
        for position in text.indices {
            for other in ["g", "-", "é", " ", "/", ":", "@", "`", "G", "\0"] where other != String(text[position]) {
                let wrong = text.replacingCharacters(in: position...position, with: other)
                #expect(PatientID(wrong) == nil, "\(wrong)")
            }
        }
        #expect(PatientID(text + "0") == nil && PatientID(String(text.dropLast())) == nil)
    }

    @Test("new identifiers are random ones of version 4, each another")
    func newIdentifiers() {
        let made = (0..<10_000).map { _ in PatientID.make().uuid }
        #expect(Set(made).count == made.count)
        #expect(made.allSatisfy { $0.uuid.6 >> 4 == 4 && $0.uuid.8 >> 6 == 0b10 })
        // Every other bit is sometimes set and sometimes not.
        let texts = Set(made.flatMap { Array($0.uuidString.enumerated()).map { "\($0.offset)\($0.element)" } })
        #expect(texts.count == 30 * 16 + 4 + 1 + 4)
    }

    @Test("times are written and read by the calendar, since 1600")
    func timesLikeTheCalendar() throws {
        // Before, Foundation counts by the Julian calendar.
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<1000 {
            let milliseconds = Int64.random(in: -11_676_096_000...253_402_300_799) * 1000
            let time = Timestamp(milliseconds: milliseconds)
            let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
            #expect(time.description == date.formatted(style), "\(milliseconds)")
            #expect(Timestamp(time.description) == time)
        }
        for wrong in [
            "", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+01:00",
            "2026-01-01T00:00:00Z ", "é026-01-01T00:00:00Z",
        ] { #expect(Timestamp(wrong) == nil, "\(wrong)") }
        #expect(Timestamp("2024-02-29 23:59:59.999999999+00")?.description == "2024-02-29T23:59:59.999Z")
    }

    @Test(
        "an e-mail address has no character that steers a terminal or turns what stands around it",
        arguments: [
            "a\u{1B}[31m@clinic.example", "a\u{0}b@clinic.example", "a@clinic\u{202E}.example",
            "\u{2066}a@clinic.example",
            "a@clinic.example\u{200F}", "a\u{61C}@clinic.example", "a\u{9B}@clinic.example", "a\n@clinic.example",
        ])
    func plainEmailAddresses(_ typed: String) {
        #expect(EmailAddress(typed) == nil)
        #expect(EmailAddress("José.आशा+desk@क्लिनिक.example")?.text == "josé.आशा+desk@क्लिनिक.example")
    }
}
