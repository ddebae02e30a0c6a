import Foundation

/// The parts of a `multipart/form-data` body. They share its memory.
struct MultipartForm {
    struct Part {
        let name: String
        let filename: String?
        let contentType: String?
        let bytes: Data
    }

    let parts: [Part]

    private static let gap = Data("\r\n\r\n".utf8)

    /// Nil if the header names no boundary or the body does not follow it.
    init?(_ body: Data, contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let match = contentType.firstMatch(of: /boundary="?([^";]+)"?/)
        else { return nil }
        let delimiters = Self.ranges(of: Data("--\(match.1)".utf8), in: body)
        guard delimiters.count >= 2 else { return nil }
        var parts: [Part] = []
        for (start, end) in zip(delimiters, delimiters.dropFirst()) {
            let from = start.upperBound + 2
            let to = end.lowerBound - 2
            guard from <= to, let part = Self.part(body[from..<to]) else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    private static func part(_ bytes: Data) -> Part? {
        guard let gap = bytes.prefix(4096).range(of: gap) else { return nil }
        let head = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self)
        guard let name = head.firstMatch(of: /[; ]name="([^"]*)"/) else { return nil }
        let type = head.firstMatch(of: /(?i)content-type:\s*([^\r\n]+)/)
        return Part(
            name: String(name.1), filename: head.firstMatch(of: /filename="([^"]*)"/).map { String($0.1) },
            contentType: type.map { String($0.1).trimmed }, bytes: bytes[gap.upperBound...])
    }

    private static func ranges(of pattern: Data, in body: Data) -> [Range<Data.Index>] {
        var found: [Range<Data.Index>] = []
        var from = body.startIndex
        while let next = body.range(of: pattern, in: from..<body.endIndex) {
            found.append(next)
            from = next.upperBound
        }
        return found
    }
}
