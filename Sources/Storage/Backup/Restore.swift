import Foundation

/// Brings a backup back, into a place where nothing is.
///
/// Everything is checked, brought up to date and held (`Holding`) aside; the last step gives the database its name.
package struct Restore {
    private let file: String
    private let databasePath: String
    private let media: MediaFolder?

    private let rules: Rules

    /// `media` is where the files of messages go; nil where they are not kept in a folder. `rules` judge what a newer schema
    /// asks about older rows.
    package init(of file: String, to databasePath: String, media: MediaFolder?, rules: Rules = Rules()) {
        self.rules = rules
        self.file = file
        self.databasePath = databasePath
        self.media = media
    }

    /// Throws `BackupTrouble`, `FileTrouble`, or `StorageError`: `.databaseInUse` where the database is served,
    /// `.newerSchema` where only a newer program understands the backup. Nothing has been placed then.
    package func run(
        report: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) async throws -> BackupManifest {
        let lock = try DatabaseLock(databasePath: databasePath)
        defer { withExtendedLifetime(lock) {} }
        for suffix in ["", "-wal", "-shm", "-journal"] where AsideFolder.exists(databasePath + suffix) {
            throw BackupTrouble.exists(databasePath + suffix)
        }
        if let media { try Self.requireNothing(in: media.path) }
        let aside = try AsideFolder(beside: databasePath)
        defer { aside.remove() }
        let path = aside.path(of: .database)
        let files = try media.map { try RestoredFiles(of: file, to: $0) }
        defer { files?.remove() }
        let manifest = try unpack(to: path, files)
        try await prepare(path, report)
        // The database gives them their meaning, so it comes last.
        try files?.place()
        try aside.place(.database, at: databasePath)
        return manifest
    }

    /// What `serve` makes there by itself counts as nothing.
    private static func requireNothing(in folder: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let drafts = folder + "/drafts"
        guard names.isEmpty || names == ["drafts"],
            ((try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []).isEmpty
        else { throw BackupTrouble.exists(folder) }
        if !names.isEmpty { rmdir(drafts) }
    }

    private func unpack(to path: String, _ files: RestoredFiles?) throws -> BackupManifest {
        var archive = try BackupArchiveReader(file)
        let manifest = try BackupManifest(try archive.manifest(), of: file)
        let database = try PrivateFile(new: path)
        try archive.read(.database) { try database.write($0) }
        guard try SQLiteSnapshot.examine(path, calledBy: file) == manifest.rows else {
            throw BackupTrouble.damaged(file, "its tables do not have the rows that its manifest names")
        }
        let names = try SQLiteSnapshot.fileNames(path)
        files?.expect(names)
        let count = try archive.readMedia { name in try files?.taker(of: name) ?? { _ in } }
        guard count == manifest.files ?? 0 else {
            throw BackupTrouble.damaged(file, "a file of a message is missing")
        }
        try archive.finish()
        return manifest
    }

    private func prepare(_ path: String, _ report: @escaping @Sendable (MigrationProgress) -> Void) async throws {
        let database = try Database.sqlite(path: path, rules: rules)
        do {
            _ = try await database.migrate(report: report)
            try await database.holding.holdAll()
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
        guard !AsideFolder.exists(path + "-wal") else {
            throw BackupTrouble.failed("its write-ahead log could not be closed")
        }
        try PrivateFile(reading: path).sync()
    }
}
