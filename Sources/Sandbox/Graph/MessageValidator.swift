/// Validates the body of a `POST /{phone_number_id}/messages` as strictly as Meta's documentation allows.
/// Lengths are counted in UTF-16 code units.
struct MessageValidator {
    let body: JSON

    private static let common: Set<String> = [
        "messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data",
        "recipient_identity_key_hash",
    ]

    /// Throws the first error that Meta would find.
    func validate() throws(GraphError) {
        let type = body["type"]?.string ?? "text"
        try only(Self.common.union([type]), in: body, "")
        try recipient()
        try text(body["biz_opaque_callback_data"], "biz_opaque_callback_data", 1...512, required: false)
        if let context = body["context"] {
            try only(["message_id"], in: context, "context")
            try text(context["message_id"], "context.message_id", 1...512)
        }
        guard let content = body[type] else { throw .missing("The member '\(type)' for type '\(type)' is missing.") }
        try check(content, of: type)
    }

    private func check(_ content: JSON, of type: String) throws(GraphError) {
        switch type {
        case "text":
            try only(["body", "preview_url"], in: content, type)
            try text(content["body"], "text.body", 1...4096)
            guard content["body"]?.string?.trimmed.isEmpty == false else {
                throw .wrongValue("text.body must not be blank.")
            }
            guard content["preview_url"].map({ $0.bool != nil }) ?? true else {
                throw .wrongValue("text.preview_url must be a boolean.")
            }
        case "image", "video": try media(content, type, extra: ["caption"])
        case "document": try media(content, type, extra: ["caption", "filename"])
        case "audio": try media(content, type, extra: ["voice"])
        case "sticker": try media(content, type, extra: [])
        case "location": try location(content)
        case "contacts": try contacts(content)
        case "reaction":
            try only(["message_id", "emoji"], in: content, type)
            try text(content["message_id"], "reaction.message_id", 1...512)
            guard content["emoji"]?.string != nil else { throw .missing("reaction.emoji is missing.") }
        case "interactive": try InteractiveValidator(validator: self, content: content).validate()
        case "template":
            try text(content["name"], "template.name", 1...512)
            try text(content["language"]?["code"], "template.language.code", 2...15)
        default: throw GraphError(code: 131_051, details: "Unsupported message type '\(type)'.")
        }
    }

    private func recipient() throws(GraphError) {
        guard body["recipient_type"].map({ $0 == "individual" }) ?? true else {
            throw .wrongValue("recipient_type must be 'individual'.")
        }
        if let to = body["to"] {
            guard let number = to.string, MetaIdentifier.isPhone(number) else {
                throw .wrongValue("'to' must be '+' and digits with the country code.")
            }
        } else if let recipient = body["recipient"] {
            guard let id = recipient.string, MetaIdentifier.isUser(id) else {
                throw .wrongValue("'recipient' must be a business-scoped user id.")
            }
        } else {
            throw .missing("Neither 'to' nor 'recipient' is there.")
        }
    }

    private func media(_ content: JSON, _ type: String, extra: Set<String>) throws(GraphError) {
        try only(extra.union(["id", "link"]), in: content, type)
        guard (content["id"] == nil) != (content["link"] == nil) else {
            throw .invalid("\(type) needs either 'id' or 'link', and not both.")
        }
        try text(content["id"], "\(type).id", 1...256, required: false)
        if let link = content["link"] {
            guard let url = link.string, url.hasPrefix("https://") || url.hasPrefix("http://") else {
                throw .wrongValue("\(type).link must be a URL.")
            }
        }
        try text(content["caption"], "\(type).caption", 0...1024, required: false)
        try text(content["filename"], "\(type).filename", 1...240, required: false)
        guard content["voice"].map({ $0.bool != nil }) ?? true else {
            throw .wrongValue("audio.voice must be a boolean.")
        }
    }

    private func location(_ content: JSON) throws(GraphError) {
        try only(["latitude", "longitude", "name", "address"], in: content, "location")
        for (name, limit) in [("latitude", 90.0), ("longitude", 180.0)] {
            guard let value = content[name] else { throw .missing("location.\(name) is missing.") }
            guard let number = value.double ?? value.string.flatMap(Double.init), abs(number) <= limit else {
                throw .wrongValue("location.\(name) must be a number from -\(Int(limit)) to \(Int(limit)).")
            }
        }
        try text(content["name"], "location.name", 0...1000, required: false)
        try text(content["address"], "location.address", 0...1000, required: false)
    }

    private func contacts(_ content: JSON) throws(GraphError) {
        guard let people = content.array, !people.isEmpty else { throw .missing("contacts must be a list of people.") }
        for person in people {
            try text(person["name"]?["formatted_name"], "contacts[].name.formatted_name", 1...1024)
        }
    }
}

extension MessageValidator {
    /// Refuses members that Meta does not know.
    func only(_ names: Set<String>, in value: JSON, _ path: String) throws(GraphError) {
        guard let members = value.object else {
            throw .wrongValue("\(path.isEmpty ? "The body" : path) must be an object.")
        }
        if let unknown = members.keys.filter({ !names.contains($0) }).sorted().first {
            throw .invalid("Unexpected key \"\(unknown)\" on param \"\(path.isEmpty ? "body" : path)\".")
        }
    }

    /// Requires a string whose length in UTF-16 code units is in the range.
    func text(
        _ value: JSON?, _ path: String, _ range: ClosedRange<Int>, required: Bool = true
    ) throws(GraphError) {
        guard let value else {
            if required { throw .missing("\(path) is missing.") }
            return
        }
        guard let string = value.string else { throw .wrongValue("\(path) must be a string.") }
        guard range.contains(string.utf16.count) else {
            throw .invalid(
                "Param \(path) must be \(range.lowerBound) to \(range.upperBound) characters, it has \(string.utf16.count)."
            )
        }
    }
}
