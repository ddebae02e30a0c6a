extension GraphAPI {
    /// Puts an accepted message on the patient's phone.
    func show(_ record: SandboxSent, _ wamid: String, _ chat: World.Chat) async {
        let content = record.body[record.type]
        var bubble = Bubble(wamid: wamid, author: .clinic, type: record.type, text: words(record), state: .accepted)
        bubble.mediaID = content?["id"]?.string
        bubble.filename = content?["filename"]?.string
        bubble.caption = content?["caption"]?.string
        bubble.replyTo = record.body["context"]?["message_id"]?.string
        bubble.buttons = buttons(content)
        if let id = bubble.mediaID { bubble.mimeType = await world.mediaItem(id)?.mimeType }
        await world.append(bubble, to: chat)
    }

    private func words(_ record: SandboxSent) -> String {
        let content = record.body[record.type]
        return switch record.type {
        case "reaction": content?["emoji"]?.string ?? ""
        case "location": content?["name"]?.string ?? "Location"
        case "contacts": content?[0]?["name"]?["formatted_name"]?.string ?? "Contact"
        case "template": "Template: \(content?["name"]?.string ?? "")"
        default: record.text
        }
    }

    private func buttons(_ content: JSON?) -> [(id: String, title: String)] {
        let action = content?["action"]
        let replies = action?["buttons"]?.array?.compactMap { $0["reply"] } ?? []
        let rows = action?["sections"]?.array?.flatMap { $0["rows"]?.array ?? [] } ?? []
        return (replies + rows).map { ($0["id"]?.string ?? "", $0["title"]?.string ?? "") }
    }
}
