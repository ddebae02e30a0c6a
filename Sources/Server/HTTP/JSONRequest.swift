import JSON

/// What a call of the API reads from its JSON body.
protocol JSONRequest: Sendable {
    /// Throws an `APIError` that names the first member that is wrong.
    init(_ members: BodyMembers) throws(APIError)
}

extension JSONRequest {
    /// Throws an `APIError` that names what is wrong.
    init(json bytes: [UInt8]) throws(APIError) {
        let root: JSONElement
        do { root = try JSONElement(bytes, .strict) } catch { throw APIError(error) }
        guard root.kind == .object else { throw .notAnObject }
        try self.init(BodyMembers(root: root))
    }
}

/// The members of a body. Those that nobody asks for are ignored.
struct BodyMembers: Sendable {
    let root: JSONElement

    /// A text that has to be there. Throws where it isn't, or where it is something else.
    func text(_ name: String) throws(APIError) -> String { try required(name, optionalText(name)) }

    /// Nil where it is missing or `null`.
    func optionalText(_ name: String) throws(APIError) -> String? { try read(name) { $0.string } }

    func flag(_ name: String) throws(APIError) -> Bool { try required(name, read(name) { $0.bool }) }

    func optionalFlag(_ name: String) throws(APIError) -> Bool? { try read(name) { $0.bool } }

    /// A whole number of 64 bits.
    func integer(_ name: String) throws(APIError) -> Int64 { try required(name, optionalInteger(name)) }

    func optionalInteger(_ name: String) throws(APIError) -> Int64? {
        if let value = root[name], value.kind == .number, value.int64 == nil { throw .unreadableNumber }
        return try read(name) { $0.int64 }
    }

    /// An object of texts; empty where it is missing or `null`.
    func texts(_ name: String) throws(APIError) -> [String: String] {
        guard let members = root[name] else { return [:] }
        guard let texts = members.texts else { throw .wrongType(name) }
        return texts
    }

    private func read<Value>(_ name: String, _ value: (JSONElement) -> Value?) throws(APIError) -> Value? {
        guard let member = root[name] else { return nil }
        guard let value = value(member) else { throw .wrongType(name) }
        return value
    }

    /// A member that is there as `null` has the wrong type.
    private func required<Value>(_ name: String, _ value: Value?) throws(APIError) -> Value {
        if let value { return value }
        throw root.member(name) == nil ? .missing(name) : .wrongType(name)
    }
}

extension JSONElement {
    /// Of an object whose values are all texts.
    var texts: [String: String]? {
        guard let members else { return nil }
        var texts: [String: String] = [:]
        for (name, value) in members {
            guard let text = value.string else { return nil }
            texts[name] = text
        }
        return texts
    }
}
