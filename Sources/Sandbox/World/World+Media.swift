extension World {
    func keep(_ bytes: [UInt8], mimeType: String) -> MediaShelf.Item { media.add(bytes, mimeType: mimeType) }
    func mediaItem(_ id: String) -> MediaShelf.Item? { media.item(id) }
    func forgetMedia(_ id: String) -> Bool { media.remove(id) }
}
