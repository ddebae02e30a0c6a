import Testing

@testable import Server

struct QueryParametersTests {
    @Test func `escapes and plus signs are decoded in names and values`() {
        let query = QueryParameters("hub%2Emode=subscribe&search=Asha+Rao%20%2B91&empty=&bare&x=a=b")
        #expect(query["hub.mode"] == "subscribe")
        #expect(query["search"] == "Asha Rao +91")
        #expect(query["empty"] == "")
        #expect(query["bare"] == "")
        #expect(query["x"] == "a=b")
        #expect(query["none"] == nil)
    }

    @Test func `of several values the first counts`() {
        #expect(QueryParameters("limit=5&limit=7")["limit"] == "5")
    }

    @Test func `wrong escapes and bytes that aren't UTF-8 are taken as they are`() {
        let query = QueryParameters("a=%&b=%zz&c=%4&d=%ff&e=%00&&=&")
        #expect(query["a"] == "%")
        #expect(query["b"] == "%zz")
        #expect(query["c"] == "%4")
        #expect(query["d"] == "\u{FFFD}")
        #expect(query["e"] == "\0")
    }

    @Test(arguments: ["0", "201", "abc", "", "1.5", "-1", "99999999999999999999", "1%00", "+5", "%EF%BC%95"])
    func `a limit out of range is refused`(value: String) {
        #expect(throws: APIError.self) { try QueryParameters("limit=\(value)").integer("limit", in: 1...200) }
    }

    @Test func `a number within the range is read`() throws {
        #expect(try QueryParameters("limit=200").integer("limit", in: 1...200) == 200)
        #expect(try QueryParameters("").integer("limit", in: 1...200) == nil)
    }
}
