import Testing

@testable import JSON

/// What is read of a text.
struct JSONElementTests {
    private func element(_ text: String) throws -> JSONElement { try JSONElement(Array(text.utf8), .strict) }

    @Test func `a value is only what it is`() throws {
        let list = try element(#"[null,true,false,1,"1",[],{}]"#).elements
        #expect(list.map(\.kind) == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(list.map(\.bool) == [nil, true, false, nil, nil, nil, nil])
        #expect(list.map(\.int64) == [nil, nil, nil, 1, nil, nil, nil])
        #expect(list.map(\.double) == [nil, nil, nil, 1, nil, nil, nil])
        #expect(list.map(\.numberText) == [nil, nil, nil, "1", nil, nil, nil])
        #expect(list.map(\.string) == [nil, nil, nil, nil, "1", nil, nil])
        #expect(list.map { $0.members == nil } == [true, true, true, true, true, true, false])
        #expect(list.map { $0["a"] == nil && $0.member("a") == nil } == Array(repeating: true, count: 7))
    }

    @Test func `members are found by name, and their neighbours don't matter`() throws {
        let root = try element(
            #"{"a":{"b":"inner","c":[{"a":"deep"}]},"b":"outer","":"empty","ab":"longer","e\u0301":1,"null":null}"#)
        #expect(root["a"]?["b"]?.string == "inner" && root["b"]?.string == "outer" && root[""]?.string == "empty")
        #expect(root["ab"]?.string == "longer" && root["c"] == nil && root["aba"] == nil && root["a\0"] == nil)
        #expect(root["a"]?["c"].elements.first?["a"]?.string == "deep")
        #expect(root["e\u{301}"]?.int64 == 1)
        #expect(root["null"] == nil && root.member("null")?.kind == .null)
        #expect(root.members.map { Set($0.keys) } == ["", "a", "ab", "b", "e\u{301}", "null"])
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, 2), (#"{"a":{"a":9},"a":3,"b":4}"#, 3), (#"{"\u0061":1,"a":2}"#, 2),
        (#"{"a":1,"\u0061":2}"#, 2),
        (#"{"\u0061b":1,"a":5}"#, 5), (#"{"\u0061":6}"#, 6), (#"{"a":null,"a":7}"#, 7),
    ])
    func `of equal names the last counts, however they are written`(text: String, value: Int64) throws {
        #expect(try element(text)["a"]?.int64 == value)
        #expect(try element(text).members?["a"]?.int64 == value)
    }

    @Test func `of equal names the last counts, also where it is null`() throws {
        #expect(try element(#"{"a":1,"a":null}"#)["a"] == nil)
        #expect(try element(#"{"a":1,"a":null}"#).member("a")?.kind == .null)
    }

    @Test(arguments: [
        (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20ac\uD83D\ude42""#, "Aé€🙂"),
        (#""a\u0000b""#, "a\0b"), (#""नमस्कार 🙂""#, "नमस्कार 🙂"), (#""\\u0041""#, "\\u0041"), (#""\uFEFFx""#, "\u{FEFF}x"),
    ])
    func `a string is read with its escapes resolved`(text: String, string: String) throws {
        #expect(try element(text).string?.unicodeScalars.elementsEqual(string.unicodeScalars) == true)
    }

    @Test(
        arguments: [
            ("0", 0, 0), ("-0", 0, 0), ("17", 17, 17), ("1.0", 1, 1), ("1e2", 100, 100),
            ("9007199254740992.0", 1 << 53, 0x1p53), ("-9223372036854775809", nil, -0x1p63),
            ("9223372036854775807.0", nil, 0x1p63), ("1.5", nil, 1.5),
            ("-2.5e-1", nil, -0.25),
            ("9223372036854775807", .max, 9223372036854775808), ("-9223372036854775808", .min, -9223372036854775808),
            ("9223372036854775808", nil, 9223372036854775808), ("1e400", nil, nil), ("-1e400", nil, nil),
            ("1e-400", 0, 0),
            ("99999999999999999999", nil, 1e20),
        ] as [(String, Int64?, Double?)])
    func `a number keeps its text until it is read`(text: String, whole: Int64?, double: Double?) throws {
        let number = try element(text)
        #expect(number.numberText == text && number.int64 == whole && number.double == double)
    }

    @Test func `elements are those of a list, or a lone object`() throws {
        let root = try element(#"{"list":[1,[2,3],{"a":4},5],"lone":{"a":6},"none":[],"text":"x"}"#)
        #expect(root["list"].elements.map(\.kind) == [.number, .array, .object, .number])
        #expect(root["list"].elements.count == 4 && root["list"].elements.dropFirst(3).first?.int64 == 5)
        #expect(root["lone"].elements.map { $0["a"]?.int64 } == [6])
        #expect(root["none"].elements.isEmpty && root["text"].elements.isEmpty && root["nothing"].elements.isEmpty)
        #expect(JSONElement.emptyObject["a"] == nil && JSONElement.emptyObject.members?.isEmpty == true)
    }
}
