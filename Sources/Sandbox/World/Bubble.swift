import FoundationEssentials

/// One message of a conversation as the phone shows it.
struct Bubble: Sendable {
    enum Author: String, Sendable {
        case patient, clinic
    }

    enum State: String, Sendable {
        case sending, undelivered, accepted, sent, delivered, read, failed

        var rank: Int {
            switch self {
            case .sending, .undelivered, .accepted: 0
            case .sent: 1
            case .delivered: 2
            case .read: 3
            case .failed: 4
            }
        }
    }

    let wamid: String
    let author: Author
    let type: String
    var text: String
    var at = Date()
    var state: State
    var mediaID: String?
    var mimeType: String?
    var filename: String?
    var caption: String?
    var buttons: [(id: String, title: String)] = []
    var replyTo: String?
    var errorCode: Int?

    var json: JSON {
        .members([
            "wamid": .string(wamid), "from": .string(author.rawValue), "type": .string(type),
            "text": .string(text), "at": .string(at.rfc3339), "status": .string(state.rawValue),
            "media_id": mediaID.map(JSON.string), "mime_type": mimeType.map(JSON.string),
            "filename": filename.map(JSON.string), "caption": caption.map(JSON.string),
            "buttons": buttons.isEmpty
                ? nil : .array(buttons.map { ["id": .string($0.id), "title": .string($0.title)] }),
            "reply_to": replyTo.map(JSON.string), "error_code": errorCode.map(JSON.integer),
        ])
    }
}
