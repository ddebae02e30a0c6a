/// Brings a backup back, into a place where nothing is.
///
/// Everything is checked, brought up to date and held (`Holding`) aside; the last step gives the database its name.
package struct Restore {
    private let file: String
    private let databasePath: String

    package init(of file: String, to databasePath: String) {
        self.file = file
        self.databasePath = databasePath
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
        let aside = try AsideFolder(beside: databasePath)
        defer { aside.remove() }
        let path = aside.path(of: .database)
        let manifest = try unpack(to: path)
        guard try SQLiteSnapshot.examine(path, calledBy: file) == manifest.rows else {
            throw BackupTrouble.damaged(file, "its tables do not have the rows that its manifest names")
        }
        try await prepare(path, report)
        try aside.place(.database, at: databasePath)
        return manifest
    }

    private func unpack(to path: String) throws -> BackupManifest {
        var archive = try BackupArchiveReader(file)
        let manifest = try BackupManifest(try archive.manifest(), of: file)
        let database = try PrivateFile(new: path)
        try archive.read(.database) { try database.write($0) }
        try archive.finish()
        return manifest
    }

    private func prepare(_ path: String, _ report: @escaping @Sendable (MigrationProgress) -> Void) async throws {
        let database = try Database.sqlite(path: path)
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
