/// Any JSON. Meta's payloads are read through it, so that one odd member never loses its neighbours.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The member of an object; nil for anything else, and for `null`.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// The elements of an array; a lone object counts as an array of one.
    package var elements: [JSONValue] {
        switch self {
        case .array(let elements): elements
        case .object: [self]
        default: []
        }
    }

    package var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A string, or a number as a string. NUL becomes U+FFFD, since PostgreSQL cannot store it.
    package var text: String? {
        switch self {
        case .string(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        case .integer(let value): String(value)
        case .number(let value): String(value)
        default: nil
        }
    }

    /// A whole number, even when it is written as a string.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A finite number, even when it is written as a string.
    package var number: Double? {
        let value: Double? =
            switch self {
            case .integer(let value): Double(value)
            case .number(let value): value
            case .string(let text): Double(text)
            default: nil
            }
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    package var flag: Bool? {
        switch self {
        case .bool(let value): value
        case .string("true"): true
        case .string("false"): false
        default: nil
        }
    }
}

extension CodingUserInfoKey {
    /// When set, a text or a number that cannot be read is `null` instead of an error.
    static let unreadableIsNull = CodingUserInfoKey(rawValue: "unreadableIsNull")!
}

extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let members = try? container.decode([String: JSONValue].self) {
            self = .object(members)
        } else if let elements = try? container.decode([JSONValue].self) {
            self = .array(elements)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if container.decodeNil() || decoder.userInfo[.unreadableIsNull] != nil {
            self = .null
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unreadable text or number")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue?)...) {
        self = .object(Dictionary(elements.compactMap { name, value in value.map { (name, $0) } }) { _, last in last })
    }
}
