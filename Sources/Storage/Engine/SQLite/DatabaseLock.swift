import Foundation

/// The right to serve a SQLite database: one process at a time holds it. The system releases it when the process ends,
/// however it ends.
package final class DatabaseLock: Sendable {
    /// How long somebody else's lock is waited for, in milliseconds: a program that the last holder was just starting has
    /// a copy of the file for an instant, until it is that program.
    private static let patience = 300

    private let descriptor: Int32

    /// Makes the folder where it is missing. Throws `StorageError.databaseInUse` when another process serves the database.
    package init(databasePath: String) throws {
        try SQLiteEngine.prepareFolder(of: databasePath)
        descriptor = open(databasePath + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.cannotOpen("\(databasePath).lock cannot be created") }
        // Throwing from here runs `deinit`, which closes; closing here too would close somebody else's file.
        for _ in 0..<Self.patience / 10 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            usleep(10_000)
        }
        throw StorageError.databaseInUse(databasePath)
    }

    deinit { close(descriptor) }
}
