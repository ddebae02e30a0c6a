/// The members of an object that a call asks for with `fields`.
struct FieldSelection {
    private let names: [String]

    /// `usual` are the members that come when the call names none.
    init(_ exchange: Exchange, usual: [String]) {
        names = exchange.query("fields").map(Self.names) ?? usual
    }

    /// The members that were asked for, and `id`. Throws for one that Meta does not know; those that it knows and the
    /// object does not have are left out.
    func pick(from node: [String: JSON?]) throws(GraphError) -> JSON {
        var picked: [String: JSON] = [:]
        for name in names + ["id"] {
            guard let value = node[name] else {
                guard name != "id" else { continue }
                throw .noField(name)
            }
            picked[name] = value
        }
        return .object(picked)
    }

    /// Splits at the commas outside braces and brackets, and leaves out what narrows a field.
    private static func names(_ text: String) -> [String] {
        var depth = 0
        var parts = [""]
        for character in text {
            if character == "{" || character == "(" { depth += 1 }
            if depth == 0, character == "," { parts.append("") }
            if depth == 0, character != "," { parts[parts.count - 1].append(character) }
            if character == "}" || character == ")" { depth -= 1 }
        }
        return parts.map { String($0.prefix { $0 != "." }).trimmed }.filter { !$0.isEmpty }
    }
}
