import Conversations
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
}
