import Conversations
import TestSupport

@testable import WhatsApp

private let time = Timestamp(unixSeconds: 1_795_341_600)
private let phone: PhoneNumber = "919876543210"
private let userID: WhatsAppUserID = "IN.88412007341290551123"
private let patient = WhatsAppPerson(phone: phone, userID: userID, name: "Anjali Deshmukh")
private let prefix = "wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhg"

private func wamid(_ id: String) -> Wamid { Wamid(known: prefix + id) }

private func message(
    _ id: String, _ type: MessageType, _ body: String, from person: WhatsAppPerson = patient,
    _ change: (inout InboundMessage) -> Void = { _ in }
) -> InboundEvent {
    .message(example(id, type, body, from: person, change))
}

private func example(
    _ id: String, _ type: MessageType, _ body: String, from person: WhatsAppPerson = patient,
    _ change: (inout InboundMessage) -> Void = { _ in }
) -> InboundMessage {
    var message = InboundMessage(wamid: wamid(id), person: person, sentAt: time, type: type, body: body)
    change(&message)
    return message
}

private func media(
    _ number: Int, _ mimeType: String, filename: String? = nil, caption: String? = nil, isVoice: Bool = false
) -> InboundMedia {
    InboundMedia(
        id: "150000000000000\(number)", mimeType: mimeType, sha256: "q1Hn0y6mCk2o0T0cQmQ0F5sC3m6rJc2Vb0yJr3bX2hE=",
        filename: filename, caption: caption, isVoice: isVoice, isAnimated: false)
}

extension PayloadFileTests {
    static let inbound: [(String, InboundEvent)] =
        messages + [
            ("smb_message_echoes", .echo(example("L01", .text, "Reply typed on the phone of the clinic"))),
            (
                "user_preferences_stop",
                .marketingPreference(
                    MarketingPreference(
                        person: WhatsAppPerson(phone: phone, userID: userID), category: "marketing_messages",
                        isStopped: true, at: time))
            ),
            (
                "system_user_changed_user_id",
                .identityChange(
                    IdentityChange(
                        old: WhatsAppPerson(phone: phone), newPhone: nil, newUserID: "IN.99900011122233344455", at: time
                    ),
                    notice: example(
                        "G02", .system,
                        "User Anjali Deshmukh changed from IN.88412007341290551123 to IN.99900011122233344455",
                        from: .init(phone: phone)))
            ),
        ]

    private static let reminder = TemplateName("appointment_reminder", "en")

    static let notices: [(String, String, AccountEvent?)] = [
        ("account_update_restriction", "account_update", nil),
        ("business_capability_update", "business_capability_update", nil),
        (
            "message_template_quality_update", "message_template_quality_update",
            .templateQuality(reminder, "YELLOW")
        ),
        (
            "message_template_status_update", "message_template_status_update",
            .templateStatus(reminder, "APPROVED")
        ),
        ("template_category_update", "template_category_update", .templateCategory(reminder, "MARKETING")),
    ]

    private static let messages: [(String, InboundEvent)] = [
        ("text", message("A01", .text, "नमस्कार, मला उद्याची वेळ हवी आहे 🙂")),
        (
            "text_legacy_no_user_id",
            message("A02", .text, "Shape before April 2026", from: .init(phone: phone, name: "Anjali Deshmukh"))
        ),
        (
            "text_username_with_parent",
            message(
                "A04", .text, "Parent BSUID",
                from: .init(
                    phone: phone, userID: userID, parentUserID: "IN.ENT.55500112233445566778",
                    name: "Anjali Deshmukh", username: "anjali.deshmukh"))
        ),
        ("text_identity_key_hash", message("A05", .text, "with identity hash")),
        ("text_reply_context", message("A06", .text, "हाँ, मैं आऊँगी") { $0.relation = .reply(to: wamid("OUT1")) }),
        ("text_forwarded", message("A07", .text, "forwarded text") { $0.isForwarded = true }),
        (
            "text_referral_ctwa",
            message("A09", .text, "Can I get more information?") {
                $0.referral = .init(
                    sourceType: "ad", sourceID: "120233344455566677", headline: "Chat with us on WhatsApp")
            }
        ),
        (
            "image",
            message("B01", .image, "मेरा एक्स-रे") { $0.media = media(1, "image/jpeg", caption: "मेरा एक्स-रे") }
        ),
        (
            "document",
            message("B03", .document, "रक्त तपासणीचा अहवाल") {
                $0.media = media(
                    3, "application/pdf", filename: "blood-report.pdf", caption: "रक्त तपासणीचा अहवाल")
            }
        ),
        ("audio_voice", message("B04", .audio, "") { $0.media = media(4, "audio/ogg", isVoice: true) }),
        ("audio_file", message("B05", .audio, "") { $0.media = media(5, "audio/mpeg") }),
        (
            "video",
            message("B06", .video, "Please look at this tooth") {
                $0.media = media(6, "video/mp4", caption: "Please look at this tooth")
            }
        ),
        ("sticker", message("B07", .sticker, "") { $0.media = media(7, "image/webp") }),
        ("location_pin", message("C01", .location, "18.5195694, 73.8553467")),
        (
            "contacts_contact_request",
            message(
                "C04", .contacts, "+91 98765 43210",
                from: .init(userID: userID, name: "Anjali Deshmukh", username: "anjali.deshmukh")
            ) {
                $0.relation = .reply(to: wamid("OUT3"))
                $0.sharedPhone = phone
                $0.cards = [ContactCard(formattedName: "", firstName: "", phones: ["+91 98765 43210"])]
            }
        ),
        (
            "interactive_button_reply",
            message("D01", .interactive, "Confirm") {
                $0.relation = .reply(to: wamid("OUT4"))
                $0.choiceID = "confirm_visit"
            }
        ),
        (
            "interactive_list_reply",
            message("D02", .interactive, "09:30") {
                $0.relation = .reply(to: wamid("OUT5"))
                $0.choiceID = "slot_0930"
            }
        ),
        (
            "button_template_quick_reply",
            message("D05", .button, "Cancel") {
                $0.relation = .reply(to: wamid("OUT8"))
                $0.choiceID = "APPT_CANCEL_42"
            }
        ),
        ("reaction", message("E01", .reaction, "👍") { $0.relation = .reaction(to: wamid("OUT1"), emoji: "👍") }),
        (
            "reaction_removed_absent",
            message("E02", .reaction, "Reaction removed") { $0.relation = .reaction(to: wamid("OUT1"), emoji: "") }
        ),
        (
            "unsupported_131051",
            message("H01", .unsupported, "") {
                $0.errors = [
                    MetaError(
                        code: 131051, title: "Message type unknown",
                        details: "Message type is currently not supported.")
                ]
            }
        ),
        ("edit_coexistence", message("I01", .text, "Corrected text") { $0.relation = .edit(of: wamid("A01")) }),
    ]

    private static let regular = Pricing(category: "service", type: "regular", isBillable: true)

    static let statuses: [(String, StatusReport)] = [
        ("sent", status(.sent, userID: userID, pricing: regular)),
        (
            "sent_2025_v24_shape",
            status(.sent, pricing: Pricing(category: "service", type: "free_customer_service", isBillable: false))
        ),
        ("delivered", status(.delivered, userID: userID, pricing: regular)),
        ("read", status(.read, userID: userID, username: "anjali.deshmukh")),
    ]

    /// With the code, words of the sentence that a doctor reads, and whether the operator has to hear of it.
    static let failures: [(String, Int64, String, Bool)] = [
        ("failed_131026_undeliverable", 131026, "cannot be reached on WhatsApp", false),
        ("failed_131042_payment", 131042, "problem with the payment method", true),
        ("failed_131047_window", 131047, "more than 24 hours ago", false),
        ("failed_131053_media_upload", 131053, "could not take this file", false),
    ]

    static func status(
        _ status: DeliveryStatus, userID: WhatsAppUserID? = nil, username: String? = nil, failure: SendFailure? = nil,
        pricing: Pricing? = nil
    ) -> StatusReport {
        // The name comes with the contact, as the user id does.
        let recipient = WhatsAppPerson(
            phone: phone, userID: userID, name: userID == nil ? nil : "Anjali Deshmukh", username: username)
        return StatusReport(
            wamid: wamid("OUT1"), status: status, at: time, recipient: recipient, callbackID: nil, failure: failure,
            pricing: pricing)
    }
}
