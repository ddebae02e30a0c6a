extension GraphAPI {
    /// Puts an accepted message on the patient's phone.
    func show(_ record: SandboxSent, _ wamid: String, _ verdict: SendingRules.Verdict, in chat: World.Chat) async {
        if record.type == "reaction" {
            let reaction = record.body["reaction"]
            let change = ThreadChange.reaction(
                on: reaction?["message_id"]?.string ?? "", emoji: reaction?["emoji"]?.string)
            return await world.apply(change, of: wamid, by: .clinic, to: chat)
        }
        var bubble = Bubble(wamid: wamid, author: .clinic, type: record.type, text: words(record), state: .accepted)
        bubble.replyTo = record.body["context"]?["message_id"]?.string
        let content = record.body[record.type]
        if let template = verdict.template {
            fill(&bubble, template)
        } else {
            fill(&bubble, record.type, content)
        }
        if let id = bubble.mediaID { bubble.mimeType = await world.mediaItem(id)?.mimeType }
        await world.append(bubble, to: chat)
    }

    private func words(_ record: SandboxSent) -> String {
        let content = record.body[record.type]
        return switch record.type {
        case "location": content?["name"]?.string ?? "Location"
        case "contacts": content?[0]?["name"]?["formatted_name"]?.string ?? "Contact"
        default: record.text
        }
    }

    private func fill(_ bubble: inout Bubble, _ template: FilledTemplate) {
        bubble.text = template.body
        bubble.header = template.header
        bubble.footer = template.footer
        bubble.place = template.place
        bubble.buttons = template.buttons
        bubble.mediaID = template.media?.content["id"]?.string
        bubble.filename = template.media?.content["filename"]?.string
    }

    private func fill(_ bubble: inout Bubble, _ type: String, _ content: JSON?) {
        let header = content?["header"]
        let file = header?["type"]?.string.flatMap { header?[$0] } ?? content
        bubble.mediaID = file?["id"]?.string
        bubble.filename = file?["filename"]?.string
        bubble.caption = content?["caption"]?.string
        bubble.isVoice = content?["voice"]?.bool ?? false
        bubble.header = header?["text"]?.string
        bubble.footer = content?["footer"]?["text"]?.string
        if type == "location" { bubble.place = content }
        if type == "contacts" { bubble.people = content }
        bubble.buttons = buttons(content)
    }

    private func buttons(_ content: JSON?) -> [Bubble.Button] {
        let action = content?["action"]
        switch content?["type"]?.string {
        case "cta_url":
            let parameters = action?["parameters"]
            return [
                Bubble.Button(
                    kind: .url, title: parameters?["display_text"]?.string ?? "", target: parameters?["url"]?.string)
            ]
        case "request_contact_info": return [Bubble.Button(kind: .shareContact, title: "Share my number")]
        case "location_request_message": return [Bubble.Button(kind: .shareLocation, title: "Send location")]
        default:
            let replies = action?["buttons"]?.array?.compactMap { $0["reply"] } ?? []
            let rows = action?["sections"]?.array?.flatMap { $0["rows"]?.array ?? [] } ?? []
            return (replies + rows).map { reply in
                Bubble.Button(id: reply["id"]?.string ?? "", title: reply["title"]?.string ?? "")
            }
        }
    }
}
