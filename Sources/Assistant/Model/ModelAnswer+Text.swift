import JSON

extension ModelAnswer {
    /// Out of a text of a model that was only asked for JSON. Nil where what is left isn't one object.
    init?(within text: String) {
        guard let root = Self.object(within: text) else { return nil }
        self.init(root)
    }

    /// Thoughts before it are dropped, and so are a fence and words around it.
    static func object(within text: String) -> JSONElement? {
        let said = withoutThoughts(text)
        guard let first = said.firstIndex(of: "{"), let last = said.lastIndex(of: "}"), first < last else { return nil }
        return object(String(said[first...last]))
    }

    /// A thought whose beginning is not there began with the text: some servers write the first mark themselves. One that
    /// does not end is all there is.
    static func withoutThoughts(_ text: String) -> String {
        var rest = Substring(text)
        if let end = rest.ranges(of: "</think>").last { rest = rest[end.upperBound...] }
        if let begin = rest.firstRange(of: "<think>") { rest = rest[..<begin.lowerBound] }
        return String(rest)
    }
}
