/// Finds what stands where in a JSON text, in one pass and without a stack of calls: a list that is still open knows the
/// list around it.
struct JSONParser {
    private static let depthLimit = 512

    let bytes: [UInt8]
    let isStrict: Bool
    var at = 0
    private var nodes: [JSONNode] = []
    /// The innermost open list.
    private var list: Int?
    private var depth = 0

    /// The first is the whole. Throws where the bytes are no JSON text.
    static func nodes(of bytes: [UInt8], _ manner: JSONManner) throws(JSONFault) -> [JSONNode] {
        guard bytes.count <= UInt32.max else { throw .tooLong }
        if manner == .strict, String(validating: bytes, as: UTF8.self) == nil { throw .notUTF8 }
        var parser = JSONParser(bytes, isStrict: manner == .strict)
        try parser.read()
        return parser.nodes
    }

    private init(_ bytes: [UInt8], isStrict: Bool) {
        self.bytes = bytes
        self.isStrict = isStrict
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // A little more than what is usual.
        nodes.reserveCapacity(bytes.count / 8 + 1)
    }

    private mutating func read() throws(JSONFault) {
        skipBlanks()
        if next == nil { throw .empty }
        try value()
        while let list { try step(in: list) }
        skipBlanks()
        if next != nil { throw .unexpected(at: at) }
    }

    /// The end of a list, or what comes next in it. A value that is a list itself is only opened.
    private mutating func step(in list: Int) throws(JSONFault) {
        let isObject = nodes[list].kind == .object
        skipBlanks()
        if skip(isObject ? "}" : "]") { return close(list) }
        if nodes.count > list + 1 {
            guard skip(",") else { throw fault }
            skipBlanks()
        }
        if isObject { try name() }
        try value()
    }

    private mutating func name() throws(JSONFault) {
        guard next == UInt8(ascii: "\"") else { throw fault }
        try string()
        skipBlanks()
        guard skip(":") else { throw fault }
        skipBlanks()
    }

    private mutating func value() throws(JSONFault) {
        switch next {
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .bool)
        case UInt8(ascii: "f"): try word("false", .bool)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func open(_ kind: JSONKind) throws(JSONFault) {
        guard depth < Self.depthLimit else { throw .tooDeep }
        depth += 1
        let around = list.map(UInt32.init) ?? UInt32.max
        list = nodes.count
        nodes.append(JSONNode(kind: kind, start: UInt32(at), end: 0, next: around))
        at += 1
    }

    private mutating func close(_ closed: Int) {
        depth -= 1
        let around = nodes[closed].next
        list = around == UInt32.max ? nil : Int(around)
        nodes[closed].end = UInt32(at)
        nodes[closed].next = UInt32(nodes.count)
    }

    /// What began at `start` ends here.
    mutating func append(_ kind: JSONKind, from start: Int, hasEscapes: Bool = false) {
        nodes.append(
            JSONNode(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(start), end: UInt32(at),
                next: UInt32(nodes.count + 1)))
    }
}
