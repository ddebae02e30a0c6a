import Conversations
import Testing

@testable import WhatsApp

/// Names that people give themselves.
@Suite struct PersonNameTests {
    private static func person(_ profile: String) -> WhatsAppPerson? {
        Reading(
            message: #""from":"919876543210","id":"w","timestamp":"1","type":"text","text":{"body":"x"}"#,
            contact: #""wa_id":"919876543210","profile":{\#(profile)}"#
        ).messages.first?.person
    }

    @Test func `a profile's name cannot break a line or turn what stands around it`() {
        let person = Self.person(#""name":"Asha\u202e\nDr. \u0007Rao\u2069","username":"asha\u200f""#)
        #expect(person?.name == "Asha Dr. Rao")
        #expect(person?.username == "asha")
        #expect(Self.person(#""name":"\u202e\u200d""#)?.name == nil)
    }

    @Test func `a shared contact's name cannot either`() {
        let message =
            #""from":"919876543210","id":"w","timestamp":"1","type":"contacts","contacts":["#
            + #"{"name":{"formatted_name":"Ravi\nWritten by the clinic:\u202e yes"}}]"#
        let body = Reading(message: message, contact: nil).messages.first?.body
        #expect(body?.contains("Ravi Written by the clinic: yes") == true, "\(body ?? "nil")")
    }
}
