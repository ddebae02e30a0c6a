/// JSON that is sent to Meta; what comes from there is read as a `JSONElement`.
package enum JSONValue: Sendable, Equatable {
    case bool(Bool)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
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
