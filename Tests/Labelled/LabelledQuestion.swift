package import Conversations
import Foundation

/// A patient's question, the clinic that it is put to, and what is right: see Tests/eval/questions/README.md.
package struct LabelledQuestion: Sendable {
    /// The file and the line, from 1.
    package let place: String
    package let clinic: String
    /// The title of a topic, `-human`, `-asked` or `-polite`.
    package let expected: String
    package let text: String
    /// Empty where the set does not tell.
    package let form: String

    /// The sets by name: `fitted`, `held-out`, …
    package static func sets() throws -> [(name: String, questions: [LabelledQuestion])] {
        let folder = LabelledFiles.folder.appending(path: "questions")
        return try LabelledFiles.named("tsv", in: folder).compactMap { file in
            let name = file.deletingPathExtension().lastPathComponent
            return name == "clinics" ? nil : (name, try all(try LabelledFiles.lines(of: file), name))
        }
    }

    private static func all(_ lines: [String], _ name: String) throws -> [LabelledQuestion] {
        var clinic = ""
        return try lines.enumerated().compactMap { index, line in
            if line.hasPrefix("@") {
                clinic = String(line.dropFirst())
                return nil
            }
            let columns = line.split(separator: "\t").map(String.init)
            let place = "\(name).tsv:\(index + 1)"
            guard (2...3).contains(columns.count) else { throw LabelledFiles.Malformed(place: place) }
            return LabelledQuestion(
                place: place, clinic: clinic, expected: columns[0], text: columns[1],
                form: columns.count > 2 ? columns[2] : "")
        }
    }

    /// What each clinic knows, by the clinic's name.
    package static func clinics() throws -> [String: [Topic]] {
        let file = LabelledFiles.folder.appending(path: "questions/clinics.tsv")
        var clinics: [String: [Topic]] = [:]
        var name = ""
        for (index, line) in try LabelledFiles.lines(of: file).enumerated() {
            let columns = line.split(separator: "\t").map(String.init)
            if line.hasPrefix("@") {
                name = String(line.dropFirst())
            } else if columns.count == 2 {
                clinics[name, default: []].append(Topic(title: columns[0], answer: columns[1]))
            } else {
                throw LabelledFiles.Malformed(place: "clinics.tsv:\(index + 1)")
            }
        }
        return clinics
    }
}
