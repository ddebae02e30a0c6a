import Foundation

/// The right to serve a SQLite database: one process at a time holds it. The system releases it when the process ends,
/// however it ends.
package final class DatabaseLock: Sendable {
    private let descriptor: Int32

    /// Makes the folder where it is missing. Throws `StorageError.databaseInUse` when another process serves the database.
    package init(databasePath: String) throws {
        try SQLiteEngine.prepareFolder(of: databasePath)
        descriptor = open(databasePath + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.cannotOpen("\(databasePath).lock cannot be created") }
        // Throwing from here runs `deinit`, which closes; closing here too would close somebody else's file.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw StorageError.databaseInUse(databasePath) }
    }

    deinit { close(descriptor) }
}
