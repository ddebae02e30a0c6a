package import FoundationEssentials

/// The name of something that is kept: a file, or the small picture of it.
package struct FileKey: Sendable, Hashable {
    package let name: UUID
    package let isThumbnail: Bool

    package static func file(_ name: UUID) -> FileKey { FileKey(name: name, isThumbnail: false) }
    package static func thumbnail(of name: UUID) -> FileKey { FileKey(name: name, isThumbnail: true) }

    /// Where in a folder of files both are that are kept under a name.
    package static func paths(of name: UUID) -> [String] { all(of: name).map { "\($0.folder)/\($0.lastPart)" } }

    /// Both that are kept under a name.
    static func all(of name: UUID) -> [FileKey] { [.file(name), .thumbnail(of: name)] }

    /// One of 256 folders, and the name in it: letters, digits and signs that mean nothing to any file system.
    var folder: String { String(text.prefix(2)) }
    var lastPart: String { isThumbnail ? text + ".small" : text }

    private var text: String { name.uuidString.lowercased() }
}
