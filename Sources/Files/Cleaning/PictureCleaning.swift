import NIOCore

/// A picture without what a camera and other programs wrote beside it: where and when it was taken, with what, by whom.
/// The picture itself stays as it is, byte for byte.
package enum PictureCleaning {
    /// What may be in it cannot be told.
    package struct Unreadable: Error {}

    /// A larger file is left alone: no picture that is sent is larger.
    private static let sizeLimit: Int64 = 6 << 20
    /// They are whole in memory meanwhile.
    private static let slots = Slots(2)

    /// Lends the draft, or a cleaned copy of it; the draft itself for a kind that is no picture. Throws `Unreadable`.
    package static func lend<Outcome>(
        _ draft: FileDraft, _ kind: FileKind, in drafts: DraftFolder, _ body: (FileDraft) async throws -> Outcome
    ) async throws -> Outcome {
        guard draft.size <= sizeLimit, [.jpeg, .png].contains(kind) else { return try await body(draft) }
        return try await drafts.lend(limit: sizeLimit) { copy in
            try await copy.write(try await clean(draft, kind))
            return try await body(copy)
        }
    }

    private static func clean(_ draft: FileDraft, _ kind: FileKind) async throws -> ByteBuffer {
        await slots.take()
        let outcome: Result<ByteBuffer, any Error>
        do {
            guard let clean = cleaned(try await draft.content(), kind) else { throw Unreadable() }
            outcome = .success(ByteBuffer(bytes: clean))
        } catch {
            outcome = .failure(error)
        }
        await slots.giveBack()
        return try outcome.get()
    }

    /// Nil where the bytes are not as they should be.
    package static func cleaned(_ bytes: [UInt8], _ kind: FileKind) -> [UInt8]? {
        kind == .jpeg ? jpeg(bytes) : png(bytes)
    }

    // MARK: JPEG

    /// Goes through the segments before the picture, and leaves out what is not needed to show it. How it is to be turned
    /// is all that is kept of EXIF.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var clean: [UInt8] = [0xFF, 0xD8]
        clean.reserveCapacity(bytes.count)
        let turned = PictureTurn(jpeg: bytes)
        if turned != .upright { clean += turned.segment }
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            // Bytes that fill up.
            if marker == 0xFF {
                at += 1
                continue
            }
            // The picture begins; behind its end nothing is kept either, such as a film of its last seconds.
            if marker == 0xDA { return clean + bytes[at..<endOfPicture(bytes, from: at)] }
            let end = at + 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
            guard end > at + 3, end <= bytes.count else { return nil }
            if isNeeded(marker, bytes[at..<end]) { clean += bytes[at..<end] }
            at = end
        }
        return nil
    }

    /// Of the segments that programs may use as they like: JFIF, the colours, and Adobe's word about them.
    private static func isNeeded(_ marker: UInt8, _ segment: ArraySlice<UInt8>) -> Bool {
        let content = segment.dropFirst(4)
        switch marker {
        case 0xE0: return content.starts(with: "JFIF\0".utf8)
        case 0xE2: return content.starts(with: "ICC_PROFILE\0".utf8)
        case 0xEE: return content.starts(with: "Adobe".utf8)
        case 0xE1, 0xE3...0xEF, 0xFE: return false
        default: return true
        }
    }

    /// Behind the mark of the end, or behind all where it is cut off. Between scans there may be tables, whose marks are passed over with their content.
    private static func endOfPicture(_ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            guard bytes[at] == 0xFF else {
                at += 1
                continue
            }
            switch bytes[at + 1] {
            case 0xD9: return at + 2
            case 0x00, 0x01, 0xD0...0xD7: at += 2
            case 0xFF: at += 1
            default:
                guard at + 3 < bytes.count else { return bytes.count }
                at += 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
            }
        }
        return bytes.count
    }

    // MARK: PNG

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let unneeded = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"].map { Array($0.utf8) }

    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: signature) else { return nil }
        var clean = signature
        clean.reserveCapacity(bytes.count)
        var at = signature.count
        while at + 12 <= bytes.count {
            let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = at + 12 + length
            guard end <= bytes.count else { return nil }
            let name = Array(bytes[at + 4..<at + 8])
            if !unneeded.contains(name) { clean += bytes[at..<end] }
            if name == Array("IEND".utf8) { return clean }
            at = end
        }
        return nil
    }
}
