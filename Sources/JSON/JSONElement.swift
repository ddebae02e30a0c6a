/// One value of a JSON text. Nothing of it is decoded before it is read.
package struct JSONElement: Sendable {
    private let document: JSONDocument
    private let index: Int

    /// Reads a whole text in one pass. It may begin with a byte order mark and be nested 512 deep; lists cost 16 bytes
    /// for each value and name in them. Throws what is wrong with it.
    package init(_ bytes: [UInt8], _ manner: JSONManner) throws(JSONFault) {
        document = JSONDocument(bytes: bytes, nodes: try JSONParser.nodes(of: bytes, manner))
        index = 0
    }

    init(_ document: JSONDocument, at index: Int) {
        self.document = document
        self.index = index
    }

    /// An object without members, for where one is missing.
    package static let emptyObject = JSONElement(
        JSONDocument(bytes: [], nodes: [JSONNode(kind: .object, start: 0, end: 0, next: 1)]), at: 0)

    private var node: JSONNode { document.nodes[index] }

    package var kind: JSONKind { node.kind }

    /// The member of an object, also where it is `null`; nil for anything else. Of several with one name the last counts.
    /// It costs a look at every member.
    package func member(_ name: String) -> JSONElement? {
        guard kind == .object else { return nil }
        return document.member(name, of: index).map { JSONElement(document, at: $0) }
    }

    /// The member of an object; nil for anything else, and for `null`.
    package subscript(name: String) -> JSONElement? {
        guard let member = member(name), member.kind != .null else { return nil }
        return member
    }

    /// All members of an object by name; nil for anything else. It costs a dictionary: look up what is known by name.
    package var members: [String: JSONElement]? {
        guard kind == .object else { return nil }
        var members: [String: JSONElement] = [:]
        var at = index + 1
        while at < node.next {
            members[document.text(document.nodes[at])] = JSONElement(document, at: at + 1)
            at = Int(document.nodes[at + 1].next)
        }
        return members
    }

    /// The elements of an array; a lone object counts as an array of one.
    package var elements: JSONElements {
        switch kind {
        case .array: JSONElements(document: document, startIndex: index + 1, endIndex: Int(node.next))
        case .object: JSONElements(document: document, startIndex: index, endIndex: Int(node.next))
        default: JSONElements(document: document, startIndex: index, endIndex: index)
        }
    }

    package var string: String? { kind == .string ? document.text(node) : nil }

    /// A number as it is written: of any size, with all its digits.
    package var numberText: String? { kind == .number ? document.text(node) : nil }

    /// A number that is whole and fits. With a point or an exponent (`1.0`, `1e2`) up to 2⁵³, where a `Double` still tells
    /// it from its neighbours.
    package var int64: Int64? {
        guard let text = numberText else { return nil }
        return Int64(text) ?? Double(text).flatMap { abs($0) <= 0x1p53 ? Int64(exactly: $0) : nil }
    }

    /// The nearest number of 64 bits; nil for one that is out of range.
    package var double: Double? {
        numberText.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    }

    package var bool: Bool? {
        kind == .bool ? document.bytes[Int(node.start)] == UInt8(ascii: "t") : nil
    }
}

extension JSONElement? {
    /// None where there is no value.
    package var elements: JSONElements { (self ?? .emptyList).elements }
}

extension JSONElement {
    fileprivate static let emptyList = JSONElement(
        JSONDocument(bytes: [], nodes: [JSONNode(kind: .array, start: 0, end: 0, next: 1)]), at: 0)
}

/// Some neighbours, in order.
package struct JSONElements: Collection, Sendable {
    fileprivate let document: JSONDocument
    package let startIndex: Int
    package let endIndex: Int

    package func index(after index: Int) -> Int { Int(document.nodes[index].next) }
    package subscript(index: Int) -> JSONElement { JSONElement(document, at: index) }
}
