import FoundationEssentials
import HTTPTypes
import Testing

@testable import Server

struct RequestBodyTests {
    private func error(of json: String) -> APIError? {
        do {
            _ = try JSONDecoder().decode(ToggleRequest.self, from: Data(json.utf8))
            return nil
        } catch let error as DecodingError {
            return APIError(error)
        } catch {
            Issue.record("an error of another type")
            return nil
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

    @Test(arguments: ["", "{", "no", "{\"a\":}", "\u{0}", #"{"patientId":"\ud800","pause":true}"#])
    func `what isn't JSON is refused`(json: String) {
        #expect(error(of: json)?.status == .badRequest)
    }

    @Test(arguments: ["[]", "\"x\"", "7", "true", "null"])
    func `JSON that isn't an object is refused`(json: String) {
        #expect(error(of: json) == .notAnObject)
    }

    @Test(arguments: ["1.5", "99999999999999999999", "1e400", "-9223372036854775809"])
    func `a number that isn't a whole number of 64 bits is refused`(value: String) {
        let json = #"{"patientId":"x","seq":\#(value)}"#
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ReadRequest.self, from: Data(json.utf8))
        }
        #expect(error.map { APIError($0).code } == "wrong_type")
    }

    @Test func `deep nesting is refused and not followed`() {
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        #expect(error(of: #"{"patientId":"x","pause":true,"more":\#(deep)}"#)?.status == .badRequest)
    }
}
