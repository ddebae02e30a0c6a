import FoundationEssentials

/// The parts of a `multipart/form-data` body.
struct MultipartForm {
    struct Part {
        let name: String
        let filename: String?
        let contentType: String?
        let bytes: Data
    }

    let parts: [Part]

    /// Nil if the header names no boundary or the body does not follow it.
    init?(_ bytes: [UInt8], contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let match = contentType.firstMatch(of: /boundary="?([^";]+)"?/)
        else { return nil }
        let delimiter = Array("--\(match.1)".utf8)
        let starts = Self.positions(of: delimiter, in: bytes)
        guard starts.count >= 2 else { return nil }
        var parts: [Part] = []
        for (start, end) in zip(starts, starts.dropFirst()) {
            let from = start + delimiter.count + 2
            guard from <= end - 2, let part = Self.part(bytes[from..<(end - 2)]) else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let gap = positions(of: Array("\r\n\r\n".utf8), in: bytes.prefix(4096)).first else { return nil }
        let head = String(decoding: bytes[bytes.startIndex..<gap], as: UTF8.self)
        guard let name = head.firstMatch(of: /[; ]name="([^"]*)"/) else { return nil }
        let type = head.firstMatch(of: /(?i)content-type:\s*([^\r\n]+)/)
        return Part(
            name: String(name.1), filename: head.firstMatch(of: /filename="([^"]*)"/).map { String($0.1) },
            contentType: type.map { String($0.1).trimmed }, bytes: Data(bytes[(gap + 4)...]))
    }

    private static func positions(of pattern: [UInt8], in bytes: some RandomAccessCollection<UInt8>) -> [Int] {
        bytes.withContiguousStorageIfAvailable { buffer in
            var found: [Int] = []
            var index = 0
            while index + pattern.count <= buffer.count {
                if buffer[index] == pattern[0], zip(pattern, buffer[index...]).allSatisfy({ $0 == $1 }) {
                    found.append(index)
                    index += pattern.count
                } else {
                    index += 1
                }
            }
            return found
        }
        .map { positions in positions.map { $0 + offset(of: bytes) } } ?? []
    }

    /// A slice keeps the indices of the collection that it was cut from.
    private static func offset(of bytes: some RandomAccessCollection<UInt8>) -> Int {
        (bytes as? ArraySlice<UInt8>)?.startIndex ?? 0
    }
}
