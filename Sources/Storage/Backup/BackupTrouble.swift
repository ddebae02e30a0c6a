/// Why a backup cannot be made or brought back, in words for the operator. Nothing has been placed.
package enum BackupTrouble: Error, Hashable, CustomStringConvertible {
    case exists(String)
    case busy(String)
    case noDatabase(String)
    case notABackup(String)
    case newer(String, version: Int)
    case damaged(String, String)
    case foreign(String, String)
    case failed(String)

    package var description: String {
        switch self {
        case .exists(let path): "\(path) exists already; nothing is ever written over"
        case .busy(let path): "another process is working in \(path)"
        case .noDatabase(let path): "there is no database at \(path)"
        case .notABackup(let path): "\(path) is no backup made by shubhstra backup"
        case .newer(let path, let version):
            "\(path) was made by a newer version of shubhstra (its form is \(version), this one knows \(Backup.version))"
        case .damaged(let path, let what): "\(path) is not whole or was altered: \(what)"
        case .foreign(let path, let what): "\(path) holds no sound database of shubhstra: \(what)"
        case .failed(let reason): "the database could not be copied: \(reason)"
        }
    }
}
