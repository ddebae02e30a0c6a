import Conversations
import Foundation

/// The files of messages while they are brought back: aside, and only those that the rows speak of, each once.
final class RestoredFiles {
    private let backup: String
    private let target: MediaFolder
    private let aside: AsideFolder
    private var expected: Set<String> = []

    /// Throws what `AsideFolder` throws.
    init(of backup: String, to target: MediaFolder) throws {
        self.backup = backup
        self.target = target
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: target.path).deletingLastPathComponent().path,
            withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        aside = try AsideFolder(beside: target.path)
        guard mkdir(folder, 0o700) == 0 else { throw FileTrouble("cannot be made", folder) }
    }

    private var folder: String { aside.path(of: .media) }

    func expect(_ names: [FileName]) { expected = Set(names.flatMap(target.parts)) }

    /// What takes the content of the file of this name. Throws `BackupTrouble.damaged` where no row knows it: no other name
    /// becomes a path.
    func taker(of name: String) throws -> ([UInt8]) throws -> Void {
        guard expected.remove(name) != nil else {
            throw BackupTrouble.damaged(backup, "it holds a file that nobody knows")
        }
        let path = "\(folder)/\(name)"
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard mkdir(parent, 0o700) == 0 || errno == EEXIST else { throw FileTrouble("cannot be made", parent) }
        let file = try PrivateFile(new: path)
        return { try file.write($0) }
    }

    /// Gives all of them their place, where nothing is.
    func place() throws { try aside.placeFolder(.media, at: target.path) }

    func remove() { aside.remove() }
}
