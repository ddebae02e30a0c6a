import Conversations
import JSON

/// Reads an element of the list of templates. Nothing in it is taken for granted.
enum TemplateReader {
    private static let partLimit = 20
    private static let textLimit = 4096

    /// Nil where it cannot be named.
    static func template(_ json: JSONElement) -> Template? {
        guard let id = Bounded.identifier(json["id"]), let name = Bounded.identifier(json["name"], limit: 512),
            let language = Bounded.identifier(json["language"], limit: 40)
        else { return nil }
        return Template(
            id: id, name: name, language: language, category: Bounded.word(json["category"]) ?? "UNKNOWN",
            status: Bounded.word(json["status"]) ?? "UNKNOWN",
            quality: Bounded.word(json["quality_score"]?["score"] ?? json["quality_score"]), parts: parts(of: json))
    }

    private static func parts(of template: JSONElement) -> TemplateParts {
        var parts = TemplateParts(isNamed: Bounded.word(template["parameter_format"]) == "NAMED")
        for component in template["components"].elements.prefix(partLimit) {
            switch Bounded.word(component["type"]) ?? "UNKNOWN" {
            case "HEADER": parts.header = header(component)
            case "BODY": parts.body = text(component, example: "body_text") ?? parts.body
            case "FOOTER": parts.footer = Bounded.text(component["text"], limit: textLimit)
            case "BUTTONS": parts.buttons = component["buttons"].elements.prefix(partLimit).map(button)
            case let other: parts.unknown.append(other)
            }
        }
        return parts
    }

    private static func header(_ component: JSONElement) -> TemplateParts.Header {
        let kind = (Bounded.word(component["format"]) ?? "TEXT").lowercased()
        return TemplateParts.Header(kind: kind, text: kind == "text" ? text(component, example: "header_text") : nil)
    }

    private static func text(_ component: JSONElement, example: String) -> TemplateParts.Text? {
        guard let text = Bounded.text(component["text"], limit: textLimit) else { return nil }
        var examples: [String: String] = [:]
        for named in (component["example"]?["\(example)_named_params"]).elements.prefix(100) {
            guard let name = Bounded.identifier(named["param_name"]) else { continue }
            examples[name] = Bounded.text(named["example"], limit: textLimit)
        }
        // Those of a body are nested once more.
        let numbered = (component["example"]?[example]).elements
        let row = numbered.first?.kind == .array ? (numbered.first).elements : numbered
        for (index, value) in row.prefix(100).enumerated() {
            examples[String(index + 1)] = Bounded.text(value, limit: textLimit)
        }
        return TemplateParts.Text(text, examples: examples)
    }

    private static func button(_ json: JSONElement) -> TemplateParts.Button {
        let type = Bounded.word(json["type"]) ?? "UNKNOWN"
        let url = type == "URL" ? Bounded.text(json["url"], limit: 2000) : nil
        let example = json["example"].flatMap { $0.kind == .array ? ($0 as JSONElement?).elements.first : $0 }
        return TemplateParts.Button(
            type: type, text: Bounded.text(json["text"], limit: 200) ?? "", url: url,
            phoneNumber: Bounded.text(json["phone_number"], limit: 40),
            example: ending(Bounded.text(example, limit: 2000), of: url))
    }

    /// The example of an address is a whole one; what is to be filled in is its end.
    private static func ending(_ example: String?, of url: String?) -> String? {
        guard let example, let beginning = url?.firstRange(of: "{{").map({ url?[..<$0.lowerBound] ?? "" }),
            example.hasPrefix(beginning)
        else { return example }
        return String(example.dropFirst(beginning.count))
    }
}
