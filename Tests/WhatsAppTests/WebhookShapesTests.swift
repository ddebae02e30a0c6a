import Conversations
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
        #expect(read.messages[3].body == "9" && read.messages[3].timestamp == Timestamp(unixSeconds: 1_795_341_600))
        #expect(read.statuses.map(\.wamid) == ["o1"])
        #expect(read.updates.updates.map(\.phoneNumberID) == ["11", "11", "11", "11", "22"])
        #expect(
            read.updates.problems.sorted() == [
                "message_without_id", "message_without_id", "message_without_id", "message_without_sender",
                "status_unknown", "status_without_id",
            ])
    }

    @Test func `a lone contact is the lone sender, also under another number or without ids`() {
        let rewritten = Reading(
            message: #""from":"5215550001111","id":"w","type":"text""#,
            contact: #""wa_id":"525550001111","profile":{"name":"R"}"#)
        #expect(rewritten.messages.first?.person == .init(phone: "5215550001111", name: "R"))
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
        #expect(read.messages.map(\.wamid) == ["w2"] && read.updates.problems == ["message_without_sender"])
    }

    @Test func `echoes of 2025 without contacts and of 2026 without a number are both read`() {
        let echoes = Reading(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{
            "metadata":{"phone_number_id":"11"},"message_echoes":[
            {"from":"912012345678","to":"+91 90000-00001","id":"e1","timestamp":"1795341600","type":"text",
             "text":{"body":"x"},"biz_opaque_callback_data":"ours"},
            {"from":"912012345678","to_user_id":"IN.1","id":"e2","type":"revoke","revoke":{"original_message_id":"e0"}},
            {"from":"912012345678","id":"e3","type":"text"}]}}]}]}
            """)
        #expect(echoes.echoes.map(\.person) == [.init(phone: "919000000001"), .init(userID: "IN.1")])
        #expect(echoes.echoes.first?.callbackData == "ours")
        #expect(echoes.echoes.last?.revokeOf == "e0" && echoes.echoes.last?.type == .unsupported)
        #expect(echoes.updates.problems == ["echo_without_recipient"])
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
        (#""type":"image","image":{"id":"1"}"#, .image, ""),
        (#""text":{"body":"no type"}"#, .unsupported, ""),
    ])
    func `a message of this shape reads like this`(members: String, type: MessageType, body: String) throws {
        let read = Reading(message: #""from":"919000000001","id":"w","# + members, contact: "")
        let message = try #require(read.messages.first)
        #expect(message.type == type)
        #expect(message.body == body)
        #expect(read.updates.problems == [])
    }

    @Test func `a change of number names the old and the new one`() throws {
        let read = Reading(
            message: #""from":"919000000001","id":"w","type":"system","#
                + #""system":{"body":"User A changed","wa_id":"919000000002","type":"user_changed_number"}"#,
            contact: nil)
        guard case .userIDChange(let change) = try #require(read.updates.updates.first).content else {
            Issue.record("not a change of number")
            return
        }
        #expect(change.oldPhone == "919000000001" && change.newPhone == "919000000002" && change.newUserID == nil)
        #expect(change.message?.body == "User A changed")
    }

    @Test func `the notice of a new user id names the old and the new one`() {
        let read = Reading(
            """
            {"entry":[{"changes":[{"field":"user_id_update","value":{"metadata":{"phone_number_id":"11"},"contacts":[],
            "user_id_update":[{"wa_id":"919000000001","user_id":{"previous":"IN.1","current":"IN.2"},
            "timestamp":"1795341600"},{"wa_id":"919000000001"}]}}]}]}
            """)
        let change = UserIDChange(
            oldPhone: "919000000001", newPhone: nil, oldUserID: "IN.1", newUserID: "IN.2",
            timestamp: Timestamp(unixSeconds: 1_795_341_600), message: nil)
        #expect(read.updates.updates.map(\.content) == [.userIDChange(change)])
        #expect(read.updates.problems == ["user_change_unreadable"])
    }

    @Test func `an identity change is an ordinary system message`() {
        let read = Reading(
            message: #""from":"919000000001","id":"w","type":"system","system":{"body":"new","#
                + #""type":"customer_identity_changed"},"identity":{"hash":"h"}"#, contact: "")
        #expect(read.messages.map(\.type) == [.system] && read.messages.map(\.body) == ["new"])
    }

    @Test func `statuses seen in the field are read`() throws {
        let read = Reading(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
            "metadata":{"phone_number_id":"11"},"contacts":[{"wa_id":"919000000001"}],"statuses":[
            {"id":"o1","status":"failed","errors":[{"code":131026,"title":"t"}]}]}},
            {"field":"messages","value":{"metadata":{"phone_number_id":"11"},"statuses":[
            {"id":"o2","status":"failed","recipient_user_id":"IN.1","errors":[{}]},
            {"id":"o3","status":"played","recipient_id":"R3JvdXA=","recipient_type":"group",
             "recipient_participant_id":"919000000003"}]}}]}]}
            """)
        #expect(read.statuses.map(\.recipientPhone) == ["919000000001", nil, "919000000003"])
        #expect(read.statuses.map(\.recipientUserID) == [nil, "IN.1", nil])
        #expect(read.statuses.map(\.isGroup) == [false, false, true])
        #expect(read.statuses.map(\.status) == [.failed, .failed, .played])
        #expect(read.statuses.map { $0.failure?.code } == [131026, nil, nil])
        #expect(read.statuses[1].failure == GraphErrorMeaning.unexplained)
    }

    @Test func `a message without the clinic's number is read and marked`() {
        let read = Reading(
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"919000000001","id":"w"}]}}]}]}"#)
        #expect(read.messages.count == 1 && read.updates.problems == ["phone_number_id_missing"])
    }

    @Test func `errors of a value are kept beside its messages`() {
        let alone = Reading(value: #""errors":[{"code":130429,"title":"Rate limit hit"}]"#)
        #expect(
            alone.updates.updates.map(\.content) == [
                .valueErrors([.init(code: 130429, title: "Rate limit hit", details: "")])
            ])
        let beside = Reading(
            value: #""errors":[{"code":131000}],"messages":[{"from":"919000000001","id":"w","type":"text"}]"#)
        #expect(beside.updates.updates.count == 2 && beside.messages.count == 1)
    }

    @Test(arguments: [
        ("", "not_json"), ("<html>", "not_json"), ("[]", "empty_body"), ("{}", "empty_body"),
        (#"{"object":"page","entry":[]}"#, "other_object"),
        (#"{"entry":[{"changes":[{"field":"messages","value":{}}]}]}"#, "empty_value"),
        (#"{"entry":[{"changes":[{"field":"messages"}]}]}"#, "empty_value"),
        (#"{"entry":7}"#, "empty_body"),
    ])
    func `a body with nothing in it has a problem`(body: String, problem: String) {
        #expect(WebhookPayload.read(Array(body.utf8)) == WebhookUpdates(updates: [], problems: [problem]))
    }

    @Test func `what people write is bounded`() throws {
        let long = String(repeating: "x", count: 70_000)
        let read = Reading(
            message: #""from":"919000000001","id":"w","group_id":"R3I=","type":"text","text":{"body":"\#(long)"}"#,
            contact: #""wa_id":"919000000001","profile":{"name":"\#(long)"}"#)
        let message = try #require(read.messages.first)
        #expect(message.body.count == 65_536 && message.person.name?.count == 200 && message.isGroup)
        #expect(Bounded.cut("e" + String(repeating: "\u{301}", count: 5000), to: 200).utf8.count <= 800)
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), (#"C:\temp\scan.pdf"#, "scan.pdf"), (".hidden", "hidden"),
        ("a\u{202E}fdp.exe", "afdp.exe"), ("..", nil), ("/", nil), ("अहवाल.pdf", "अहवाल.pdf"),
    ])
    func `a file name is only a name`(name: String, expected: String?) {
        #expect(Bounded.filename(.string(name)) == expected)
    }

    @Test(arguments: [
        ("919000000001", "919000000001"), ("+91 90000-00001", "919000000001"), ("", nil), ("abc", nil),
        ("91900000000x", nil), ("1234", nil), ("९१९०००००", nil),
    ])
    func `a phone number is digits or nothing`(text: String, expected: String?) {
        #expect(Bounded.phone(.string(text)) == expected)
    }
}

/// A body read into its kinds of updates.
private struct Reading {
    let updates: WebhookUpdates
    init(_ body: String) { updates = WebhookPayload.read(Array(body.utf8)) }
    init(value: String) {
        let metadata = #""metadata":{"phone_number_id":"11"}"#
        self.init(#"{"entry":[{"id":"1","changes":[{"field":"messages","value":{\#(metadata),\#(value)}}]}]}"#)
    }
    init(message: String, contact: String?) {
        self.init(value: (contact.map { #""contacts":[{\#($0)}],"# } ?? "") + #""messages":[{\#(message)}]"#)
    }

    var messages: [InboundMessage] {
        updates.updates.compactMap { if case .message(let message) = $0.content { message } else { nil } }
    }
    var echoes: [InboundMessage] {
        updates.updates.compactMap { if case .echo(let message) = $0.content { message } else { nil } }
    }
    var statuses: [StatusUpdate] {
        updates.updates.compactMap { if case .status(let status) = $0.content { status } else { nil } }
    }
}
