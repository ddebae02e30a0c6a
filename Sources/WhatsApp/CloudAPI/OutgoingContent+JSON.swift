import Conversations

extension OutgoingContent {
    /// Meta's word, which is also the name of the member.
    var type: String {
        switch self {
        case .text: "text"
        case .image: "image"
        case .video: "video"
        case .document: "document"
        case .audio: "audio"
        case .sticker: "sticker"
        case .location: "location"
        case .contacts: "contacts"
        case .reaction: "reaction"
        case .interactive: "interactive"
        case .template: "template"
        }
    }

    var json: JSONValue {
        switch self {
        case .text(let text): ["body": .string(text.value), "preview_url": false]
        case .image(let id, let caption), .video(let id, let caption):
            ["id": .string(id), "caption": caption.map { .string($0) }]
        case .document(let id, let filename, let caption):
            [
                "id": .string(id), "filename": filename.map { .string($0) },
                "caption": caption.map { .string($0) },
            ]
        case .audio(let id, let isVoice): ["id": .string(id), "voice": isVoice ? true : nil]
        case .sticker(let id): ["id": .string(id)]
        case .location(let latitude, let longitude, let name, let address):
            [
                "latitude": .string(Coordinate.text(latitude)), "longitude": .string(Coordinate.text(longitude)),
                "name": name.map { .string($0) }, "address": address.map { .string($0) },
            ]
        case .contacts(let cards): .array(cards.map(\.json))
        case .reaction(let wamid, let emoji): ["message_id": .string(wamid.text), "emoji": .string(emoji)]
        case .interactive(let interactive): interactive.json
        case .template(let template): template.json
        }
    }
}

extension ContactCard {
    fileprivate var json: JSONValue {
        [
            "name": ["formatted_name": .string(formattedName), "first_name": .string(firstName)],
            "phones": .array(phones.map { ["phone": .string($0), "type": "WORK"] }),
        ]
    }
}

extension InteractiveContent {
    fileprivate var json: JSONValue {
        [
            "type": .string(action.type),
            "header": header.map { ["type": "text", "text": .string($0)] },
            "body": ["text": .string(body)],
            "footer": footer.map { ["text": .string($0)] },
            "action": action.json,
        ]
    }
}

extension InteractiveContent.Action {
    fileprivate var type: String {
        switch self {
        case .buttons: "button"
        case .list: "list"
        case .link: "cta_url"
        case .locationRequest: "location_request_message"
        case .contactRequest: "request_contact_info"
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .buttons(let buttons):
            [
                "buttons": .array(
                    buttons.map { ["type": "reply", "reply": ["id": .string($0.id), "title": .string($0.title)]] })
            ]
        case .list(let button, let sections):
            ["button": .string(button), "sections": .array(sections.map(Self.section))]
        case .link(let text, let url):
            ["name": "cta_url", "parameters": ["display_text": .string(text), "url": .string(url)]]
        case .locationRequest: ["name": "send_location"]
        case .contactRequest: ["name": "request_contact_info"]
        }
    }

    private static func section(_ section: InteractiveContent.Section) -> JSONValue {
        let rows = section.rows.map { row -> JSONValue in
            [
                "id": .string(row.id), "title": .string(row.title),
                "description": row.description.map { .string($0) },
            ]
        }
        return ["title": section.title.map { .string($0) }, "rows": .array(rows)]
    }
}

extension TemplateContent {
    fileprivate var json: JSONValue {
        var components: [JSONValue] = []
        if let header { components.append(["type": "header", "parameters": [header.json]]) }
        if !bodyParameters.isEmpty {
            let parameters = bodyParameters.enumerated().map { index, text in
                Self.text(text, name: bodyNames.flatMap { index < $0.count ? $0[index] : nil })
            }
            components.append(["type": "body", "parameters": .array(parameters)])
        }
        components += quickReplyPayloads.enumerated().map { index, payload in
            Self.button("quick_reply", index, ["type": "payload", "payload": .string(payload)])
        }
        components += (buttons ?? []).map(\.json)
        return [
            "name": .string(name), "language": ["code": .string(language)],
            "components": components.isEmpty ? nil : .array(components),
        ]
    }

    /// The name is written where the placeholder has one, and only there.
    fileprivate static func text(_ text: String, name: String?) -> JSONValue {
        ["type": "text", "text": .string(text), "parameter_name": name.map { .string($0) }]
    }

    fileprivate static func button(_ type: JSONValue, _ index: Int, _ parameter: JSONValue) -> JSONValue {
        ["type": "button", "sub_type": type, "index": .string(String(index)), "parameters": [parameter]]
    }
}

extension TemplateContent.Header {
    fileprivate var json: JSONValue {
        switch self {
        case .text(let text, let name): TemplateContent.text(text, name: name)
        case .image(let id): ["type": "image", "image": ["id": id.map { .string($0) }]]
        case .video(let id): ["type": "video", "video": ["id": id.map { .string($0) }]]
        case .document(let id, let filename):
            [
                "type": "document",
                "document": ["id": id.map { .string($0) }, "filename": filename.map { .string($0) }],
            ]
        }
    }
}

extension TemplateContent.Button {
    fileprivate var json: JSONValue {
        switch self {
        case .url(let index, let ending):
            TemplateContent.button("url", index, ["type": "text", "text": .string(ending)])
        case .code(let index, let code):
            TemplateContent.button("copy_code", index, ["type": "coupon_code", "coupon_code": .string(code)])
        case .flow(let index):
            TemplateContent.button("flow", index, ["type": "action", "action": ["flow_token": "unused"]])
        }
    }
}
