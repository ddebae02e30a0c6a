import Conversations
import Files
package import Storage

extension MediaLocation {
    /// The folder for backups; nil where files are in a bucket.
    package var folder: MediaFolder? {
        guard case .folder(let path) = self else { return nil }
        return MediaFolder(path: path) { FileKey.paths(of: $0.uuid) }
    }
}
