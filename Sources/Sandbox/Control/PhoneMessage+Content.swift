import FoundationEssentials

extension PhoneMessage {
    static func text(_ body: JSON) throws -> String {
        guard let text = body["text"]?.string, !text.isEmpty else { throw SandboxError.invalid("text is missing") }
        return text
    }

    static func place(_ body: JSON) throws -> Content {
        guard let latitude = body["latitude"]?.double, let longitude = body["longitude"]?.double else {
            throw SandboxError.invalid("latitude and longitude must be numbers")
        }
        let place = JSON.members([
            "latitude": .number(latitude), "longitude": .number(longitude), "name": body["name"],
            "address": body["address"],
        ])
        return Content(content: place, text: body["name"]?.string ?? "Location")
    }

    func media(_ type: String, _ body: JSON, _ world: World) async throws -> Content {
        let item = try await file(type, body, world)
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

    /// The file of a message: one that is kept already, the bytes in the body, or a few bytes that stand for one.
    private func file(_ type: String, _ body: JSON, _ world: World) async throws -> MediaStore.Item {
        let usual = Self.mimeType(of: type)
        if let id = body["media_id"]?.string {
            guard let kept = await world.mediaItem(id) else { throw SandboxError.missing("there is no such media") }
            return kept
        }
        guard let text = body["data"]?.string else {
            return try await world.keep(Data("sandbox \(type)".utf8), mimeType: usual)
        }
        guard let data = Data(base64Encoded: text), data.count <= Self.dataLimit else {
            throw SandboxError.invalid("data must be base64 of at most 14 MB; POST larger files to media")
        }
        return try await world.keep(data, mimeType: body["mime_type"]?.string ?? usual)
    }

    /// As base64 it still fits into a request.
    private static let dataLimit = 14 * 1024 * 1024

    private static func mimeType(of type: String) -> String {
        switch type {
        case "image": "image/jpeg"
        case "video": "video/mp4"
        case "audio": "audio/ogg; codecs=opus"
        case "sticker": "image/webp"
        default: "application/pdf"
        }
    }

    static func words(_ content: JSON) -> String {
        content["button_reply"]?["title"]?.string ?? content["list_reply"]?["title"]?.string
            ?? content["text"]?.string ?? content[0]?["name"]?["formatted_name"]?.string
            ?? content[0]?["phones"]?[0]?["phone"]?.string ?? ""
    }

    static let unknownType: JSON = [
        "code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
        "error_data": ["details": "Message type is currently not supported."],
    ]
}
