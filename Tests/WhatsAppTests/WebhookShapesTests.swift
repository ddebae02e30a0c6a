import Conversations
import TestSupport
import Testing

@testable import WhatsApp

/// Shapes that the documentation or the field knows, without an example file.
struct WebhookShapesTests {
    @Test func `a batch of several accounts loses nothing to its odd parts`() {
        let body = """
            {"object":"whatsapp_business_account","entry":[
            {"id":"1","changes":[
              {"field":"messages","value":{"metadata":{"phone_number_id":"11"},
                "contacts":[{"wa_id":"919000000002","profile":{"name":"B"}},{"user_id":"IN.3","profile":{"name":"C"}}],
                "messages":[{"from":"919000000001","id":"w1","timestamp":"1795341600","type":"text","text":{"body":"a"}},
                  {"from":"919000000002","id":"w2","type":"text","text":{"body":"b"}},
                  {"from_user_id":"IN.3","id":"w3","type":"text","text":{"body":"c"}},
                  {"from":"919000000002","type":"text"}, {"id":"w5","type":"text"}, 7, null]}},
              {"field":"messages","value":{"metadata":{"phone_number_id":"11"},
                "statuses":[{"id":"o1","status":"delivered"},{"id":"o2","status":"warped"},{"status":"sent"}]}}]},
            {"id":"2","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":22},
                "messages":[{"from":919000000009,"id":"w9","timestamp":1795341600,"type":"text","text":{"body":9}}]}}]}]}
            """
        let read = Reading(body)
        #expect(read.messages.map(\.wamid) == ["w1", "w2", "w3", "w9"])
        #expect(read.messages.map(\.person.name) == [nil, "B", "C", nil])
        #expect(read.messages.map(\.person.phone) == ["919000000001", "919000000002", nil, "919000000009"])
        #expect(read.messages[3].body == "9" && read.messages[3].sentAt == Timestamp(unixSeconds: 1_795_341_600))
        #expect(read.statuses.map(\.wamid) == ["o1"])
        #expect(read.contents.updates.map(\.phoneNumberID) == ["11", "11", "11", "11", "22"])
        #expect(
            read.problems.sorted() == [
                "message_without_id", "message_without_id", "message_without_id", "message_without_sender",
                "status_unknown", "status_without_id",
            ])
    }

    @Test func `in a full batch everybody keeps their own name`() {
        let numbers = (0..<300).map { "9190000\($0 + 10_000)" }
        let contacts = numbers.map { #"{"wa_id":"\#($0)","profile":{"name":"P\#($0)"}}"# }
        let messages = numbers.reversed().map { #"{"from":"\#($0)","id":"w\#($0)","type":"text","text":{"body":"a"}}"# }
        let twice = #"{"wa_id":"\#(numbers[0])","profile":{"name":"later"}}"#
        let read = Reading(
            value: #""contacts":[\#((contacts + [twice]).joined(separator: ","))],"#
                + #""messages":[\#(messages.joined(separator: ","))]"#)
        #expect(read.messages.map(\.person.name) == numbers.reversed().map { "P\($0)" })
        #expect(read.problems == [])
    }

    @Test func `a lone contact is the lone sender, also under another number or without ids`() {
        let rewritten = Reading(
            message: #""from":"5215550001111","id":"w","type":"text""#,
            contact: #""wa_id":"525550001111","profile":{"name":"R"}"#)
        #expect(rewritten.messages.first?.person == .init(phone: "525550001111", name: "R"))
        let withoutIDs = Reading(
            message: #""id":"w","type":"text""#, contact: #""user_id":"IN.1","wa_id":"919000000001""#)
        #expect(withoutIDs.messages.first?.person == .init(phone: "919000000001", userID: "IN.1"))
        let stranger = Reading(
            message: #""from_user_id":"IN.2","id":"w","type":"text""#,
            contact: #""user_id":"IN.1","wa_id":"919000000001""#)
        #expect(stranger.messages.first?.person == .init(userID: "IN.2"))
    }

    @Test func `a message without ids beside a named sender is nobody's`() {
        let read = Reading(
            value: #""contacts":[{"wa_id":"919000000001"}],"messages":[{"id":"w1","type":"text"},"#
                + #"{"from":"919000000001","id":"w2","type":"text"}]"#)
        #expect(read.messages.map(\.wamid) == ["w2"] && read.problems == ["message_without_sender"])
    }

    @Test func `echoes of 2025 without contacts and of 2026 without a number are both read`() {
        let ours = MessageID.make()
        let echoes = Reading(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{
            "metadata":{"phone_number_id":"11"},"message_echoes":[
            {"from":"912012345678","to":"+91 90000-00001","id":"e1","timestamp":"1795341600","type":"text",
             "text":{"body":"x"},"biz_opaque_callback_data":"\(ours)"},
            {"from":"912012345678","to_user_id":"IN.1","id":"e2","type":"revoke","revoke":{"original_message_id":"e0"},
             "biz_opaque_callback_data":"not ours"},
            {"from":"912012345678","id":"e3","type":"text"}]}}]}]}
            """)
        #expect(echoes.echoes.map(\.person) == [.init(phone: "919000000001"), .init(userID: "IN.1")])
        #expect(echoes.echoes.map(\.callbackID) == [ours, nil])
        #expect(echoes.echoes.last?.relation == .deletion(of: "e0") && echoes.echoes.last?.type == .unsupported)
        #expect(echoes.echoes.map(\.takesOver) == [true, false])
        #expect(echoes.problems == ["echo_without_recipient"])
    }

    @Test(arguments: [
        (#""type":"reaction","reaction":{"message_id":"w0","emoji":""}"#, MessageType.reaction, "Reaction removed"),
        (
            #""type":"order","order":{"text":"soon","product_items":[{"product_retailer_id":"S1","quantity":"2","#
                + #""item_price":150,"currency":"INR"},{"product_retailer_id":"S2","quantity":1}]}"#,
            .order, "Order: 2 × S1 (150 INR), 1 × S2\nsoon"
        ),
        (
            #""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","#
                + #""response_json":"{\"flow_token\":\"t\",\"day\":\"Monday\",\"ok\":true}"}}"#,
            .interactive, "day: Monday\nok: yes"
        ),
        (
            #""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"{"}}"#,
            .interactive, "Sent"
        ),
        (
            #""type":"interactive","interactive":{"type":"call_permission_reply","#
                + #""call_permission_reply":{"response":"reject"}}"#, .interactive, "Calls not allowed"
        ),
        (
            #""type":"location","location":{"latitude":"18.5","longitude":-0.00001,"name":"Clinic","address":"Pune"}"#,
            .location, "Clinic, Pune (18.5, -0.00001)"
        ),
        (
            #""type":"contacts","contacts":[{"name":{"formatted_name":"A B"},"phones":[{"phone":"+91 1"},{}]},{}]"#,
            .contacts, "A B: +91 1"
        ),
        (#""type":"unknown","errors":[{"code":"131051"}]"#, .unsupported, ""),
        (#""type":"hologram","hologram":{"body":"?"}"#, .unsupported, ""),
        (#""type":"text","text":"odd""#, .text, ""),
        (#""type":"text","text":{"body":"a\u0000b\ud83d c"}"#, .text, "a\u{FFFD}b\u{FFFD} c"),
        (#""type":"text","text":{"body":"kept"},"odd":1e999"#, .text, "kept"),
        (#""type":"text","text":{"body":12345678901234567890123}"#, .text, "12345678901234567890123"),
        (#""type":"text","\u0074ext":{"bo\u0064y":"\u0915"}"#, .text, "क"),
        (#""type":"image","text":{"body":"first"},"text":{"body":"last"},"type":"text""#, .text, "last"),
        (#""type":"image","image":{"id":"1"}"#, .image, ""),
        (#""type":"document","document":{"id":"1","filename":"रिपोर्ट.pdf"}"#, .document, "रिपोर्ट.pdf"),
        (
            #""type":"document","document":{"id":"1","filename":"../a\u202Eb.pdf","caption":"\u200b"}"#, .document,
            "ab.pdf"
        ),
        (#""type":"document","document":{"id":"1","filename":"a.pdf","caption":"see"}"#, .document, "see"),
        (#""type":"document","document":{"id":"1"}"#, .document, ""),
        (#""text":{"body":"no type"}"#, .unsupported, ""),
    ])
    func `a message of this shape reads like this`(members: String, type: MessageType, body: String) throws {
        let read = Reading(message: #""from":"919000000001","id":"w","# + members, contact: "")
        let message = try #require(read.messages.first)
        #expect(message.type == type)
        #expect(message.body == body)
        #expect(read.problems == [])
    }

    @Test func `a change of number names the old and the new one`() throws {
        let read = Reading(
            message: #""from":"919000000001","id":"w","type":"system","#
                + #""system":{"body":"User A changed","wa_id":"919000000002","type":"user_changed_number"}"#,
            contact: nil)
        guard case .identityChange(let change, let notice) = try #require(read.contents.updates.first).event else {
            Issue.record("not a change of number")
            return
        }
        #expect(change.old == WhatsAppPerson(phone: "919000000001"))
        #expect(change.newPhone == "919000000002" && change.newUserID == nil)
        #expect(notice?.body == "User A changed" && notice?.type == .system)
    }

    @Test func `the notice of a new user id names the old and the new one`() {
        let read = Reading(
            """
            {"entry":[{"changes":[{"field":"user_id_update","value":{"metadata":{"phone_number_id":"11"},"contacts":[],
            "user_id_update":[{"wa_id":"919000000001","user_id":{"previous":"IN.1","current":"IN.2"},
            "timestamp":"1795341600"},{"wa_id":"919000000001"}]}}]}]}
            """)
        let change = IdentityChange(
            old: WhatsAppPerson(phone: "919000000001", userID: "IN.1"), newPhone: nil, newUserID: "IN.2",
            at: Timestamp(unixSeconds: 1_795_341_600))
        #expect(read.contents.updates.map(\.event) == [.identityChange(change, notice: nil)])
        #expect(read.problems == ["user_change_unreadable"])
    }

    @Test func `an identity change is an ordinary system message`() {
        let read = Reading(
            message: #""from":"919000000001","id":"w","type":"system","system":{"body":"new","#
                + #""type":"customer_identity_changed"},"identity":{"hash":"h"}"#, contact: "")
        #expect(read.messages.map(\.type) == [.system] && read.messages.map(\.body) == ["new"])
    }

    @Test func `a message without the clinic's number is only a problem`() {
        let read = Reading(
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"919000000001","id":"w"}]}}]}]}"#)
        #expect(read.contents == WebhookContents(problems: [.numberMissing]))
    }

    @Test func `errors of a value are kept beside its messages`() {
        let alone = Reading(value: #""errors":[{"code":130429,"title":"Rate limit hit"}]"#)
        let errors = [MetaError(code: 130429, title: "Rate limit hit", details: "")]
        #expect(
            alone.contents
                == WebhookContents(notices: [
                    AccountNotice(businessAccountID: "1", phoneNumberID: "11", matter: .errors(errors))
                ]))
        let beside = Reading(
            value: #""errors":[{"code":131000}],"messages":[{"from":"919000000001","id":"w","type":"text"}]"#)
        #expect(beside.contents.notices.count == 1 && beside.messages.count == 1)
    }

    @Test(arguments: [
        ("", "not_json"), ("<html>", "not_json"), ("[]", "empty_body"), ("{}", "empty_body"),
        (#"{"object":"page","entry":[]}"#, "other_object"),
        (#"{"entry":[{"changes":[{"field":"messages","value":{}}]}]}"#, "empty_value"),
        (#"{"entry":[{"changes":[{"field":"messages"}]}]}"#, "empty_value"),
        (#"{"entry":7}"#, "empty_body"),
    ])
    func `a body with nothing in it has a problem`(body: String, problem: String) {
        let read = Reading(body)
        #expect(read.problems == [problem])
        #expect(read.contents.updates == [] && read.contents.notices == [])
    }
}
