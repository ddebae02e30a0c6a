import FoundationEssentials

/// The envelopes that Meta posts.
enum WebhookPayload {
    static func messages(_ message: JSON, from patient: SandboxPatient, to clinic: SandboxClinic) -> JSON {
        envelope(clinic, field: "messages", ["contacts": [patient.contact], "messages": [message]])
    }

    static func echo(_ message: JSON, to patient: SandboxPatient, of clinic: SandboxClinic) -> JSON {
        envelope(
            clinic, field: "smb_message_echoes", ["contacts": [patient.contact], "message_echoes": [message]])
    }

    /// One status of a message of the clinic, in the format of 2026.
    static func status(
        _ status: String, of sent: SandboxSent, _ failure: StatusFailure?, _ patient: SandboxPatient,
        _ clinic: SandboxClinic
    ) -> JSON {
        let failed = status == "failed"
        let byUserID = sent.body["to"] == nil
        let element = JSON.members([
            "id": .string(sent.wamid ?? ""), "status": .string(status), "timestamp": .string(Date().unixSeconds),
            "recipient_id": failed && byUserID ? nil : patient.digits.map(JSON.string),
            "recipient_user_id": failed && !byUserID ? nil : .string(patient.userID),
            "pricing": status == "sent" || status == "delivered" ? pricing(of: sent) : nil,
            "biz_opaque_callback_data": sent.callbackData.map(JSON.string),
            "errors": failed ? [error(failure ?? StatusFailure(code: 131_047))] : nil,
        ])
        // Meta documents the failed status without contacts.
        return envelope(
            clinic, field: "messages",
            failed ? ["statuses": [element]] : ["contacts": [patient.contact], "statuses": [element]])
    }

    /// The element of a failed status's `errors`.
    private static func error(_ failure: StatusFailure) -> JSON {
        let known = MetaErrorCode.known[failure.code]
        let title = known?.title ?? "Message failed"
        let details = failure.details ?? known?.details ?? "See the documentation of error \(failure.code)."
        return [
            "code": .integer(failure.code), "title": .string(title), "message": .string(title),
            "error_data": ["details": .string(details)],
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        ]
    }

    /// Since October 2026 messages inside the 24-hour window are charged too.
    private static func pricing(of sent: SandboxSent) -> JSON {
        ["billable": true, "pricing_model": "PMP", "type": "regular", "category": .string(sent.category)]
    }

    /// A person stops or resumes a clinic's marketing messages.
    static func preference(_ value: String, of patient: SandboxPatient, for clinic: SandboxClinic) -> JSON {
        let preference = JSON.members([
            "wa_id": patient.digits.map(JSON.string), "user_id": .string(patient.userID),
            "detail": .string("User requested to \(value) marketing messages"), "category": "marketing_messages",
            "value": .string(value), "timestamp": .integer(Int(Date().timeIntervalSince1970)),
        ])
        return envelope(
            clinic, field: "user_preferences", ["contacts": [patient.contact], "user_preferences": [preference]])
    }

    /// Something about a template: the members of `about` beside those that name it.
    static func template(_ template: SandboxTemplate, of accountID: String, field: String, _ about: [String: JSON])
        -> JSON
    {
        let name: [String: JSON] = [
            "message_template_id": .integer(template.id), "message_template_name": .string(template.name),
            "message_template_language": .string(template.language),
        ]
        let change: JSON = ["value": .object(name.merging(about) { _, last in last }), "field": .string(field)]
        return [
            "object": "whatsapp_business_account",
            "entry": [
                [
                    "id": .string(accountID), "time": .integer(Int(Date().timeIntervalSince1970)),
                    "changes": [change],
                ]
            ],
        ]
    }

    private static func envelope(_ clinic: SandboxClinic, field: String, _ members: [String: JSON]) -> JSON {
        let common: [String: JSON] = [
            "messaging_product": "whatsapp",
            "metadata": [
                "display_phone_number": .string(clinic.digits), "phone_number_id": .string(clinic.phoneNumberID),
            ],
        ]
        let value = JSON.object(common.merging(members) { _, last in last })
        return [
            "object": "whatsapp_business_account",
            "entry": [["id": .string(clinic.accountID), "changes": [["value": value, "field": .string(field)]]]],
        ]
    }
}
