import Foundation

/// The passwords that many people have.
package struct CommonPasswords: Sendable {
    package struct Missing: Error, CustomStringConvertible {
        package let description =
            "the list of common passwords is missing: shubhstra_Server.resources/common-passwords.txt must lie beside the "
            + "executable"
    }

    private let words: Set<Substring>

    /// Words in lower case, one a line; a line that begins with # is none.
    init(text: String) { words = Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }) }

    /// Reads the list beside the executable. Throws `Missing`.
    package static func load() throws -> CommonPasswords {
        guard let file = ServerResources.file("common-passwords.txt"),
            let text = try? String(contentsOf: file, encoding: .utf8)
        else { throw Missing() }
        return CommonPasswords(text: text)
    }

    func contains(_ word: String) -> Bool { words.contains(word[...]) }
}
