import FoundationEssentials

/// What a request to Gemini may look like: names are given in camelCase, and snake_case is accepted too.
indirect enum GeminiShape: Sendable {
    case anything
    case string
    case boolean
    case number
    /// Base64, in either alphabet.
    case bytes
    /// One of these words.
    case word(Set<String>)
    case list(GeminiShape)
    case object([String: GeminiShape])
    /// An object whose member names are the caller's own.
    case map(GeminiShape)
    /// Google's subset of the OpenAPI schema, which is recursive.
    case schema

    /// Throws a 400 with the path of the first invalid value.
    func check(_ value: JSON, _ path: String) throws(GeminiProblem) {
        guard value != .null else { return }
        switch self {
        case .anything: return
        case .string: try expect(value.string != nil, path, "a string")
        case .boolean: try expect(value.bool != nil, path, "a boolean")
        case .number: try expect(value.double != nil || value.string.flatMap(Double.init) != nil, path, "a number")
        case .bytes: try expect(value.string.map(Self.isBase64) ?? false, path, "base64")
        case .word(let words):
            try expect(value.string.map { words.contains($0) } ?? false, path, words.sorted().joined(separator: " or "))
        case .list(let shape):
            guard let elements = value.array else { return try expect(false, path, "a list") }
            for (index, element) in elements.enumerated() { try shape.check(element, "\(path)[\(index)]") }
        case .map(let shape):
            guard let members = value.object else { return try expect(false, path, "an object") }
            for (name, member) in members { try shape.check(member, Self.join(path, name)) }
        case .schema: try GeminiShape.object(Self.schemaMembers).check(value, path)
        case .object(let shapes): try checkMembers(of: value, shapes, path)
        }
    }

    private func checkMembers(of value: JSON, _ shapes: [String: GeminiShape], _ path: String) throws(GeminiProblem) {
        guard let members = value.object else { return try expect(false, path, "an object") }
        var seen: Set<String> = []
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            let camel = name.camelCased
            guard let shape = shapes[camel] else {
                let place = path.isEmpty ? "" : " at '\(path)'"
                throw .invalid(
                    path, "Invalid JSON payload received. Unknown name \"\(name)\"\(place): Cannot find field.")
            }
            guard seen.insert(camel).inserted else {
                throw .invalid(path, "Invalid JSON payload received. The field \"\(camel)\" is there twice.")
            }
            try shape.check(member, Self.join(path, name))
        }
    }

    private func expect(_ holds: Bool, _ path: String, _ what: String) throws(GeminiProblem) {
        if !holds { throw .invalid(path, "Invalid value at '\(path)': it must be \(what).") }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func isBase64(_ text: String) -> Bool {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.filter { $0 != "=" }.count % 4) % 4)
        return Data(base64Encoded: plain.filter { $0 != "=" } + padding) != nil
    }
}

extension String {
    /// `max_output_tokens` as `maxOutputTokens`.
    var camelCased: String {
        let words = split(separator: "_", omittingEmptySubsequences: false)
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}

extension JSON {
    /// The same value with the names of all members in camelCase, except inside schemas and function arguments, where
    /// the names are the caller's own.
    var camelCasedMembers: JSON {
        switch self {
        case .array(let elements): return .array(elements.map(\.camelCasedMembers))
        case .object(let members):
            let free: Set<String> = ["properties", "args", "response", "responseJsonSchema", "parametersJsonSchema"]
            let pairs = members.map { name, value in
                let camel = name.camelCased
                return (camel, free.contains(camel) ? value : value.camelCasedMembers)
            }
            return .object(Dictionary(pairs) { first, _ in first })
        default: return self
        }
    }
}
