package import FoundationEssentials
package import NIOCore
import _NIOFileSystem

/// Files in a folder of this machine, spread over 256 folders in it. Drafts have to be on the same disk.
package struct FolderStore: FileStore {
    private static let partLength = ByteCount.kibibytes(128)

    private let path: FilePath

    /// The folder is made where it is missing, for this user alone.
    package init(at path: String) async throws {
        self.path = FilePath(path)
        try await makeFolder(self.path)
    }

    package func keep(_ draft: FileDraft, as key: FileKey) async throws {
        let file = self.file(key)
        let folder = file.removingLastComponent()
        do {
            try await draft.synchronize()
            try await makeFolder(folder)
            try await FileSystem.shared.replaceItem(at: file, withItemAt: draft.path)
            // The new name is on the disk once the folder is, and that once the one above is.
            for folder in [folder, path] {
                try await FileSystem.shared.withDirectoryHandle(atPath: folder) { try await $0.synchronize() }
            }
        } catch {
            throw FilesError(error)
        }
    }

    package func read(
        _ key: FileKey, _ range: Range<Int64>, _ body: (ByteBuffer) async throws -> Void
    ) async throws {
        let handle: ReadFileHandle
        do {
            handle = try await FileSystem.shared.openFile(
                forReadingAt: file(key), options: .init(followSymbolicLinks: false))
        } catch {
            throw FilesError(error)
        }
        let outcome: Result<Void, any Error>
        do {
            for try await part in handle.readChunks(in: range, chunkLength: Self.partLength) { try await body(part) }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await uncancelled { try? await handle.close() }
        try outcome.get()
    }

    package func remove(_ name: UUID) async throws {
        do {
            for key in FileKey.all(of: name) { _ = try await FileSystem.shared.removeItem(at: file(key)) }
        } catch {
            throw FilesError(error)
        }
    }

    private func file(_ key: FileKey) -> FilePath { path.appending(key.folder).appending(key.lastPart) }

    private func makeFolder(_ path: FilePath) async throws {
        try await FileSystem.shared.createDirectory(
            at: path, withIntermediateDirectories: true, permissions: [.ownerReadWriteExecute])
    }
}

extension FilesError {
    /// What the system says about a file.
    init(_ error: any Error) {
        switch error {
        case let error as FilesError: self = error
        case let error as FileSystemError where error.code == .notFound: self = .noSuchFile
        case let error as FileSystemError: self = .unavailable("\(error.code)")
        default: self = .unavailable("\(type(of: error))")
        }
    }
}
