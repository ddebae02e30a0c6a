import Conversations
import TestSupport
import Testing

@testable import WhatsApp

/// The number that a webhook body is about.
struct NumberIDTests {
    @Test(
        arguments: [
            (#"{"metadata":{"display_phone_number":"1","phone_number_id":"700800"}}"#, ["700800"]),
            (
                "{\"phone_number_id\" :\n \"42\", \"x\": {\"phone_number_id\":\"43\"}, \"phone_number_id\":\"42\"}",
                ["42", "43"]
            ),
            (#"{"phone_number_id":17}"#, ["17"]), (#"{"object":"x"}"#, []), ("", []),
            (#"{"phone_number_id"#, []), (#""phone_number_id""#, []),
        ] as [(String, [PhoneNumberID])])
    func `the phone number ids are found without understanding the body`(body: String, numbers: [PhoneNumberID]) {
        #expect(WebhookPayload.numberIDs(in: Array(body.utf8)) == numbers)
    }
}
