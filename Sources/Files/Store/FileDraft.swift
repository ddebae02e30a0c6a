import Crypto
import FoundationEssentials
package import NIOCore
package import _NIOFileSystem

/// A file while it is received: on the disk from its first bytes, never whole in memory, and gone again unless a store
/// takes it in. One task uses it.
package final class FileDraft {
    /// Readable by the owner alone.
    package let path: FilePath
    /// In bytes.
    package private(set) var size: Int64 = 0
    private let limit: Int64
    private let handle: WriteFileHandle
    private var hasher = SHA256()

    fileprivate init(_ path: FilePath, _ handle: WriteFileHandle, limit: Int64) {
        self.path = path
        self.handle = handle
        self.limit = limit
    }

    /// Throws `FilesError.tooLarge` once there are more bytes than allowed.
    package func write(_ buffer: ByteBuffer) async throws {
        guard size + Int64(buffer.readableBytes) <= limit else { throw FilesError.tooLarge }
        try await handle.write(contentsOf: buffer, toAbsoluteOffset: size)
        buffer.withUnsafeReadableBytes { hasher.update(bufferPointer: $0) }
        size += Int64(buffer.readableBytes)
    }

    /// Writes what is in this file.
    func write(contentsOf path: FilePath) async throws {
        try await FileSystem.shared.withFileHandle(forReadingAt: path) { file in
            for try await part in file.readChunks(chunkLength: .kibibytes(128)) { try await write(part) }
        }
    }

    /// SHA-256 of what was written so far.
    package var digest: [UInt8] { Array(hasher.finalize()) }

    /// All of it, for small files alone.
    func content() async throws -> [UInt8] {
        try await FileSystem.shared.withFileHandle(forReadingAt: path) { file in
            Array(buffer: try await file.readToEnd(maximumSizeAllowed: .bytes(size)))
        }
    }

    /// Up to `count` of the first bytes, and of the last ones.
    package func ends(_ count: Int) async throws -> (head: [UInt8], tail: [UInt8]) {
        try await FileSystem.shared.withFileHandle(forReadingAt: path) { file in
            let part = Int64(count)
            let head = try await file.readChunk(fromAbsoluteOffset: 0, length: .bytes(part))
            let tail = try await file.readChunk(fromAbsoluteOffset: max(0, size - part), length: .bytes(part))
            return (Array(buffer: head), Array(buffer: tail))
        }
    }

    /// Returns once the content is on the disk.
    func synchronize() async throws { try await handle.synchronize() }
}

/// A folder for files that are being received.
package struct DraftFolder: Sendable {
    private let path: FilePath

    /// The folder, and those above it, are made where they are missing, for this user alone. What an earlier process left
    /// there a day ago is removed.
    package init(at path: String) async throws {
        // Programs that read drafts run in other folders.
        let here = FilePath(FileManager.default.currentDirectoryPath)
        self.path = FilePath(path).isAbsolute ? FilePath(path) : here.pushing(FilePath(path))
        try await FileSystem.shared.createDirectory(
            at: self.path, withIntermediateDirectories: true, permissions: [.ownerReadWriteExecute])
        try await removeLeftovers()
    }

    /// A folder of its own for this process, which nobody else can look into.
    package static func temporary() async throws -> DraftFolder {
        let folder = try await FileSystem.shared.createTemporaryDirectory(
            template: FilePath(FileManager.default.temporaryDirectory.path()).appending("shubhstra-XXXXXX"))
        return try await DraftFolder(at: folder.string)
    }

    /// Lends an empty draft of at most `limit` bytes. It is removed afterwards, unless a store has taken it in.
    package func lend<Outcome>(
        limit: Int64, _ body: (FileDraft) async throws -> Outcome
    ) async throws -> Outcome {
        let file = path.appending(UUID().uuidString.lowercased())
        let handle = try await FileSystem.shared.openFile(
            forWritingAt: file, options: .newPrivateFile)
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await body(FileDraft(file, handle, limit: limit)))
        } catch {
            outcome = .failure(error)
        }
        await uncancelled {
            try? await handle.close()
            _ = try? await FileSystem.shared.removeItem(at: file)
        }
        return try outcome.get()
    }

    /// Lends a folder that is empty, and is removed afterwards with all that is in it.
    func lendFolder<Outcome>(_ body: (FilePath) async throws -> Outcome) async throws -> Outcome {
        let folder = path.appending(UUID().uuidString.lowercased())
        try await FileSystem.shared.createDirectory(
            at: folder, withIntermediateDirectories: false, permissions: [.ownerReadWriteExecute])
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await body(folder))
        } catch {
            outcome = .failure(error)
        }
        await uncancelled {
            _ = try? await FileSystem.shared.removeItem(at: folder, strategy: .platformDefault, recursively: true)
        }
        return try outcome.get()
    }

    private func removeLeftovers() async throws {
        let yesterday = Int(Date().timeIntervalSince1970) - 24 * 3600
        try await FileSystem.shared.withDirectoryHandle(atPath: path) { folder in
            for try await entry in folder.listContents() {
                guard let facts = try await FileSystem.shared.info(forFileAt: entry.path, infoAboutSymbolicLink: true),
                    facts.lastDataModificationTime.seconds < yesterday
                else { continue }
                _ = try await FileSystem.shared.removeItem(
                    at: entry.path, strategy: .platformDefault, recursively: true)
            }
        }
    }
}

/// What has to be done although the task was cancelled: its own calls to the file system would do nothing any more.
func uncancelled(_ work: @escaping @Sendable () async -> Void) async { await Task { await work() }.value }

extension OpenOptions.Write {
    static var newPrivateFile: Self {
        Self(
            existingFile: .none,
            newFile: .init(permissions: [.ownerReadWrite], transactionalCreation: false),
            followSymbolicLinks: false, closeOnExec: true)
    }
}
