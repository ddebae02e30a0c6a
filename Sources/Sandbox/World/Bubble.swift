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

    /// Something to press below a message.
    struct Button: Sendable {
        enum Kind: String, Sendable {
            /// Of an interactive message.
            case reply
            /// Of a template; its id is the payload.
            case quickReply = "quick_reply"
            case url, phone, code, flow
            case shareContact = "share_contact"
            case shareLocation = "share_location"
        }

        var kind = Kind.reply
        var id = ""
        let title: String
        /// The address, number or code that it is about.
        var target: String?

        var json: JSON {
            .members([
                "kind": .string(kind.rawValue), "id": .string(id), "title": .string(title),
                "target": target.map(JSON.string),
            ])
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
    var header: String?
    var footer: String?
    var isVoice = false
    /// `latitude`, `longitude`, and `name` and `address` of a place.
    var place: JSON?
    /// Contact cards, as messages carry them.
    var people: JSON?
    var buttons: [Button] = []
    var replyTo: String?
    var reactions: [Author: String] = [:]
    var isEdited = false
    var isDeleted = false
    var errorCode: Int?

    /// Leaves nothing but the fact that there was a message.
    mutating func delete() {
        self = Bubble(wamid: wamid, author: author, type: type, text: "", at: at, state: state, isDeleted: true)
    }

    var json: JSON {
        .members([
            "wamid": .string(wamid), "from": .string(author.rawValue), "type": .string(type),
            "text": .string(text), "at": .string(at.rfc3339), "status": .string(state.rawValue),
            "media_id": mediaID.map(JSON.string), "mime_type": mimeType.map(JSON.string),
            "filename": filename.map(JSON.string), "caption": caption.map(JSON.string),
            "header": header.map(JSON.string), "footer": footer.map(JSON.string), "voice": isVoice ? true : nil,
            "place": place, "contacts": people,
            "buttons": buttons.isEmpty ? nil : .array(buttons.map(\.json)),
            "reply_to": replyTo.map(JSON.string), "error_code": errorCode.map(JSON.integer),
            "reactions": reactions.isEmpty
                ? nil
                : .members([
                    "patient": reactions[.patient].map(JSON.string), "clinic": reactions[.clinic].map(JSON.string),
                ]),
            "edited": isEdited ? true : nil, "deleted": isDeleted ? true : nil,
        ])
    }
}
