import Crypto
import Foundation

/// Files that patients and clinics have uploaded, in a folder of temporary files. The oldest are dropped when there are
/// too many or they have too many bytes.
struct MediaStore: Sendable {
    struct Item: Sendable {
        let id: String
        let mimeType: String
        let filename: String?
        /// The number of the clinic that has uploaded it; nil if a phone has.
        let owner: String?
        let size: Int
        let digest: [UInt8]
        /// The first bytes, to tell what it is.
        let head: [UInt8]
        let file: URL

        /// As webhooks carry it.
        var base64Digest: String { Data(digest).base64EncodedString() }

        var json: JSON {
            .members([
                "id": .string(id), "mime_type": .string(mimeType), "sha256": .string(digest.hex),
                "file_size": .integer(size), "filename": filename.map(JSON.string),
                "phone_number_id": owner.map(JSON.string),
            ])
        }
    }

    static let itemLimit = 1_000

    /// The most bytes of all files together. The newest file is kept even if it has more.
    let byteLimit: Int
    private var items: [Item] = []
    private var total = 0
    private var folder: URL?

    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// Throws if the file cannot be written.
    mutating func add(_ bytes: Data, mimeType: String, filename: String?, owner: String?) throws -> Item {
        let id = MetaIdentifier.media()
        let file = try place().appendingPathComponent(id)
        try bytes.write(to: file)
        let item = Item(
            id: id, mimeType: mimeType, filename: filename, owner: owner, size: bytes.count,
            digest: Array(SHA256.hash(data: bytes)), head: Array(bytes.prefix(64)), file: file)
        items.append(item)
        total += item.size
        while items.count > 1, items.count > Self.itemLimit || total > byteLimit { drop(0) }
        return item
    }

    func item(_ id: String) -> Item? { items.first { $0.id == id } }

    mutating func remove(_ id: String) -> Bool {
        guard let index = items.firstIndex(where: { $0.id == id }) else { return false }
        drop(index)
        return true
    }

    /// Removes the folder with everything in it.
    mutating func removeAll() {
        if let folder { try? FileManager.default.removeItem(at: folder) }
        folder = nil
        items = []
        total = 0
    }

    private mutating func drop(_ index: Int) {
        let item = items.remove(at: index)
        total -= item.size
        try? FileManager.default.removeItem(at: item.file)
    }

    private mutating func place() throws -> URL {
        if let folder { return folder }
        let made = FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: made, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        folder = made
        return made
    }
}
