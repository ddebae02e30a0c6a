package import Conversations

/// One file that holds everything of a SQLite database, and the files of messages that are in a folder, made while it is
/// served or not.
///
/// It is written aside, read back and compared, and only then gets its name: a file of that name is whole.
package struct Backup {
    /// The form of the file. A newer one may hold more than this program understands.
    package static let version = 2

    private let databasePath: String
    private let media: MediaFolder?
    private let program: String

    /// `media` is nil where the files are not in a folder; `program` is the version of this program.
    package init(databasePath: String, media: MediaFolder?, program: String) {
        self.databasePath = databasePath
        self.media = media
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
        let rows = try SQLiteSnapshot.examine(copy, calledBy: databasePath)
        let files = try files(of: copy)
        let manifest = BackupManifest(
            madeAt: now, program: program, rows: rows, files: media.map { _ in Int64(files.count) })
        try pack(copy, files, manifest, into: aside.path(of: .archive), at: now)
        try Self.verify(aside.path(of: .archive), is: manifest)
        try aside.place(.archive, at: path)
        return manifest
    }

    /// The files that the copied rows speak of and that are there.
    private func files(of copy: String) throws -> [(name: String, path: String)] {
        guard let media else { return [] }
        return try SQLiteSnapshot.fileNames(copy).flatMap(media.parts).map { ($0, "\(media.path)/\($0)") }.filter {
            AsideFolder.exists($0.1)
        }
    }

    private func pack(
        _ copy: String, _ files: [(name: String, path: String)], _ manifest: BackupManifest, into path: String,
        at now: Timestamp
    ) throws {
        var archive = try BackupArchiveWriter(new: path, time: now.milliseconds / 1000)
        try archive.add(.manifest, manifest.bytes)
        try archive.add(.database, fileAt: copy)
        for file in files { try archive.add(media: file.name, fileAt: file.path) }
        try archive.finish()
    }

    /// Reads all of it, as a restore would.
    private static func verify(_ path: String, is manifest: BackupManifest) throws {
        var archive = try BackupArchiveReader(path)
        guard try BackupManifest(try archive.manifest(), of: path) == manifest else {
            throw BackupTrouble.damaged(path, "it does not read as it was written")
        }
        try archive.read(.database) { _ in }
        guard try archive.readMedia({ _ in { _ in } }) == manifest.files ?? 0 else {
            throw BackupTrouble.damaged(path, "a file of a message is missing")
        }
        try archive.finish()
    }
}
