package import Foundation

/// The labelled texts of Tests/eval.
package enum LabelledFiles {
    /// A line that does not have the form that its folder's README describes.
    package struct Malformed: Error, CustomStringConvertible {
        let place: String

        package var description: String { "\(place): not as the README says" }
    }

    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "eval")

    /// In the order of their names; none where there is no such folder.
    static func named(_ kind: String, in folder: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names.sorted().map { folder.appending(path: $0) }.filter { $0.pathExtension == kind }
    }

    static func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
