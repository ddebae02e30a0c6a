extension World {
    func keep(_ bytes: [UInt8], mimeType: String) -> MediaStore.Item { media.add(bytes, mimeType: mimeType) }
    func mediaItem(_ id: String) -> MediaStore.Item? { media.item(id) }
    func forgetMedia(_ id: String) -> Bool { media.remove(id) }
}
