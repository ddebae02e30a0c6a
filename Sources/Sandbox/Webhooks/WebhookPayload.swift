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
        _ status: String, of sent: SandboxSent, code: Int?, _ patient: SandboxPatient, _ clinic: SandboxClinic
    )
        -> JSON
    {
        let failed = status == "failed"
        let byUserID = sent.body["to"] == nil
        let element = JSON.members([
            "id": .string(sent.wamid ?? ""), "status": .string(status), "timestamp": .string(Date().unixSeconds),
            "recipient_id": failed && byUserID ? nil : patient.digits.map(JSON.string),
            "recipient_user_id": failed && !byUserID ? nil : .string(patient.userID),
            "pricing": status == "sent" || status == "delivered" ? pricing(of: sent) : nil,
            "biz_opaque_callback_data": sent.callbackData.map(JSON.string),
            "errors": failed ? [statusError(code ?? 131_047)] : nil,
        ])
        // Meta documents the failed status without contacts.
        return envelope(
            clinic, field: "messages",
            failed ? ["statuses": [element]] : ["contacts": [patient.contact], "statuses": [element]])
    }

    /// The element of a failed status's `errors`.
    private static func statusError(_ code: Int) -> JSON {
        let known = MetaErrorCode.known[code]
        let title = known?.title ?? "Message failed"
        return [
            "code": .integer(code), "title": .string(title), "message": .string(title),
            "error_data": ["details": .string(known?.details ?? "See the documentation of error \(code).")],
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        ]
    }

    private static func pricing(of sent: SandboxSent) -> JSON {
        [
            "billable": true, "pricing_model": "PMP", "type": "regular",
            "category": sent.type == "template" ? "utility" : "service",
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
