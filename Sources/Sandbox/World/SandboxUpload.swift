import FoundationEssentials

/// One file that was posted to the Graph stand-in's `media`, even if it was refused.
struct SandboxUpload: Sendable {
    enum Outcome: String, Sendable {
        case accepted
        /// Answered with a Graph error.
        case refused
        /// Answered with an HTML page.
        case html
        /// Kept, but the connection was closed without an answer.
        case cut
    }

    let at = Date()
    let phoneNumberID: String
    let userAgent: String
    var outcome = Outcome.accepted
    var code: Int?
    var details: String?
    var mediaID: String?
    var filename: String?
    var mimeType: String?
    var size: Int?
    var digest: [UInt8]?

    var json: JSON {
        [
            "at": .string(at.rfc3339), "phone_number_id": .string(phoneNumberID), "user_agent": .string(userAgent),
            "outcome": .string(outcome.rawValue), "code": code.map(JSON.integer) ?? .null, "details": .text(details),
            "id": .text(mediaID), "filename": .text(filename), "mime_type": .text(mimeType),
            "file_size": size.map(JSON.integer) ?? .null, "sha256": .text(digest?.hex),
        ]
    }
}
