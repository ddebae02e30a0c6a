import Foundation

/// A `.env` file: `NAME=value` lines, `#` comments, an optional `export` in front, values bare or in quotes.
///
/// The parser of swift-configuration keeps quotes and trailing comments as part of the value; files written for the
/// predecessor of this product have both.
struct DotEnvFile {
    private(set) var values: [String: String] = [:]
    /// On which lines a name stands, the first line being 1.
    private(set) var lines: [String: [Int]] = [:]

    /// A missing file counts as an empty one.
    init(path: String) throws(SettingsError) {
        let data = FileManager.default.contents(atPath: path)
        if data == nil && FileManager.default.fileExists(atPath: path) {
            throw Self.problem("cannot be read: check its permissions")
        }
        try self.init(contents: Self.text(data ?? Data()))
    }

    /// Windows writes a byte order mark, or UTF-16 with one.
    private static func text(_ data: Data) -> String {
        let isUTF16 = data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
        return isUTF16 ? String(data: data, encoding: .utf16) ?? "" : String(decoding: data, as: UTF8.self)
    }

    init(contents: String) throws(SettingsError) {
        let text = contents.trimmingPrefix("\u{FEFF}")
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("#") { continue }
            guard let (name, value) = Self.assignment(text) else {
                throw Self.problem("line \(index + 1) must be NAME=value, with a quote closed on the same line")
            }
            values[name] = value
            lines[name, default: []].append(index + 1)
        }
    }

    private static func problem(_ sentence: String) -> SettingsError {
        SettingsError(problems: [.init(name: ".env", sentence: sentence)])
    }

    private static func assignment(_ line: String) -> (String, String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        var name = line[..<equals].trimmingCharacters(in: .whitespaces)
        if name.hasPrefix("export ") { name = name.dropFirst(7).trimmingCharacters(in: .whitespaces) }
        guard !name.isEmpty, name.utf8.allSatisfy({ SettingsValue.isNameByte($0) }) else { return nil }
        let rest = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        return value(rest).map { (name, $0) }
    }

    private static func value(_ text: String) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return bare(text) }
        let inner = text.dropFirst()
        guard let end = inner.firstIndex(of: quote) else { return nil }
        let rest = inner[inner.index(after: end)...].trimmingCharacters(in: .whitespaces)
        return rest.isEmpty || rest.hasPrefix("#") ? String(inner[..<end]) : nil
    }

    /// A `#` begins a comment only after white space: it may be part of a secret.
    private static func bare(_ text: String) -> String {
        if text.hasPrefix("#") { return "" }
        let comment = text.firstRange(of: " #") ?? text.firstRange(of: "\t#")
        return text[..<(comment?.lowerBound ?? text.endIndex)].trimmingCharacters(in: .whitespaces)
    }
}
