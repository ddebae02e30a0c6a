import Sandbox
import Testing

struct WebhookSignatureTests {
    private static func vector(_ greeting: String, emoji: String) -> String {
        #"{"object":"whatsapp_business_account","entry":[{"id":"501122334455667","changes":[{"value":"#
            + #"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"390612345678","#
            + #""phone_number_id":"700800900100200"},"contacts":[{"profile":{"name":"Giulia Ferri"},"#
            + #""wa_id":"393331112223","user_id":"IT.88412007341290551123"}],"messages":[{"from":"393331112223","#
            + #""from_user_id":"IT.88412007341290551123","id":"wamid.HBgMMzkzMzMxMTEyMjIzFQIAEhgA01","#
            + #""timestamp":"1795341600","type":"text","text":{"body":""# + greeting + emoji
            + #""}}]},"field":"messages"}]}]}"#
    }

    @Test(arguments: [
        (#"\ud83d\ude42"#, 574, "sha256=0c15fa8e0eb1f0695abd542074ffded9d52ca52cafe2fd809a1830e808537d93"),
        ("🙂", 566, "sha256=31ff66310b7cc478a462032f3e99f96968f587f643b3c3c0bd9ced2b0977a234"),
    ])
    func `The signature is what openssl gives over the same bytes`(emoji: String, length: Int, expected: String) {
        let body = Array(Self.vector("Buongiorno, vorrei prenotare una visita ", emoji: emoji).utf8)
        #expect(body.count == length)
        #expect(WebhookSignature.header(for: body, key: "app-secret-inventato-0123456789") == expected)
    }

    @Test func `Webhooks are spelled as Meta spells them: escaped unicode and slashes`() {
        let value: JSON = ["text": "ä/🙂\n\u{1}\"\\"]
        #expect(value.text(.escaped) == #"{"text":"\u00e4\/\ud83d\ude42\n\u0001\"\\"}"#)
        #expect(value.text() == #"{"text":"ä/🙂\n\u0001\"\\"}"#)
    }
}
