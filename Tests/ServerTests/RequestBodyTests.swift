import HTTPTypes
import JSON
import Testing

@testable import Server

struct RequestBodyTests {
    private func error(of json: String) -> APIError? { error(of: Array(json.utf8)) }

    private func error(of bytes: [UInt8]) -> APIError? {
        do throws(APIError) {
            _ = try ToggleRequest(json: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a complete body is read, and unknown members are ignored`() {
        #expect(error(of: #"{"patientId":"x","pause":true,"more":[1]}"#) == nil)
        #expect(error(of: #"{"patientId":"x","pause":false,"doctorId":null}"#) == nil)
    }

    @Test(arguments: ["1", "0", "\"yes\"", "null", "[true]", "{}", "1e999"])
    func `a pause that isn't a boolean is named`(value: String) {
        #expect(error(of: #"{"patientId":"x","pause":\#(value)}"#) == .wrongType("pause"))
    }

    @Test func `a missing member is named`() {
        #expect(error(of: #"{"patientId":"x"}"#) == .missing("pause"))
        #expect(error(of: "{}") == .missing("patientId"))
        #expect(error(of: #"{"patientId":7,"pause":true}"#) == .wrongType("patientId"))
    }

    @Test(
        arguments: [
            (#"{"patientId":"x","pause":1,"pause":true}"#, nil), (#"{"patientId":"x","p\u0061use":true}"#, nil),
            (#"{"patientId":"x","pause":true,"pause":null}"#, APIError.wrongType("pause")),
            (#"{"patientId":null,"pause":true}"#, .wrongType("patientId")),
            (#"{"patientId":"x","pause":true,"doctorId":7}"#, .wrongType("doctorId")),
            (#"{"patientId":"x","pause":true,"other":123456789012345678901234567890}"#, nil),
        ] as [(String, APIError?)])
    func `of equal names the last counts, and null is a value`(json: String, expected: APIError?) {
        #expect(error(of: json) == expected)
    }

    @Test(arguments: ["7", "7.0", "70e-1"]) func `a whole number is read however it is written`(value: String) throws {
        #expect(try ReadRequest(json: Array(#"{"patientId":"x","seq":\#(value)}"#.utf8)).seq == 7)
        #expect(try DoneRequest(json: Array(#"{"patientId":"x","seq":\#(value)}"#.utf8)).seq == 7)
        #expect(try DoneRequest(json: Array(#"{"patientId":"x","seq":null}"#.utf8)).seq == nil)
        let text = Array(#"{"patientId":"x","seq":"\#(value)"}"#.utf8)
        #expect(throws: APIError.wrongType("seq")) { try ReadRequest(json: text) }
    }

    @Test(arguments: [
        ("", JSONFault.empty), (" \n\t", .empty), ("{", .endsEarly), (#"{"patientId":"x""#, .endsEarly),
        (#"{"patientId":"x"#, .endsEarly), (#"{"patientId""#, .endsEarly), (#"{"pause":tru"#, .endsEarly),
        (#"{"patientId":"\"#, .endsEarly), (#"{"seq":1."#, .endsEarly), ("no", .unexpected(at: 1)),
        ("a=b", .unexpected(at: 0)), ("{}x", .unexpected(at: 2)), ("{} {}", .unexpected(at: 3)),
        (#"{"a":}"#, .unexpected(at: 5)), (#"{"a":1,}"#, .unexpected(at: 7)), ("[1,]", .unexpected(at: 3)),
        ("{'a':1}", .unexpected(at: 1)), ("{a:1}", .unexpected(at: 1)), (#"{"a" 1}"#, .unexpected(at: 5)),
        (#"{"a":01}"#, .unexpected(at: 6)), (#"{"a":-}"#, .unexpected(at: 6)), (#"{"a":NaN}"#, .unexpected(at: 5)),
        (#"{"a":+1}"#, .unexpected(at: 5)), (#"{"a":.5}"#, .unexpected(at: 5)), (#"{"a":1 2}"#, .unexpected(at: 7)),
        ("{\"a\":\"x\ny\"}", .unexpected(at: 7)), (#"{"a":"\q"}"#, .unexpected(at: 7)), ("\0", .unexpected(at: 0)),
        (#"{"a":"\u12g4"}"#, .unexpected(at: 10)), ("{} // end", .unexpected(at: 3)),
        (#"{"patientId":"\ud800","pause":true}"#, .halfCharacter), (#"{"a":"\udc00"}"#, .halfCharacter),
        (#"{"a":"\ud800\u0041"}"#, .halfCharacter),
    ])
    func `what isn't JSON is called what it is`(json: String, fault: JSONFault) {
        #expect(error(of: json) == APIError(fault))
        #expect(APIError(fault).status == .badRequest && APIError(fault).code == "not_json")
    }

    @Test func `what isn't UTF-8 is called so, wherever it stands`() {
        let latin = Array(#"{"patientId":"caf"#.utf8) + [0xE9] + Array(#"","pause":true}"#.utf8)
        let unknown = Array(#"{"patientId":"x","pause":true,"more":""#.utf8) + [0xFF] + Array("\"}".utf8)
        let wide: [UInt8] = [0xFF, 0xFE] + #"{"patientId":"x"}"#.utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(error(of: latin) == APIError(.notUTF8) && error(of: unknown) == APIError(.notUTF8))
        #expect(error(of: wide) == APIError(.notUTF8))
    }

    @Test(arguments: [
        #" {"patientId" : "\u00e9\ud83d\ude00\n\/", "pause":true, "more":[{}, [], -0.5e+3, 0, 1E2, null, false]}\#n "#,
        "\u{FEFF}{\"patientId\":\"नमस्ते\",\"pause\":false}",
    ])
    func `what is JSON is read`(json: String) {
        #expect(error(of: json) == nil)
    }

    @Test(arguments: ["[]", "\"x\"", "7", "true", "null"])
    func `JSON that isn't an object is refused`(json: String) {
        #expect(error(of: json) == .notAnObject)
    }

    @Test(arguments: ["1.5", "99999999999999999999", "1e400", "-9223372036854775809"])
    func `a number that isn't a whole number of 64 bits is refused`(value: String) {
        let json = #"{"patientId":"x","seq":\#(value)}"#
        let error = #expect(throws: APIError.self) { try ReadRequest(json: Array(json.utf8)) }
        #expect(error == .unreadableNumber)
    }

    @Test func `deep nesting is refused and not followed`() {
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        #expect(error(of: #"{"patientId":"x","pause":true,"more":\#(deep)}"#) == APIError(.tooDeep))
    }
}
