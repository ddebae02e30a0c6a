import FoundationEssentials

/// A message that a patient writes, as the webhook carries it and as the phone shows it.
struct PatientMessage: Sendable {
    let patient: SandboxPatient
    let clinic: SandboxClinic
    let wamid: String
    let at: Date
    let replyTo: String?

    private struct Content {
        let content: JSON
        let text: String
        var media: MediaStore.Item?
    }

    func rendered(_ body: JSON, _ world: World) async throws -> (message: JSON, bubble: Bubble) {
        let type = body["type"]?.string ?? "text"
        let part = try await content(type, body, world)
        let context: JSON? = replyTo.map { ["from": .string(clinic.digits), "id": .string($0)] }
        var members =
            JSON.members([
                "from": patient.digits.map(JSON.string), "from_user_id": .string(patient.userID), "id": .string(wamid),
                "timestamp": .string(at.unixSeconds), "type": .string(type), "context": context,
            ]).object ?? [:]
        if type == "unsupported" {
            members["unsupported"] = body["unsupported_type"].map { ["type": $0] }
            members["errors"] = [Self.unknownType]
        } else {
            members[type] = part.content
        }
        var bubble = Bubble(wamid: wamid, author: .patient, type: type, text: part.text, at: at, state: .sending)
        bubble.mediaID = part.media?.id
        bubble.mimeType = part.media?.mimeType
        bubble.caption = part.content["caption"]?.string
        bubble.filename = part.content["filename"]?.string
        bubble.replyTo = replyTo
        return (.object(members), bubble)
    }

    private func content(_ type: String, _ body: JSON, _ world: World) async throws -> Content {
        switch type {
        case "text":
            guard let text = body["text"]?.string, !text.isEmpty else { throw SandboxError.invalid("text is missing") }
            return Content(content: ["body": .string(text)], text: text)
        case "image", "video", "document", "audio", "sticker": return try await media(type, body, world)
        case "location":
            guard let latitude = body["latitude"]?.double, let longitude = body["longitude"]?.double else {
                throw SandboxError.invalid("latitude and longitude must be numbers")
            }
            let place = JSON.members([
                "latitude": .number(latitude), "longitude": .number(longitude), "name": body["name"],
                "address": body["address"],
            ])
            return Content(content: place, text: body["name"]?.string ?? "Location")
        case "reaction":
            let reaction = JSON.members(["message_id": body["message_id"], "emoji": body["emoji"]])
            return Content(content: reaction, text: body["emoji"]?.string ?? "")
        case "unsupported": return Content(content: [:], text: "")
        default:
            guard let content = body[type] ?? body["content"] else { throw SandboxError.invalid("\(type) is missing") }
            return Content(content: content, text: Self.words(content))
        }
    }

    private func media(_ type: String, _ body: JSON, _ world: World) async throws -> Content {
        let item: MediaStore.Item
        if let id = body["media_id"]?.string {
            guard let kept = await world.mediaItem(id) else { throw SandboxError.missing("there is no such media") }
            item = kept
        } else if let text = body["data"]?.string {
            guard let data = Data(base64Encoded: text), data.count <= MediaStore.byteLimit else {
                throw SandboxError.invalid("data must be base64 of at most 16 MB")
            }
            item = await world.keep(Array(data), mimeType: body["mime_type"]?.string ?? Self.mimeType(of: type))
        } else {
            item = await world.keep(Array("sandbox \(type)".utf8), mimeType: Self.mimeType(of: type))
        }
        let origin = await world.origin
        let content = JSON.members([
            "mime_type": .string(item.mimeType), "sha256": .string(item.base64Digest), "id": .string(item.id),
            "url": .string(origin + MediaLink(world.configuration).path(of: item.id)),
            "caption": type == "audio" || type == "sticker" ? nil : body["caption"],
            "filename": type == "document" ? body["filename"] ?? "document.pdf" : nil,
            "voice": type == "audio" ? body["voice"] ?? true : nil,
            "animated": type == "sticker" ? body["animated"] ?? false : nil,
        ])
        return Content(content: content, text: body["caption"]?.string ?? "", media: item)
    }

    private static func mimeType(of type: String) -> String {
        switch type {
        case "image": "image/jpeg"
        case "video": "video/mp4"
        case "audio": "audio/ogg; codecs=opus"
        case "sticker": "image/webp"
        default: "application/pdf"
        }
    }

    private static func words(_ content: JSON) -> String {
        content["button_reply"]?["title"]?.string ?? content["list_reply"]?["title"]?.string
            ?? content["text"]?.string ?? content[0]?["name"]?["formatted_name"]?.string ?? ""
    }

    private static let unknownType: JSON = [
        "code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
        "error_data": ["details": "Message type is currently not supported."],
    ]
}
