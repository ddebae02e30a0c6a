/// The buttons of a template, with the parameters that a message has for them.
struct TemplateButtonFiller {
    /// As the template has them.
    let buttons: [JSON]
    /// The member `components` of the message.
    let components: [JSON]

    func filled() throws(GraphError) -> [Bubble.Button] {
        var given: [Int: JSON] = [:]
        for component in components where component["type"]?.string?.lowercased() == "button" {
            let index = component["index"]?.integer ?? component["index"]?.string.flatMap { Int($0) } ?? -1
            guard buttons.indices.contains(index) else {
                throw GraphError(code: 132_018, details: "buttons: the template has no button at index \(index)")
            }
            given[index] = component
        }
        var filled: [Bubble.Button] = []
        for (index, button) in buttons.enumerated() { filled.append(try fill(button, index, given[index])) }
        return filled
    }

    private func fill(_ button: JSON, _ index: Int, _ component: JSON?) throws(GraphError) -> Bubble.Button {
        let type = button["type"]?.string ?? ""
        let title = button["text"]?.string ?? ""
        if let component, component["sub_type"]?.string?.uppercased() != type {
            throw GraphError(code: 132_012, details: "buttons: button at index \(index) is of type \(type)")
        }
        let parameters = component?["parameters"]?.array ?? []
        switch type {
        case "QUICK_REPLY":
            let payload = parameters.first?["payload"]?.string
            guard parameters.isEmpty || payload?.isEmpty == false else { throw mismatch(index, "PAYLOAD") }
            return Bubble.Button(kind: .quickReply, id: payload ?? title, title: title)
        case "URL": return try link(button, title, index, parameters)
        case "COPY_CODE":
            try expect(1, parameters, index)
            guard let code = parameters[0]["coupon_code"]?.string else { throw mismatch(index, "COUPON_CODE") }
            return Bubble.Button(kind: .code, title: title, target: code)
        case "PHONE_NUMBER":
            try expect(0, parameters, index)
            return Bubble.Button(kind: .phone, title: title, target: button["phone_number"]?.string)
        default: return Bubble.Button(kind: .flow, title: title)
        }
    }

    private func link(
        _ button: JSON, _ title: String, _ index: Int, _ parameters: [JSON]
    ) throws(GraphError) -> Bubble.Button {
        let url = button["url"]?.string ?? ""
        guard let name = SandboxTemplate.variables(in: url).first else {
            try expect(0, parameters, index)
            return Bubble.Button(kind: .url, title: title, target: url)
        }
        try expect(1, parameters, index)
        let ending = try TemplateFiller.value(of: parameters[0], "buttons")
        return Bubble.Button(kind: .url, title: title, target: url.replacing("{{\(name)}}", with: ending))
    }

    private func expect(_ count: Int, _ parameters: [JSON], _ index: Int) throws(GraphError) {
        guard parameters.count == count else {
            throw GraphError(
                code: 132_000,
                details: "buttons: button at index \(index): number of params (\(parameters.count)) does not match the "
                    + "expected number of params (\(count))")
        }
    }

    private func mismatch(_ index: Int, _ expected: String) -> GraphError {
        GraphError(code: 132_012, details: "buttons: button at index \(index): Format mismatch, expected \(expected)")
    }
}
