import Crypto
import FoundationEssentials

/// Files that patients and clinics have uploaded; the oldest are dropped when the store is full.
struct MediaStore: Sendable {
    struct Item: Sendable {
        let id: String
        let mimeType: String
        let bytes: [UInt8]
        let digest: [UInt8]

        /// As webhooks carry it.
        var base64Digest: String { Data(digest).base64EncodedString() }

        var json: JSON {
            [
                "id": .string(id), "mime_type": .string(mimeType), "sha256": .string(digest.hex),
                "file_size": .integer(bytes.count),
            ]
        }
    }

    static let itemLimit = 64
    static let byteLimit = 16 * 1024 * 1024

    private var items: [Item] = []

    mutating func add(_ bytes: [UInt8], mimeType: String) -> Item {
        let item = Item(
            id: MetaIdentifier.media(), mimeType: mimeType, bytes: bytes, digest: Array(SHA256.hash(data: bytes)))
        items.append(item)
        if items.count > Self.itemLimit { items.removeFirst() }
        return item
    }

    func item(_ id: String) -> Item? { items.first { $0.id == id } }

    mutating func remove(_ id: String) -> Bool {
        guard let index = items.firstIndex(where: { $0.id == id }) else { return false }
        items.remove(at: index)
        return true
    }
}
