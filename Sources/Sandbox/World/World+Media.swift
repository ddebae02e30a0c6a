import FoundationEssentials

extension World {
    /// Keeps a file. `owner` is the number of the clinic that uploads it; nil for a phone.
    /// Throws a `SandboxError` if it cannot be written.
    func keep(
        _ bytes: Data, mimeType: String, filename: String? = nil, owner: String? = nil
    ) throws(SandboxError) -> MediaStore.Item {
        do {
            return try media.add(bytes, mimeType: mimeType, filename: filename, owner: owner)
        } catch {
            throw .conflict("the file could not be kept: is the disk full?")
        }
    }

    func mediaItem(_ id: String) -> MediaStore.Item? { media.item(id) }
    func forgetMedia(_ id: String) -> Bool { media.remove(id) }
    func forgetAllMedia() { media.removeAll() }

    func note(upload: SandboxUpload) {
        uploads.append(upload.json)
        announce(.sent)
    }
}
