package import Conversations
package import Foundation

/// A message that a writer has labelled: see Tests/eval/flags/README.md.
package struct LabelledMessage: Sendable {
    /// The file and the line, from 1.
    package let place: String
    package let writer: String
    package let form: String
    /// Nil where it is no emergency.
    package let category: RedFlagCategory?
    package let style: String
    package var text: String

    /// Plain traffic, not a near miss.
    package var isOrdinary: Bool { style == "ordinary" }

    /// All of a folder's files, in the order of their names.
    package static func all(in folder: URL) throws -> [LabelledMessage] {
        try LabelledFiles.named("tsv", in: folder).flatMap { file in
            try LabelledFiles.lines(of: file).enumerated().compactMap { index, line in
                try LabelledMessage(line, name: file.deletingPathExtension().lastPathComponent, line: index + 1)
            }
        }
    }

    /// `category style text`, and `form text` in the files of ordinary ones.
    private init(_ text: String, name: String, line: Int) throws {
        let columns = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let parts = name.split(separator: "-").map(String.init)
        let isPlain = parts.contains("ordinary")
        place = "\(name).tsv:\(line)"
        guard columns.count == (isPlain ? 2 : 3), let last = columns.last else {
            throw LabelledFiles.Malformed(place: place)
        }
        writer = parts.count > 1 && parts[0] != "ordinary" ? parts[0] : "first"
        form = isPlain ? columns[0] : parts[parts.count - 1]
        category = isPlain ? nil : RedFlagCategory(rawValue: columns[0])
        guard isPlain || category != nil || columns[0] == "none" else { throw LabelledFiles.Malformed(place: place) }
        style = isPlain ? "ordinary" : columns[1]
        self.text = last.replacing(" ⏎ ", with: "\n")
    }
}
