import Foundation

/// A folder beside a file that is to come into being, for what isn't whole yet: readable by its owner alone, one process
/// at a time. What a process that was killed has left in it goes at the next use.
final class AsideFolder: Sendable {
    /// The names that are made in it; nothing else is ever removed.
    enum Name: String, CaseIterable {
        case database = "shubhstra.db"
        case archive = "archive.tar"
        /// A folder.
        case media
    }

    private let path: String
    private let descriptor: Int32

    /// Throws `FileTrouble` where it cannot be made, `BackupTrouble.busy` while another process uses it.
    init(beside target: String) throws {
        path = target + ".part"
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileTrouble("cannot be made", path) }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, fchmod(descriptor, 0o700) == 0 else { throw FileTrouble("cannot be used", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw BackupTrouble.busy(path) }
        empty()
    }

    deinit { close(descriptor) }

    func path(of name: Name) -> String { "\(path)/\(name.rawValue)" }

    func remove() {
        empty()
        rmdir(path)
    }

    private func empty() {
        for name in Name.allCases {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path(of: name) + suffix) }
        }
        try? FileManager.default.removeItem(atPath: path(of: .media))
    }

    /// Gives what is whole its name, where nothing has it yet. Throws `BackupTrouble.exists` or `FileTrouble`.
    func place(_ name: Name, at target: String) throws {
        let source = path(of: name)
        if link(source, target) == 0 {
            unlink(source)
        } else {
            let reason = errno
            if reason == EEXIST { throw BackupTrouble.exists(target) }
            // Some file systems know no second name for a file.
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(reason) else {
                throw FileTrouble(of: target, "cannot be made: \(String(cString: strerror(reason)))", code: reason)
            }
            if Self.exists(target) { throw BackupTrouble.exists(target) }
            guard rename(source, target) == 0 else { throw FileTrouble("cannot be made", target) }
        }
        try Self.syncFolder(of: target)
    }

    /// Gives a folder that is whole its name, where nothing is but an empty one. Throws `FileTrouble`.
    func placeFolder(_ name: Name, at target: String) throws {
        // The system does so only where that is empty, or not there.
        guard rename(path(of: name), target) == 0 else { throw FileTrouble("cannot be made", target) }
        try Self.syncFolder(of: target)
    }

    /// Whether anything has this name, a link that leads nowhere included.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    private static func syncFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else { throw FileTrouble("cannot be written", folder) }
    }
}
