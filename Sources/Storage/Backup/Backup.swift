package import Conversations

/// One file that holds everything of a SQLite database, made while it is served or not.
///
/// It is written aside, read back and compared, and only then gets its name: a file of that name is whole.
package struct Backup {
    /// The form of the file. A newer one may hold more than this program understands.
    package static let version = 1

    private let databasePath: String
    private let program: String

    /// `program` is the version of this program.
    package init(databasePath: String, program: String) {
        self.databasePath = databasePath
        self.program = program
    }

    /// Throws `BackupTrouble` or `FileTrouble`; then nothing is left of it.
    package func write(to path: String, now: Timestamp) throws -> BackupManifest {
        guard AsideFolder.exists(databasePath) else { throw BackupTrouble.noDatabase(databasePath) }
        guard !AsideFolder.exists(path) else { throw BackupTrouble.exists(path) }
        let aside = try AsideFolder(beside: path)
        defer { aside.remove() }
        let copy = aside.path(of: .database)
        _ = try PrivateFile(new: copy)
        try SQLiteSnapshot.copy(from: databasePath, to: copy)
        let manifest = BackupManifest(
            madeAt: now, program: program, rows: try SQLiteSnapshot.examine(copy, calledBy: databasePath))
        try pack(copy, manifest, into: aside.path(of: .archive), at: now)
        try Self.verify(aside.path(of: .archive), is: manifest)
        try aside.place(.archive, at: path)
        return manifest
    }

    private func pack(_ copy: String, _ manifest: BackupManifest, into path: String, at now: Timestamp) throws {
        var archive = try BackupArchiveWriter(new: path, time: now.milliseconds / 1000)
        try archive.add(.manifest, manifest.bytes)
        try archive.add(.database, fileAt: copy)
        try archive.finish()
    }

    /// Reads all of it, as a restore would.
    private static func verify(_ path: String, is manifest: BackupManifest) throws {
        var archive = try BackupArchiveReader(path)
        guard try BackupManifest(try archive.manifest(), of: path) == manifest else {
            throw BackupTrouble.damaged(path, "it does not read as it was written")
        }
        try archive.read(.database) { _ in }
        try archive.finish()
    }
}
