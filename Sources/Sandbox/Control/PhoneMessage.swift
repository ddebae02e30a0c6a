import FoundationEssentials

/// A message that somebody writes on a phone, the patient on theirs or the clinic on its own, as the webhook carries it
/// and as the patient's phone shows it.
struct PhoneMessage: Sendable {
    let author: Bubble.Author
    let patient: SandboxPatient
    let clinic: SandboxClinic
    let wamid: String
    let at: Date
    let replyTo: String?

    struct Content {
        let content: JSON
        var text = ""
        var media: MediaStore.Item?
        /// Nil: a bubble.
        var change: ThreadChange?
    }

    private var chat: World.Chat { World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID) }

    /// Throws a `SandboxError` that says what is wrong with the body.
    func rendered(_ body: JSON, _ world: World) async throws -> (message: JSON, change: ThreadChange) {
        let type = body["type"]?.string ?? "text"
        let part = try await content(type, body, world)
        var members = sender.merging([
            "id": .string(wamid), "timestamp": .string(at.unixSeconds), "type": .string(type),
        ]) { _, last in last }
        if let replyTo { members["context"] = await context(replyTo, world) }
        if type == "unsupported" {
            members["unsupported"] = body["unsupported_type"].map { ["type": $0] }
            members["errors"] = [Self.unknownType]
        } else {
            members[type] = part.content
        }
        return (.object(members), part.change ?? .bubble(bubble(type, part)))
    }

    private var sender: [String: JSON] {
        switch author {
        case .patient:
            JSON.members(["from": patient.digits.map(JSON.string), "from_user_id": .string(patient.userID)])
                .object ?? [:]
        case .clinic:
            JSON.members([
                "from": .string(clinic.digits), "to": patient.digits.map(JSON.string),
                "to_user_id": .string(patient.userID),
            ]).object ?? [:]
        }
    }

    /// `from` is who wrote the message that is quoted: the clinic, unless it is known to be the patient.
    private func context(_ quoted: String, _ world: World) async -> JSON {
        let isPatients = await world.bubble(quoted, in: chat)?.author == .patient
        let from = isPatients ? patient.digits : clinic.digits
        return .members(["from": from.map(JSON.string), "id": .string(quoted)])
    }

    private func bubble(_ type: String, _ part: Content) -> Bubble {
        var bubble = Bubble(
            wamid: wamid, author: author, type: type, text: part.text, at: at,
            state: author == .patient ? .sending : .delivered)
        bubble.mediaID = part.media?.id
        bubble.mimeType = part.media?.mimeType
        bubble.caption = part.content["caption"]?.string
        bubble.filename = part.content["filename"]?.string
        bubble.isVoice = part.content["voice"]?.bool ?? false
        if type == "location" { bubble.place = part.content }
        if type == "contacts" { bubble.people = part.content }
        bubble.replyTo = replyTo
        return bubble
    }

    private func content(_ type: String, _ body: JSON, _ world: World) async throws -> Content {
        switch type {
        case "text":
            let text = try Self.text(body)
            return Content(content: ["body": .string(text)], text: text)
        case "image", "video", "document", "audio", "sticker": return try await media(type, body, world)
        case "location": return try Self.place(body)
        case "reaction":
            let reaction = JSON.members(["message_id": body["message_id"], "emoji": body["emoji"]])
            guard let target = body["message_id"]?.string else { throw SandboxError.invalid("message_id is missing") }
            return Content(content: reaction, change: .reaction(on: target, emoji: body["emoji"]?.string))
        case "edit" where body["edit"] == nil: return try await edit(body, world)
        case "revoke" where body["revoke"] == nil:
            let target = try await own(body, world)
            return Content(content: ["original_message_id": .string(target)], change: .deletion(of: target))
        case "unsupported": return Content(content: [:])
        default:
            guard let content = body[type] ?? body["content"] else { throw SandboxError.invalid("\(type) is missing") }
            return Content(content: content, text: Self.words(content))
        }
    }

    private func edit(_ body: JSON, _ world: World) async throws -> Content {
        let target = try await own(body, world)
        let text = try Self.text(body)
        let quoted = await world.bubble(target, in: chat)?.replyTo
        let message = JSON.members([
            "type": "text", "text": ["body": .string(text)], "context": quoted.map { ["id": .string($0)] },
        ])
        return Content(
            content: ["original_message_id": .string(target), "message": message],
            change: .edit(of: target, text: text))
    }

    /// The message that is edited or deleted: one of the same author, where it is still known.
    private func own(_ body: JSON, _ world: World) async throws -> String {
        guard let target = body["message_id"]?.string else { throw SandboxError.invalid("message_id is missing") }
        let bubble = await world.bubble(target, in: chat)
        guard bubble.map({ $0.author == author && !$0.isDeleted }) ?? true else {
            throw SandboxError.invalid("people edit and delete their own messages only, and only once")
        }
        return target
    }
}
