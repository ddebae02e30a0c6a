import Foundation
import NIOCore
import TestSupport
import Testing

@testable import Files

struct FileStoreTests {
    /// A store in a folder of its own, which is removed afterwards.
    private static func withStore(
        _ body: (FolderStore, DraftFolder, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())/media")
        let result: Result<Void, any Error>
        do {
            let drafts = try await DraftFolder(at: folder.path + "/drafts")
            try await body(try await FolderStore(at: folder.path), drafts, folder)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
        try result.get()
    }

    private static func keep(_ bytes: [UInt8], as name: UUID, in store: FolderStore, _ drafts: DraftFolder) async throws
    {
        try await drafts.lend(limit: 1 << 30) { draft in
            try await draft.write(ByteBuffer(bytes: bytes))
            try await store.keep(draft, as: .file(name))
        }
    }

    private static func read(_ name: UUID, _ range: Range<Int64>, from store: FolderStore) async throws -> [UInt8] {
        var read: [UInt8] = []
        try await store.read(.file(name), range) { read += Array(buffer: $0) }
        return read
    }

    private static func files(below folder: URL) -> [String] {
        (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).filter {
            (try? FileManager.default.attributesOfItem(atPath: folder.path + "/" + $0)[.type] as? FileAttributeType)
                == .typeRegular
        }
    }

    @Test func `a file is handed out as it was taken in, whole and in parts`() async throws {
        try await Self.withStore { store, drafts, folder in
            let bytes = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
            let name = UUID()
            try await Self.keep(bytes, as: name, in: store, drafts)
            #expect(try await Self.read(name, 0..<500_000, from: store) == bytes)
            #expect(try await Self.read(name, 131_070..<131_075, from: store) == Array(bytes[131_070..<131_075]))
            #expect(try await Self.read(name, 499_999..<500_000, from: store) == [bytes[499_999]])
            try await Self.keep([1, 2, 3], as: name, in: store, drafts)
            #expect(try await Self.read(name, 0..<3, from: store) == [1, 2, 3], "it was kept again")
            #expect(Self.files(below: folder).count == 1)
            try await store.remove(name)
            try await store.remove(name)
            #expect(Self.files(below: folder) == [])
            await #expect(throws: FilesError.noSuchFile) { try await Self.read(name, 0..<3, from: store) }
        }
    }

    @Test func `nobody else can read it`() async throws {
        try await Self.withStore { store, drafts, folder in
            try await Self.keep([1], as: UUID(), in: store, drafts)
            let all =
                [folder.path]
                + (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).map {
                    folder.path + "/" + $0
                }
            #expect(all.count == 4)
            for path in all {
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
                #expect(mode & 0o077 == 0, "\(path): \(String(mode, radix: 8))")
            }
        }
    }

    @Test func `a draft is bounded, knows its digest, and is gone when nobody keeps it`() async throws {
        try await Self.withStore { _, drafts, folder in
            try await drafts.lend(limit: 6) { draft in
                try await draft.write(ByteBuffer(string: "abc"))
                #expect(draft.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                try await draft.write(ByteBuffer(string: "def"))
                #expect(Self.files(below: folder).count == 1)
                await #expect(throws: FilesError.tooLarge) { try await draft.write(ByteBuffer(string: "g")) }
                #expect(draft.size == 6)
                let ends = try await draft.ends(4)
                #expect(ends.head == Array("abcd".utf8) && ends.tail == Array("cdef".utf8))
            }
            struct Stop: Error {}
            await #expect(throws: Stop.self) { try await drafts.lend(limit: 6) { _ in throw Stop() } }
            #expect(Self.files(below: folder) == [])
        }
    }

    @Test func `what a process has left behind is removed a day later`() async throws {
        try await Self.withStore { _, _, folder in
            let (old, new) = (folder.path + "/drafts/old", folder.path + "/drafts/new")
            for path in [old, new] { #expect(FileManager.default.createFile(atPath: path, contents: Data([1]))) }
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-25 * 3600)], ofItemAtPath: old)
            _ = try await DraftFolder(at: folder.path + "/drafts")
            #expect(Self.files(below: folder) == ["drafts/new"])
        }
    }

    @Test func `whoever is cancelled leaves nothing open and nothing behind`() async throws {
        try await Self.withStore { store, drafts, folder in
            let name = UUID()
            try await Self.keep([UInt8](repeating: 7, count: 300_000), as: name, in: store, drafts)
            let reading = Task {
                try await store.read(.file(name), 0..<300_000) { _ in try await Task.sleep(for: .seconds(60)) }
            }
            let writing = Task {
                try await drafts.lend(limit: 100) { draft in
                    try await draft.write(ByteBuffer(string: "abc"))
                    try await Task.sleep(for: .seconds(60))
                }
            }
            try await eventually("both have begun") { Self.files(below: folder).count == 2 ? true : nil }
            for task in [reading, writing] {
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(Self.files(below: folder).count == 1)
            #expect(try await Self.read(name, 0..<1, from: store) == [7])
        }
    }
}
