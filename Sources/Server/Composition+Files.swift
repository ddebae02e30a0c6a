import AsyncHTTPClient
import Conversations
import Files

/// The store of files, and the folder for those that are being received.
struct FileRooms: Sendable {
    let store: any FileStore
    let drafts: DraftFolder
    /// Nil where the programs that it needs are not installed.
    let thumbnailer: Thumbnailer?
    /// To be shut down in the end.
    let client: HTTPClient?

    /// Throws `SettingsError` where the folder cannot be used.
    static func open(_ location: MediaLocation) async throws -> FileRooms {
        do {
            switch location {
            case .folder(let path):
                let drafts = try await DraftFolder(at: path + "/drafts")
                return FileRooms(
                    store: try await FolderStore(at: path), drafts: drafts,
                    thumbnailer: Thumbnailer(drafts: drafts), client: nil)
            case .bucket(let bucket):
                let drafts = try await DraftFolder.temporary()
                let client = S3Store.makeHTTPClient()
                return FileRooms(
                    store: S3Store(bucket, client: client), drafts: drafts, thumbnailer: Thumbnailer(drafts: drafts),
                    client: client)
            }
        } catch {
            throw SettingsError(problems: [
                .init(name: "MEDIA_URL", sentence: "names a folder that cannot be used (\(ReasonCode.of(error)))")
            ])
        }
    }
}
