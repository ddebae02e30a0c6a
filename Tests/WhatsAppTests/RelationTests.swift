import Conversations
import TestSupport
import Testing

@testable import WhatsApp

/// How a message belongs to an earlier one.
struct RelationTests {
    @Test(
        arguments: [
            (#""context":{"id":"w0"},"type":"text","text":{"body":"yes"}"#, .reply(to: "w0"), "yes"),
            (
                #""context":{"id":"w9"},"type":"reaction","reaction":{"message_id":"w0","emoji":"👍"}"#,
                .reaction(to: "w0", emoji: "👍"), "👍"
            ),
            (
                #""context":{"id":"w9"},"type":"edit","edit":{"original_message_id":"w0","message":"#
                    + #"{"type":"text","text":{"body":"new"},"context":{"id":"not a wamid"}}}"#,
                .edit(of: "w0"), "new"
            ),
            (
                #""context":{"id":"w9"},"type":"revoke","revoke":{"original_message_id":"w0"}"#,
                .deletion(of: "w0"), "This message was deleted."
            ),
            (#""type":"edit","edit":{"message":{"type":"text","text":{"body":"b"},"context":{"id":"x"}}}"#, nil, "b"),
            (#""context":{"id":"w9"},"type":"revoke""#, .reply(to: "w9"), ""),
            (#""type":"text","text":{"body":"alone"}"#, nil, "alone"),
        ] as [(String, InboundMessage.Relation?, String)])
    func `quotation, reaction, edit and deletion are kept apart`(
        members: String, relation: InboundMessage.Relation?, body: String
    ) throws {
        let message = try #require(
            Reading(message: #""from":"919000000001","id":"w","# + members, contact: "").messages.first)
        #expect(message.relation == relation)
        #expect(message.body == body)
    }
}
