import JSON

@testable import WhatsApp

/// What we send, read again.
extension JSONValue {
    /// Nil for what isn't JSON.
    init?(bytes: [UInt8]) {
        guard let element = try? JSONElement(bytes, .strict) else { return nil }
        self.init(element)
    }

    private init(_ element: JSONElement) {
        switch element.kind {
        case .bool: self = .bool(element.bool == true)
        case .string: self = .string(element.string ?? "")
        case .array: self = .array(element.elements.map(JSONValue.init))
        case .object: self = .object((element.members ?? [:]).mapValues(JSONValue.init))
        case .null, .number: self = .string("a \(element.kind), which we never send")
        }
    }

    var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    subscript(name: String) -> JSONValue? { members?[name] }
}

extension JSONElement {
    /// One value, as Meta would send it.
    init(_ text: String) throws { try self.init(Array(text.utf8), .lenient) }

    static func string(_ text: String) throws -> JSONElement {
        try JSONElement(JSONValue.string(text).encoded(), .lenient)
    }
}
