import Conversations
import Foundation
import TestSupport
import Testing

@testable import WhatsApp

struct OutboundBodyTests {
    /// Every kind of body, by the name of its example file or an own one.
    static let bodies: [(name: String, json: JSONValue)] =
        contents.map {
            ($0.0, OutboundMessage(recipient: .phone("919876543210"), content: $0.1, callbackData: "outbox:1").json)
        }
        + [
            (
                "text_to_user_id",
                OutboundMessage(recipient: .userID("IN.88412007341290551123"), content: text("a"), callbackData: "b")
                    .json
            ),
            (
                "text_preview_reply_opaque",
                OutboundMessage(
                    recipient: .phone("919876543210"),
                    content: text("Here is the map: https://example.org/map"),
                    contextWamid: "wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhgA01", callbackData: "outbox:7f3c1d"
                ).json
            ),
            ("mark_read", CloudAPIClient.readReceipt(wamid: "wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhgA01", typing: false)),
            ("mark_read_typing", CloudAPIClient.readReceipt(wamid: "wamid.A", typing: true)),
        ]

    private static func text(_ text: String) -> OutgoingContent { .text(MessageText(text)!) }

    private static let contents: [(String, OutgoingContent)] = [
        ("text", text("Namaste Anjali, your visit at 09:30 is confirmed.")),
        ("image_by_id", .image(id: "1600000000000001", caption: "Map of the clinic")),
        ("image_without_caption", .image(id: "1600000000000001", caption: nil)),
        ("document_by_id", .document(id: "1600000000000002", filename: "estimate.pdf", caption: "Your estimate")),
        ("audio_by_id", .audio(id: "1600000000000004", isVoice: false)),
        ("audio_voice", .audio(id: "1600000000000004", isVoice: true)),
        ("video_by_id", .video(id: "1600000000000005", caption: "Instructions after the procedure")),
        ("sticker_by_id", .sticker(id: "1600000000000006")),
        (
            "location",
            .location(
                latitude: 18.5195694, longitude: 73.8553467, name: "Aurora Clinic", address: "1 Station Road, Pune")
        ),
        ("location_pin", .location(latitude: -0.00001, longitude: 180, name: nil, address: nil)),
        (
            "contacts",
            .contacts([ContactCard(formattedName: "Dr. Kulkarni", firstName: "Kulkarni", phones: ["+912012345678"])])
        ),
        ("reaction", .reaction(to: "wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhgA01", emoji: "👍")),
        ("reaction_removed", .reaction(to: "wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhgA01", emoji: "")),
        (
            "interactive_buttons",
            .interactive(
                InteractiveContent(
                    header: "Reminder", body: "Do you confirm your visit tomorrow at 09:30?", footer: "Aurora Clinic",
                    action: .buttons([
                        .init(id: "confirm_visit", title: "Confirm"), .init(id: "move_visit", title: "Reschedule"),
                        .init(id: "cancel_visit", title: "Cancel"),
                    ])))
        ),
        (
            "interactive_list",
            .interactive(
                InteractiveContent(
                    body: "Choose a time",
                    action: .list(
                        button: "Times",
                        sections: [
                            .init(
                                title: "Monday",
                                rows: [
                                    .init(id: "m1", title: "09:30", description: "Dr. Kulkarni"),
                                    .init(id: "m2", title: "10:00"),
                                ])
                        ])))
        ),
        (
            "interactive_cta_url",
            .interactive(
                InteractiveContent(
                    body: "Please open the form", action: .link(text: "Open", url: "https://example.org/form")))
        ),
        (
            "interactive_location_request",
            .interactive(InteractiveContent(body: "Where are you?", action: .locationRequest))
        ),
        (
            "interactive_request_contact_info",
            .interactive(InteractiveContent(body: "May we have your phone number?", action: .contactRequest))
        ),
        (
            "template_text",
            .template(
                TemplateContent(
                    name: "appointment_reminder", language: "en", bodyParameters: ["Anjali", "23 November 09:30"]))
        ),
        (
            "template_quick_reply",
            .template(TemplateContent(name: "visit", language: "mr", quickReplyPayloads: ["YES_1", "NO_1"]))
        ),
        (
            "template_image",
            .template(TemplateContent(name: "checkup_offer", language: "en", header: .image(id: "1600000000000001")))
        ),
        (
            "template_video",
            .template(
                TemplateContent(
                    name: "exercise", language: "hi", bodyParameters: ["Anjali"], header: .video(id: "1600000000000005")
                ))
        ),
        (
            "template_document",
            .template(
                TemplateContent(
                    name: "report_ready", language: "en", bodyParameters: ["Anjali"],
                    header: .document(id: "1600000000000002", filename: "report.pdf"),
                    buttons: [.url(index: 0, ending: "abc123")]))
        ),
        ("template_plain", .template(TemplateContent(name: "hello_world", language: "en_US"))),
    ]

    @Test(.enabled(if: SharedPayloads.areThere))
    func `bodies are exactly the example files, with our id added and never a preview`() throws {
        let names = try SharedPayloads.names("outbound")
        for name in names {
            let body = try #require(Self.bodies.first { $0.name + ".json" == name }, "\(name)")
            var expected = try #require(JSONValue(bytes: SharedPayloads.bytes("outbound/\(name)"))?.members)
            if !name.hasPrefix("mark_read") {
                expected["biz_opaque_callback_data"] = body.json["biz_opaque_callback_data"]
            }
            if let text = expected["text"]?.members {
                expected["text"] = .object(text.merging(["preview_url": false]) { _, ours in ours })
            }
            #expect(body.json == .object(expected), "\(name)")
        }
        #expect(names.count == 14)
    }

    @Test func `a number is written with a plus, a user id as recipient`() {
        let phone = Self.bodies[0].json
        #expect(phone["to"] == "+919876543210" && phone["recipient"] == nil)
        let userID = Self.bodies.first { $0.name == "text_to_user_id" }?.json
        #expect(userID?["recipient"] == "IN.88412007341290551123" && userID?["to"] == nil)
    }

    @Test func `members are sorted and nothing is escaped without need`() {
        let message = OutboundMessage(
            recipient: .phone(PhoneNumber(known: "911")), content: Self.text("a/b 🙂"), callbackData: "c")
        #expect(
            String(decoding: message.json.encoded(), as: UTF8.self)
                == #"{"biz_opaque_callback_data":"c","messaging_product":"whatsapp","recipient_type":"individual","#
                + #""text":{"body":"a/b 🙂","preview_url":false},"to":"+911","type":"text"}"#)
    }

    @Test func `the typing indicator comes only with the read receipt that asks for it`() {
        #expect(CloudAPIClient.readReceipt(wamid: "w", typing: true)["typing_indicator"] == ["type": "text"])
        #expect(CloudAPIClient.readReceipt(wamid: "w", typing: false)["typing_indicator"] == nil)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["SHUBHSTRA_DUMP"] != nil))
    func `every kind of body is written to the folder SHUBHSTRA_DUMP for the schema check`() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["SHUBHSTRA_DUMP"]))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for body in Self.bodies {
            try Data(body.json.encoded()).write(to: folder.appending(path: "outbound-\(body.name).json"))
        }
    }
}
