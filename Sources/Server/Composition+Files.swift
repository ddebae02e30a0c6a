import AsyncHTTPClient
import Conversations
import Files

/// Where files are kept, and what that needs.
struct FileRooms: Sendable {
    let keeper: FileKeeper
    /// To be shut down in the end.
    let client: HTTPClient?

    /// Throws `SettingsError` where the folder cannot be used.
    static func open(_ location: MediaLocation) async throws -> FileRooms {
        do {
            switch location {
            case .folder(let path):
                let drafts = try await DraftFolder(at: path + "/drafts")
                return FileRooms(
                    keeper: FileKeeper(
                        store: try await FolderStore(at: path), drafts: drafts, thumbnailer: Thumbnailer(drafts: drafts)
                    ),
                    client: nil)
            case .bucket(let bucket):
                let drafts = try await DraftFolder.temporary()
                let client = S3Store.makeHTTPClient()
                return FileRooms(
                    keeper: FileKeeper(
                        store: S3Store(bucket, client: client), drafts: drafts,
                        thumbnailer: Thumbnailer(drafts: drafts)),
                    client: client)
            }
        } catch {
            throw SettingsError(problems: [
                .init(name: "MEDIA_URL", sentence: "names a folder that cannot be used (\(ReasonCode.of(error)))")
            ])
        }
    }
}
