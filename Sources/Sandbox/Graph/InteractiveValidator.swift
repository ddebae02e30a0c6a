/// Validates the member `interactive`.
struct InteractiveValidator {
    let validator: MessageValidator
    let content: JSON

    func validate() throws(GraphError) {
        guard let type = content["type"]?.string else { throw .missing("interactive.type is missing.") }
        guard let action = content["action"] else { throw .missing("interactive.action is missing.") }
        try validator.text(content["body"]?["text"], "interactive.body.text", 1...(type == "list" ? 4096 : 1024))
        try header(onlyText: type != "button" && type != "cta_url")
        try validator.text(
            content["footer"]?["text"], "interactive.footer.text", 1...60, required: content["footer"] != nil)
        switch type {
        case "button": try buttons(action)
        case "list": try list(action)
        case "cta_url":
            try name("cta_url", action)
            try validator.text(action["parameters"]?["display_text"], "action.parameters.display_text", 1...20)
            try validator.text(action["parameters"]?["url"], "action.parameters.url", 1...2000)
        case "location_request_message": try name("send_location", action)
        case "request_contact_info": try name("request_contact_info", action)
        default: throw GraphError(code: 131_009, details: "interactive.type '\(type)' is not supported.")
        }
    }

    private func name(_ name: String, _ action: JSON) throws(GraphError) {
        guard action["name"]?.string == name else { throw .wrongValue("interactive.action.name must be '\(name)'.") }
    }

    private func header(onlyText: Bool) throws(GraphError) {
        guard let header = content["header"] else { return }
        let type = header["type"]?.string ?? ""
        if type == "text" {
            try validator.text(header["text"], "interactive.header.text", 1...60)
        } else if onlyText || !["image", "video", "document"].contains(type) {
            throw .wrongValue("interactive.header.type '\(type)' is not allowed here.")
        } else if header[type] == nil {
            throw .missing("interactive.header.\(type) is missing.")
        }
    }

    private func buttons(_ action: JSON) throws(GraphError) {
        guard let buttons = action["buttons"]?.array, (1...3).contains(buttons.count) else {
            throw .invalid("interactive.action.buttons must be 1 to 3 buttons.")
        }
        var ids: Set<String> = []
        for button in buttons {
            guard button["type"]?.string == "reply" else { throw .wrongValue("A button's type must be 'reply'.") }
            try validator.text(button["reply"]?["title"], "action.buttons[].reply.title", 1...20)
            try validator.text(button["reply"]?["id"], "action.buttons[].reply.id", 1...256)
            guard ids.insert(button["reply"]?["id"]?.string ?? "").inserted else {
                throw .invalid("The buttons' ids must differ.")
            }
        }
    }

    private func list(_ action: JSON) throws(GraphError) {
        try validator.text(action["button"], "interactive.action.button", 1...20)
        guard let sections = action["sections"]?.array, (1...10).contains(sections.count) else {
            throw .invalid("interactive.action.sections must be 1 to 10 sections.")
        }
        var rows: [JSON] = []
        for section in sections {
            try validator.text(section["title"], "sections[].title", 1...24, required: sections.count > 1)
            guard let own = section["rows"]?.array, !own.isEmpty else { throw .missing("sections[].rows is missing.") }
            rows += own
        }
        guard rows.count <= 10 else {
            throw .invalid("A list has at most 10 rows in total, this one has \(rows.count).")
        }
        var ids: Set<String> = []
        for row in rows {
            try validator.text(row["title"], "rows[].title", 1...24)
            try validator.text(row["id"], "rows[].id", 1...200)
            try validator.text(row["description"], "rows[].description", 0...72, required: false)
            guard ids.insert(row["id"]?.string ?? "").inserted else { throw .invalid("The rows' ids must differ.") }
        }
    }
}
