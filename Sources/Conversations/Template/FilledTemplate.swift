/// A template with everything filled in.
package struct FilledTemplate: Hashable, Sendable {
    package let content: TemplateContent
    /// What the patient reads: header, body and footer.
    package let text: String
}

/// These variables are missing, empty, too long, or the template has none of that name.
package struct UnfitVariables: Error, Hashable {
    /// In the order of the template, those that it doesn't know last.
    package let names: [String]
}

extension Template {
    /// Fills the template in. White space in a value is collapsed: WhatsApp refuses line breaks, tabs and many spaces.
    ///
    /// `header` is the file in its header; it is only there where `parts.header` is a file. Throws `UnfitVariables`.
    package func filled(
        with values: [String: String], header file: TemplateContent.Header? = nil
    ) throws(UnfitVariables) -> FilledTemplate {
        let variables = parts.variables
        var filled: [TemplateVariable.Slot: String] = [:]
        var unfit: [String] = []
        for variable in variables {
            let value = (values[variable.name] ?? "").onOneLine
            if value.isBlank || value.utf16.count > variable.limit { unfit.append(variable.name) }
            filled[variable.slot] = value
        }
        unfit += Set(values.keys).subtracting(variables.map(\.name)).sorted()
        guard unfit.isEmpty else { throw UnfitVariables(names: unfit) }
        return FilledTemplate(content: content(filled, file), text: text(filled))
    }

    private func content(
        _ values: [TemplateVariable.Slot: String], _ file: TemplateContent.Header?
    ) -> TemplateContent {
        let bodyNames = parts.body.map { Placeholders.names(in: $0.text) } ?? []
        let headerNames = parts.header?.text.map { Placeholders.names(in: $0.text) } ?? []
        let headerText = headerNames.first.map { name in
            TemplateContent.Header.text(values[.header(name)] ?? "", name: parts.isNamed ? name : nil)
        }
        let buttons = parts.buttons.enumerated().compactMap { index, button -> TemplateContent.Button? in
            if let ending = values[.url(button: index)] { return .url(index: index, ending: ending.inAddress) }
            if let code = values[.code(button: index)] { return .code(index: index, code: code) }
            return button.type == "FLOW" ? .flow(index: index) : nil
        }
        return TemplateContent(
            name: name, language: language, bodyParameters: bodyNames.map { values[.body($0)] ?? "" },
            bodyNames: parts.isNamed && !bodyNames.isEmpty ? bodyNames : nil, header: file ?? headerText,
            buttons: buttons.isEmpty ? nil : buttons)
    }

    private func text(_ values: [TemplateVariable.Slot: String]) -> String {
        func fill(_ text: TemplateParts.Text?, _ slot: (String) -> TemplateVariable.Slot) -> String? {
            guard let text = text?.text else { return nil }
            let names = Placeholders.names(in: text)
            return Placeholders.fill(
                text, with: Dictionary(uniqueKeysWithValues: names.map { ($0, values[slot($0)] ?? "") }))
        }
        let all = [
            fill(parts.header?.text) { .header($0) }, fill(parts.body) { .body($0) }, parts.footer,
        ]
        return all.compactMap(\.self).filter { !$0.isBlank }.joined(separator: "\n\n")
    }
}

extension String {
    /// Without line breaks and controls, one space for each run of white space, and none around it.
    fileprivate var onOneLine: String {
        split { $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
            .joined(separator: " ")
    }

    /// What may stand in an address stays; everything else is percent-encoded.
    fileprivate var inAddress: String {
        let bytes = Array(utf8)
        return bytes.indices.map { index in
            let byte = bytes[index]
            let isEscape =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count
                && bytes[index + 1...index + 2].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            if isEscape || Self.plainInAddress.contains(byte) { return String(Unicode.Scalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static let plainInAddress = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/?#[]@!$&'()*+,;=:".utf8)
}
