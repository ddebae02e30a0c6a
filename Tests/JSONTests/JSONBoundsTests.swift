import Testing

@testable import JSON

/// What an attacker would send. In quadratic time none of it would end here; bin/fuzz reads the same at 3 MiB.
@Suite(.timeLimit(.minutes(5)))
struct JSONBoundsTests {
    private static let size = 100_000

    /// `head`, `part` as often as it fits, and `tail`.
    private static func filled(_ part: String, head: String = "[", tail: String = "0]") -> [UInt8] {
        Array((head + String(repeating: part, count: size / part.utf8.count) + tail).utf8)
    }

    @Test func `endless nesting is not followed`() throws {
        for opening in ["[", #"{"a":"#, #"[{"a":"#] {
            #expect(throws: JSONFault.tooDeep) { try JSONElement(Self.filled(opening, head: "", tail: ""), .lenient) }
        }
    }

    @Test(arguments: ["1,", "\"\",", "[],", "{},", "[[[]]],", "{\"a\":1},", "   "])
    func `a long list is read`(part: String) throws {
        let list = try JSONElement(Self.filled(part), .strict)
        #expect(list.elements.count == (part == "   " ? 1 : Self.size / part.utf8.count + 1))
    }

    @Test(arguments: [#"\ud800"#, #"\\"#, #"\u0000"#, #"\ud83d\ude00"#, "é"])
    func `a long string is read`(part: String) throws {
        let text = try JSONElement(Self.filled(part, head: "\"", tail: "\""), .lenient)
        #expect(try #require(text.string).unicodeScalars.count == Self.size / part.utf8.count)
    }

    @Test func `a long number is read, or out of range`() throws {
        let number = try JSONElement(Self.filled("1", head: "", tail: ""), .strict)
        #expect(number.numberText?.utf8.count == Self.size && number.int64 == nil && number.double == nil)
        let fraction = try JSONElement(Self.filled("1", head: "0.", tail: ""), .strict)
        #expect(fraction.int64 == nil && fraction.double == 1.0 / 9)
    }

    @Test func `an object with thousands of members is looked up`() throws {
        let names = (0..<10_000).map { "\"a\($0)\":\($0)" }.joined(separator: ",")
        let object = try JSONElement(Array("{\(names),\"last\":1}".utf8), .lenient)
        #expect(object["last"]?.int64 == 1 && object["a0"]?.int64 == 0 && object["a9999"]?.int64 == 9999)
        for _ in 0..<20 { #expect(object["missing"] == nil) }
        #expect(object.members?.count == 10_001)
    }

    @Test(arguments: [#""a":1,"#, #""\u0061":1,"#])
    func `endless equal names are one member`(part: String) throws {
        let object = try JSONElement(Self.filled(part, head: "{", tail: #""a":2}"#), .lenient)
        #expect(object["a"]?.int64 == 2 && object.members?.count == 1)
    }
}
