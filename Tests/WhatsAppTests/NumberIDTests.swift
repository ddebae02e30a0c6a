import Conversations
import TestSupport
import Testing

@testable import WhatsApp

/// The numbers that a webhook body is about decide in which lanes it waits.
struct NumberIDTests {
    private static func body(_ metadata: [String]) -> String {
        let changes = metadata.map { #"{"field":"messages","value":{"metadata":{\#($0)}}}"# }
        return #"{"entry":[{"changes":[\#(changes.joined(separator: ","))]}]}"#
    }

    @Test(
        arguments: [
            (body([#""display_phone_number":"1","phone_number_id":"700800""#]), ["700800"]),
            (
                body([#""phone_number_id" :\#n "42""#, #""phone_number_id":"43""#, #""phone_number_id":"42""#]),
                ["42", "43"]
            ),
            (body([#""phone_number_id":17"#]), ["17"]), (body([#""phone\u005fnumber_id":"\u0037""#]), ["7"]),
            (body([#""phone_number_id":"1","phone_number_id":"2""#]), ["2"]),
            (body([#""phone_number_id":12345678901234567890123"#]), ["12345678901234567890123"]),
            (#"{"entry":{"changes":{"value":{"metadata":{"phone_number_id":"5"}}}}}"#, ["5"]),
            (body([#""phone_number_id":"""#, #""phone_number_id":null"#, #""phone_number_id":{}"#, ""]), []),
            (#"{"entry":[{"changes":[{"value":{"messages":[{"text":{"body":"\"phone_number_id\":\"9\""}}]}}]}]}"#, []),
            (#"{"phone_number_id":"6"}"#, []), (#"{"object":"x"}"#, []), ("", []), (#"{"phone_number_id"#, []),
            ("[]", []),
        ] as [(String, [PhoneNumberID])])
    func `the numbers are those that the updates will be for`(body: String, numbers: [PhoneNumberID]) {
        #expect(WebhookPayload(Array(body.utf8)).numbers == numbers)
    }

    @Test(.enabled(if: SharedPayloads.areThere), arguments: ["inbound", "status", "notices"])
    func `every update of the example bodies is for one of its numbers`(folder: String) throws {
        for name in try SharedPayloads.names(folder) {
            let payload = WebhookPayload(try SharedPayloads.bytes("\(folder)/\(name)"))
            let updated = Set(payload.contents().updates.map(\.phoneNumberID))
            #expect(updated.isSubset(of: payload.numbers), "\(name)")
            #expect(payload.numbers.count <= 1, "\(name)")
        }
    }
}
