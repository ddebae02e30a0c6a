package import FoundationEssentials

/// One body that was posted to the Graph stand-in's `messages`, even if it was refused.
package struct SandboxSent: Sendable {
    package enum Outcome: String, Sendable {
        /// Not decided yet.
        case open
        case accepted
        /// Answered with a Graph error.
        case refused
        /// Answered with an HTML page.
        case html
        case cutBefore = "cut_before"
        /// Accepted, but the connection was closed without an answer.
        case cutAfter = "cut_after"
    }

    /// Position among all bodies received, from 0.
    package let number: Int
    package let at: Date
    package var answeredAt: Date?
    package let phoneNumberID: String
    package let path: String
    package let contentType: String
    package let userAgent: String
    package let body: JSON
    package var outcome = Outcome.open
    package var httpStatus: Int?
    /// The Graph error code of the answer.
    package var code: Int?
    package var details: String?
    package var wamid: String?
    /// The template's text with its parameters; nil for other messages.
    package var rendered: String?
    /// What it is charged as, in lower case.
    var category = "service"
    /// The statuses that were posted for it, in order.
    package var statuses: [String] = []

    /// Digits of the number, or the BSUID.
    package var recipient: String {
        if let to = body["to"]?.string { return to.filter(\.isASCIIDigit) }
        return body["recipient"]?.string ?? ""
    }

    package var type: String { body["type"]?.string ?? "text" }

    /// The words of the message: a text's body, a caption, an interactive message's body, or a filled template's.
    package var text: String {
        rendered ?? body["text"]?["body"]?.string ?? body[type]?["caption"]?.string
            ?? body["interactive"]?["body"]?["text"]?.string ?? ""
    }

    package var callbackData: String? { body["biz_opaque_callback_data"]?.string }
    package var wasAccepted: Bool { outcome == .accepted || outcome == .cutAfter }

    var json: JSON {
        [
            "number": .integer(number), "at": .string(at.rfc3339), "answered_at": .text(answeredAt?.rfc3339),
            "phone_number_id": .string(phoneNumberID), "path": .string(path),
            "content_type": .string(contentType), "user_agent": .string(userAgent),
            "to": .string(recipient), "type": .string(type), "text": .string(text),
            "callback_data": .text(callbackData), "body": body, "outcome": .string(outcome.rawValue),
            "http_status": httpStatus.map(JSON.integer) ?? .null, "code": code.map(JSON.integer) ?? .null,
            "details": .text(details), "wamid": .text(wamid),
            "statuses": .array(statuses.map(JSON.string)),
        ]
    }
}
