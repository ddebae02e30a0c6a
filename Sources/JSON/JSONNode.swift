package enum JSONKind: UInt8, Sendable {
    case null, bool, number, string, array, object
}

/// One value, or one name of an object, by where it stands. A list is followed by the nodes of what is in it; in an object
/// every name stands before its value.
struct JSONNode {
    let kind: JSONKind
    var hasEscapes = false
    /// The first byte and the one behind the last; of a string without the quotation marks.
    let start: UInt32
    var end: UInt32
    /// The node behind this one and everything in it. While a list is open: the list around it.
    var next: UInt32
}

/// A body with the places of all that is in it.
final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]

    init(bytes: [UInt8], nodes: [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    func raw(_ node: JSONNode) -> ArraySlice<UInt8> { bytes[Int(node.start)..<Int(node.end)] }

    /// What stands there as it is written, with the escapes of a string resolved.
    func text(_ node: JSONNode) -> String {
        node.hasEscapes ? JSONEscapes.text(raw(node)) : String(decoding: raw(node), as: UTF8.self)
    }

    /// The value of the last member of an object that has this name.
    func member(_ name: String, of object: Int) -> Int? {
        var name = name
        return name.withUTF8 { name in
            var found: Int?
            var at = object + 1
            while at < nodes[object].next {
                if isName(nodes[at], name) { found = at + 1 }
                at = Int(nodes[at + 1].next)
            }
            return found
        }
    }

    private func isName(_ node: JSONNode, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = Int(node.end - node.start)
        if node.hasEscapes {
            // An escape is two to six times as long as what it stands for.
            return length > name.count && length <= 6 * name.count && text(node).utf8.elementsEqual(name)
        }
        guard length == name.count else { return false }
        for offset in 0..<length where bytes[Int(node.start) + offset] != name[offset] { return false }
        return true
    }
}
