import Testing

@testable import WhatsApp

@Suite("The number a webhook body is about")
struct NumberIDTests {
    @Test(
        "the first phone number id is found without understanding the body",
        arguments: [
            (#"{"metadata":{"display_phone_number":"1","phone_number_id":"700800"}}"#, "700800"),
            ("{\"phone_number_id\" :\n \"42\", \"x\": {\"phone_number_id\":\"43\"}}", "42"),
            (#"{"phone_number_id":17}"#, "17"), (#"{"object":"x"}"#, ""), ("", ""),
            (#"{"phone_number_id"#, ""), (#""phone_number_id""#, ""),
        ])
    func isFound(body: String, number: String) {
        #expect(WebhookPayload.numberID(in: Array(body.utf8)) == number)
    }
}
