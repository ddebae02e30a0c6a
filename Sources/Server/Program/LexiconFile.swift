package import Assistant
package import Foundation

/// Where the offline assistant's words are: a file that is copied beside the executable.
package enum LexiconFile {
    package struct Missing: Error, CustomStringConvertible {
        package let description =
            "the assistant's lexicon is missing: shubhstra_Assistant.resources/lexicon.txt must lie beside the executable"
    }

    /// Throws `Missing`, or `LexiconError` where the file is not whole.
    package static func load(from folder: URL = ExecutableFile.folder) throws -> Lexicon {
        let bundle = folder.appendingPathComponent(bundleName)
        guard let bytes = try? Data(contentsOf: bundle.appendingPathComponent("lexicon.txt")) else { throw Missing() }
        return try Lexicon(bytes)
    }

    #if os(Linux)
        private static let bundleName = "shubhstra_Assistant.resources"
    #else
        private static let bundleName = "shubhstra_Assistant.bundle/Contents/Resources"
    #endif
}
