import Conversations
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Server

struct AnswerTests {
    private func members(_ body: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(body))
        return try #require(object as? [String: Any])
    }

    private func message(
        _ status: DeliveryStatus, failure: SendFailure? = nil, sentAt: Timestamp? = nil
    ) -> Message {
        Message(
            id: .make(), seq: 3, clinicID: .make(), patientID: .make(), accountID: nil, accountName: nil,
            phoneNumber: nil, author: .doctor, type: .text, body: "Hello", wamid: nil, status: status,
            failure: failure, clientMessageID: nil, sentAt: sentAt,
            createdAt: Timestamp(milliseconds: 1_700_000_000_123))
    }

    @Test func `what a message does not have is written as null`() throws {
        let row = try members(MessageBody(message(.pending)))
        for name in [
            "phone_number", "account_name", "media_url", "whatsapp_message_id", "client_message_id", "error",
            "error_code",
        ] {
            #expect(row[name] is NSNull, "\(name)")
        }
        #expect(row["can_retry"] as? Bool == false)
        #expect(row["created_at"] as? String == "2023-11-14T22:13:20.123Z")
        #expect(row["direction"] as? String == "outgoing")
    }

    @Test(
        arguments: [
            (1_699_999_000_000, "2023-11-14T21:56:40.000Z"), (nil, "2023-11-14T22:13:20.123Z"),
            (0, "2023-11-14T22:13:20.123Z"), (-5, "2023-11-14T22:13:20.123Z"),
            (1_230_767_999_999, "2023-11-14T22:13:20.123Z"),
            (1_700_000_000_124, "2023-11-14T22:13:20.123Z"), (253_402_300_799_000, "2023-11-14T22:13:20.123Z"),
        ] as [(Int64?, String)])
    func `a message is shown with the time at which it was written, unless that cannot be`(
        milliseconds: Int64?, shown: String
    ) throws {
        let row = try members(MessageBody(message(.received, sentAt: milliseconds.map(Timestamp.init(milliseconds:)))))
        #expect(row["sent_at"] as? String == shown)
        #expect(row["created_at"] as? String == "2023-11-14T22:13:20.123Z")
    }

    @Test(arguments: [DeliveryStatus.sent, .delivered, .read, .played])
    func `a message that WhatsApp has is a success`(status: DeliveryStatus) throws {
        let answer = SendBody(message(status))
        #expect(answer.status == .ok)
        #expect(try members(answer)["message"] as? String == "Message sent successfully")
    }

    @Test(arguments: [DeliveryStatus.pending, .sending])
    func `a message whose outcome is not known is accepted`(status: DeliveryStatus) throws {
        let answer = SendBody(message(status))
        #expect(answer.status == .accepted)
        let body = try members(answer)
        #expect(body["success"] as? Bool == true)
        #expect(body["botPaused"] as? Bool == true)
    }

    @Test func `a refusal says why, with Meta's code and whether to try again`() throws {
        let failure = SendFailure(
            .meta(code: 131_047), sentence: "More than 24 hours have passed.", canRetry: false)
        let answer = SendBody(message(.failed, failure: failure))
        #expect(answer.status == .badRequest)
        let body = try members(answer)
        #expect(body["success"] as? Bool == false)
        #expect(body["error"] as? String == failure.sentence)
        #expect(body["errorCode"] as? Int == 131_047)
        #expect(body["canRetry"] as? Bool == false)
        #expect(body["error_code"] as? String == "not_sent")
        #expect(body["data"] is [String: Any])
        #expect(body["details"] as? String == "WhatsApp answered with error 131047.")
        let row = try #require(body["data"] as? [String: Any])
        #expect(row["error_code"] as? Int == 131_047)
        let own = try members(SendBody(message(.failed, failure: .unconfirmed)))
        #expect(own["errorCode"] is NSNull)
        #expect(own["canRetry"] as? Bool == true)
    }

    @Test(arguments: [
        (SendFailure.Origin.ours, "WhatsApp reported no error of its own."),
        (.meta(code: nil), "WhatsApp refused it without an error code."),
    ])
    func `where there is no code of Meta's, none is shown`(origin: SendFailure.Origin, details: String) throws {
        let failure = SendFailure(origin, sentence: "It was not sent.", canRetry: true)
        let body = try members(SendBody(message(.failed, failure: failure)))
        #expect(body["errorCode"] is NSNull)
        #expect(body["details"] as? String == details)
        let row = try #require(body["data"] as? [String: Any])
        #expect(row["error_code"] is NSNull)
        #expect(row["error"] as? String == "It was not sent.")
    }

    @Test func `what isn't a UUID is answered like an unknown patient`() {
        for text in [nil, "", "7", "not-a-uuid", "00000000-0000-0000-0000-00000000000g"] {
            #expect(throws: APIError.noSuchPatient) { try PatientID(named: text) }
        }
        #expect(APIError(Refusal.noSuchPatient) == .noSuchPatient)
        #expect(APIError.noSuchPatient.status == .notFound)
    }

    @Test func `an error names the member, what it should be, and its status`() {
        let error = APIError.outOfRange("limit", "a whole number, from 1 to 200")
        #expect(error.status == .unprocessableContent)
        #expect(error.code == "out_of_range")
        #expect(error.sentence == "\"limit\" must be a whole number, from 1 to 200.")
    }
}
