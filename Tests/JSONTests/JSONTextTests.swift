import Testing

@testable import JSON

/// What is JSON and what isn't.
struct JSONTextTests {
    private func fault(_ text: some Sequence<UInt8>, _ manner: JSONManner) -> JSONFault? {
        do throws(JSONFault) {
            _ = try JSONElement(Array(text), manner)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "7", "-7", "0.5", "1.25e3", "1E+2", "1e-2", "0e1", "\"\"", "\"a\"", "[]",
        "{}",
        " [ ] ", "\t{\r\n}\n", "[[]]", "[1,2]", "[ 1 , 2 ]", #"{"":0}"#, #"{"a":{"b":[null]}}"#, #"{"a":1,"a":2}"#,
        #"["\"\\\/\b\f\n\r\t"]"#, #"["\u0000\u00e9\uD83D\uDE00\uffff"]"#, "[\"\u{7F}\u{2028}\u{10FFFF}नमस्ते\"]",
        #"["\u0022\u005c"]"#, "[1e999,-1e999,123456789012345678901234567890,1e-999]", "\u{FEFF}[]", "\u{FEFF} 1",
        #"{"a":"}]","b":"[{"}"#, #"["\\u12"]"#, #"["\\"]"#,
    ])
    func `what RFC 8259 allows is read in both manners`(text: String) {
        #expect(fault(text.utf8, .strict) == nil && fault(text.utf8, .lenient) == nil)
    }

    @Test(arguments: [
        "", " ", "\u{FEFF}", "[", "]", "{", "}", "\"", "\"a", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
        "[1]]",
        "[1}", "{]", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a" 1}"#,
        #"{"a"::1}"#,
        #"{"a":}"#, "{1:2}", "{a:1}", "{'a':1}", "['a']", #"{"a":1}}"#, #"{"a":1}x"#, "[] []", "nul", "nulll", "True",
        "tru", "NaN", "Infinity", "-Infinity", "undefined", "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1.e1",
        "1e",
        "1e+", "1e1.5", "0x1", "1_000", "1,000", "１", "--1", #"["\a"]"#, #"["\x41"]"#, #"["\u"]"#, #"["\u123"]"#,
        #"["\u12g4"]"#, #"["\U0041"]"#, #"["\"]"#, #"["\ud800\u12"]"#, "[\"\n\"]", "[\"\t\"]", "[\"\0\"]",
        "[\"\u{1F}\"]",
        "\0", "[1]\0", "\u{A0}[1]", "[1]\u{2028}", "\u{0C}[1]", "[1]//", "/**/[1]", "#[1]", "\u{FEFF}\u{FEFF}[]",
        "[\u{FEFF}]", "<html>", "&quot;", "﻿{\u{FEFF}}",
    ])
    func `broken structure is refused in both manners`(text: String) {
        #expect(fault(text.utf8, .strict) != nil && fault(text.utf8, .lenient) != nil)
    }

    @Test(arguments: [
        (#""\ud83d""#, "\u{FFFD}"), (#""\ude00""#, "\u{FFFD}"), (#""a\ud83d b""#, "a\u{FFFD} b"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\uD800\\uDC00""#, "\u{FFFD}\\uDC00"),
        (#""\udbff\udfff\udc00""#, "\u{10FFFF}\u{FFFD}"),
    ])
    func `half a character is refused strictly and U+FFFD otherwise`(text: String, read: String) throws {
        #expect(fault(text.utf8, .strict) == .halfCharacter)
        #expect(try JSONElement(Array(text.utf8), .lenient).string == read)
    }

    @Test(
        arguments: [
            ([0xE9], "\u{FFFD}"), ([0xFF], "\u{FFFD}"), ([0xC3], "\u{FFFD}"), ([0x80], "\u{FFFD}"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x99], "\u{FFFD}"), ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82] + Array(#"\u00ac"#.utf8), "\u{FFFD}¬"),
        ] as [([UInt8], String)])
    func `what isn't UTF-8 is refused strictly and U+FFFD otherwise`(bytes: [UInt8], read: String) throws {
        let text = Array("[\"a".utf8) + bytes + Array("b\"]".utf8)
        #expect(fault(text, .strict) == .notUTF8)
        #expect(try JSONElement(text, .lenient).elements.first?.string == "a" + read + "b")
        #expect(fault(Array("[".utf8) + bytes + Array("]".utf8), .lenient) != nil)
    }

    @Test(arguments: [
        ("", JSONFault.empty), (" \n", .empty), ("[", .endsEarly), ("[1,", .endsEarly), ("\"a", .endsEarly),
        ("tru", .endsEarly),
        ("1.", .endsEarly), ("[1]x", .unexpected(at: 3)), ("[1,]", .unexpected(at: 3)), ("trux", .unexpected(at: 3)),
        (#"{"a":01}"#, .unexpected(at: 6)), (#"["\q"]"#, .unexpected(at: 3)), (#"{"a":1"b":2}"#, .unexpected(at: 6)),
    ])
    func `a fault names the first byte that cannot stand where it does`(text: String, expected: JSONFault) {
        #expect(fault(text.utf8, .strict) == expected && fault(text.utf8, .lenient) == expected)
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `a text may be nested 512 deep and no deeper`(opening: String) {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        }
        for manner in [JSONManner.strict, .lenient] {
            #expect(fault(nested(512).utf8, manner) == nil)
            #expect(fault(nested(513).utf8, manner) == .tooDeep)
        }
        let wide = "[" + String(repeating: "[[1]],", count: 1000) + "1]"
        #expect(fault(wide.utf8, .strict) == nil)
    }
}
