/// What stands before the content of a part of a form.
struct MultipartHead: Sendable, Equatable {
    let name: String
    /// Nil for a field that is no file. It may be anything that its sender likes.
    let filename: String?
    /// Lower case, without parameters.
    let contentType: String?

    /// The lines of the head, without the empty one behind them. Nil where it names no part of a form.
    init?(_ text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            values[line[..<colon].lowercased()] = String(line[line.index(after: colon)...])
        }
        guard let disposition = values["content-disposition"].map(HeaderParameters.init),
            disposition.word == "form-data",
            let name = disposition["name"]
        else { return nil }
        self.name = name
        filename = disposition["filename*"].flatMap(Self.decoded) ?? disposition["filename"]
        contentType = values["content-type"].map(HeaderParameters.init).flatMap { $0.word.isEmpty ? nil : $0.word }
    }

    /// The form of RFC 8187: `UTF-8''` and percent-encoded bytes.
    private static func decoded(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return String(percentEncoded: parts[2].utf8, plusIsBlank: false)
    }
}

/// A header's word and its parameters: `form-data; name="file"; filename="a.jpg"`.
struct HeaderParameters {
    /// Lower case.
    let word: String
    private var values: [String: String] = [:]

    subscript(name: String) -> String? { values[name] }

    init(_ text: String) {
        var rest = Substring(text)
        word = rest.take(while: { $0 != ";" }).trimmed.lowercased()
        while rest.popFirst() == ";" {
            let name = rest.take(while: { $0 != "=" && $0 != ";" }).trimmed.lowercased()
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            rest = rest.drop(while: \.isWhitespace)
            let value = rest.first == "\"" ? rest.takeQuoted() : String(rest.take(while: { $0 != ";" }).trimmed)
            if !name.isEmpty { values[name] = value }
            _ = rest.take(while: { $0 != ";" })
        }
    }
}

extension Substring {
    fileprivate mutating func take(while isMeant: (Character) -> Bool) -> Substring {
        let taken = prefix(while: isMeant)
        self = self[taken.endIndex...]
        return taken
    }

    /// Browsers write a quotation mark as `%22`, others put a backslash before it.
    fileprivate mutating func takeQuoted() -> String {
        removeFirst()
        var text = ""
        while let character = popFirst(), character != "\"" {
            if character == "\\", first == "\"" || first == "\\", let quoted = popFirst() {
                text.append(quoted)
            } else {
                text.append(character)
            }
        }
        return text.replacing("%22", with: "\"")
    }
}
