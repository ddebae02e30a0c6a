/// Something that a person fills in before a template is sent.
package struct TemplateVariable: Hashable, Sendable {
    package enum Place: String, Sendable {
        case header, body, button
    }

    /// Unique in its template.
    package let name: String
    package let place: Place
    /// What it may look like.
    package let example: String?
    /// In UTF-16 units.
    package let limit: Int
    let slot: Slot

    /// Where its value goes.
    enum Slot: Hashable, Sendable {
        /// A placeholder of the header's or the body's text.
        case header(String), body(String)
        /// The end of the address of a button, by its place among all.
        case url(button: Int)
        case code(button: Int)
    }
}

extension TemplateParts {
    /// What is to be filled in, in the order in which it is read. The body's placeholders keep their names; those of
    /// header and buttons get longer ones where the same are there already.
    package var variables: [TemplateVariable] {
        let inBody = body.map { text in
            Placeholders.names(in: text.text).map { name in
                TemplateVariable(
                    name: name, place: .body, example: text.examples[name], limit: 1024, slot: .body(name))
            }
        }
        var taken = Set((inBody ?? []).map(\.name))
        func free(_ name: String, or longer: String) -> String {
            var free = taken.contains(name) ? longer : name
            while taken.contains(free) { free += "_" }
            taken.insert(free)
            return free
        }
        let inHeader = header?.text.map { text in
            Placeholders.names(in: text.text).map { name in
                TemplateVariable(
                    name: free(name, or: "header_\(name)"), place: .header, example: text.examples[name], limit: 60,
                    slot: .header(name))
            }
        }
        let inButtons = buttons.enumerated().compactMap { index, button -> TemplateVariable? in
            switch button.type {
            case "URL":
                guard let name = button.url.flatMap({ Placeholders.names(in: $0).first }) else { return nil }
                return TemplateVariable(
                    name: free(name, or: "button_\(index + 1)"), place: .button, example: button.example, limit: 2000,
                    slot: .url(button: index))
            case "COPY_CODE":
                return TemplateVariable(
                    name: free("code", or: "button_\(index + 1)"), place: .button, example: button.example, limit: 20,
                    slot: .code(button: index))
            default: return nil
            }
        }
        return (inHeader ?? []) + (inBody ?? []) + inButtons
    }
}
