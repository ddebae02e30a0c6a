/// Puts the parameters of a message into its template, and refuses what does not fit.
struct TemplateFiller {
    let template: SandboxTemplate
    /// The member `components` of the message.
    let components: [JSON]

    func filled() throws(GraphError) -> FilledTemplate {
        try checkTypes()
        var filled = FilledTemplate(
            category: template.category, footer: template.component("FOOTER")?["text"]?.string)
        try fillHeader(&filled)
        filled.body = try text("body", template.component("BODY")?["text"]?.string, 1024)
        filled.buttons = try TemplateButtonFiller(buttons: template.buttons, components: components).filled()
        return filled
    }

    private func checkTypes() throws(GraphError) {
        for component in components {
            let type = component["type"]?.string?.lowercased() ?? ""
            guard ["header", "body", "button"].contains(type) else {
                throw .invalid("template.components[].type must be header, body or button, not '\(type)'.")
            }
        }
    }

    private func parameters(_ type: String) -> [JSON] {
        components.first { $0["type"]?.string?.lowercased() == type }?["parameters"]?.array ?? []
    }

    private func fillHeader(_ filled: inout FilledTemplate) throws(GraphError) {
        let header = template.component("HEADER")
        let format = header?["format"]?.string ?? "TEXT"
        if format == "TEXT" {
            let text = try text("header", header?["text"]?.string, 60)
            filled.header = text.isEmpty ? nil : text
            return
        }
        let given = parameters("header")
        let received = given.first?["type"]?.string?.lowercased() ?? "unknown"
        guard given.count == 1, received == format.lowercased(), let content = given[0][received] else {
            throw GraphError(
                code: 132_012,
                details: "header: Format mismatch, expected \(format), received \(received.uppercased())")
        }
        if format == "LOCATION" { filled.place = content }
        guard let kind = MediaKind(rawValue: received) else { return }
        guard (content["id"] == nil) != (content["link"] == nil) else {
            throw .invalid("header: \(received) needs either 'id' or 'link', and not both.")
        }
        filled.media = (kind, content)
    }

    /// The text of a part with its parameters.
    private func text(_ part: String, _ text: String?, _ limit: Int) throws(GraphError) -> String {
        let names = SandboxTemplate.variables(in: text ?? "")
        let given = parameters(part)
        guard given.count == names.count else {
            throw GraphError(
                code: 132_000,
                details: "\(part): number of localizable_params (\(given.count)) does not match the expected number of "
                    + "params (\(names.count))")
        }
        var filled = text ?? ""
        for (index, parameter) in given.enumerated() {
            let name = try name(of: parameter, at: index, names, part)
            filled = try filled.replacing("{{\(name)}}", with: Self.value(of: parameter, part))
        }
        guard filled.utf16.count <= limit else {
            throw GraphError(code: 132_005, details: "\(part): \(filled.utf16.count) characters, at most \(limit)")
        }
        return filled
    }

    private func name(
        of parameter: JSON, at index: Int, _ names: [String], _ part: String
    ) throws(GraphError) -> String {
        let given = parameter["parameter_name"]?.string
        if !template.isNamed {
            guard given == nil else {
                throw GraphError(code: 132_012, details: "\(part): this template's parameters have no names")
            }
            return String(index + 1)
        }
        guard let given, names.contains(given) else {
            throw GraphError(
                code: 132_012, details: "\(part): parameter_name '\(given ?? "")' is not one of the template's")
        }
        return given
    }

    /// The text of a parameter of type `text`. Meta refuses white space that would change the template's look.
    static func value(of parameter: JSON, _ part: String) throws(GraphError) -> String {
        let type = parameter["type"]?.string?.lowercased() ?? ""
        guard type == "text" else {
            throw GraphError(
                code: 132_012, details: "\(part): Format mismatch, expected TEXT, received \(type.uppercased())")
        }
        guard let text = parameter["text"]?.string, !text.isEmpty else {
            throw .missing("\(part): Parameter of type text is missing text value")
        }
        guard text.firstMatch(of: /[\n\r\t]| {5,}/) == nil else { throw GraphError(code: 132_018) }
        return text
    }
}
