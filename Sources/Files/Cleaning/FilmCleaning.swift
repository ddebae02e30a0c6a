import NIOCore
import _NIOFileSystem

/// A film, or a sound in the same container, without what a camera and other programs wrote beside it: where it was taken,
/// with what, by whom. Nothing moves, since a film names its frames by their place in the file: what is left out becomes
/// free room full of zeros.
package enum FilmCleaning {
    /// What may be in it cannot be told.
    package struct Unreadable: Error {}

    /// Lends the draft, or a cleaned copy of it; the draft itself for a kind that is no film. Throws `Unreadable`.
    package static func lend<Outcome>(
        _ draft: FileDraft, _ kind: FileKind, in drafts: DraftFolder, _ body: (FileDraft) async throws -> Outcome
    ) async throws -> Outcome {
        guard [.mp4Video, .threeGP, .mp4Audio].contains(kind) else { return try await body(draft) }
        let unneeded = try await FileSystem.shared.withFileHandle(forReadingAt: draft.path) { file in
            try await FilmBoxes(file: file, size: draft.size).unneeded()
        }
        guard !unneeded.isEmpty else { return try await body(draft) }
        return try await drafts.lend(limit: draft.size) { copy in
            try await write(draft, to: copy, without: unneeded)
            return try await body(copy)
        }
    }

    private static func write(_ draft: FileDraft, to copy: FileDraft, without boxes: [FilmBox]) async throws {
        try await FileSystem.shared.withFileHandle(forReadingAt: draft.path) { file in
            var rest = boxes[...]
            for try await var part in file.readChunks(chunkLength: .kibibytes(128)) {
                let end = copy.size + Int64(part.readableBytes)
                while let box = rest.first, box.start < end {
                    part.clear(box, partStart: copy.size)
                    if box.content.upperBound > end { break }
                    rest.removeFirst()
                }
                try await copy.write(part)
            }
        }
    }
}

/// A part of a film: a head with its size and its name, and what is in it.
private struct FilmBox {
    let start: Int64
    let name: String
    let content: Range<Int64>
}

extension ByteBuffer {
    /// Of a box, what is in this part of the file: its name becomes `free`, its content zeros. Its size stays.
    fileprivate mutating func clear(_ box: FilmBox, partStart: Int64) {
        withUnsafeMutableReadableBytes { bytes in
            let part = partStart..<partStart + Int64(bytes.count)
            for (index, letter) in "free".utf8.enumerated() {
                let place = box.start + 4 + Int64(index)
                if part.contains(place) { bytes[Int(place - partStart)] = letter }
            }
            let content = box.content.clamped(to: part)
            for place in content { bytes[Int(place - partStart)] = 0 }
        }
    }
}

/// Goes through the boxes of a film, of which only the heads are read.
private struct FilmBoxes {
    /// A film that a phone made has a few hundred boxes; one in fragments of a frame each, one for a hundred bytes.
    private var countLimit: Int64 { max(20_000, size / 64) }

    /// By the box that they are in, the top being no box: those without which it does not play. Those that are named here
    /// themselves are gone through.
    private static let needed: [String: Set<String>] = [
        "": ["ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "ssix", "pdin"],
        "moov": ["mvhd", "trak", "mvex", "iods"],
        "trak": ["tkhd", "tref", "trgr", "edts", "mdia", "load", "tapt"],
        "mdia": ["mdhd", "hdlr", "elng", "minf"],
        "minf": ["vmhd", "smhd", "hmhd", "sthd", "nmhd", "gmhd", "hdlr", "dinf", "stbl"],
        "moof": ["mfhd", "traf"],
        "traf": ["tfhd", "tfdt", "trun", "sbgp", "sgpd", "subs", "saiz", "saio", "senc", "sdtp"],
    ]

    let file: ReadFileHandle
    let size: Int64

    init(file: ReadFileHandle, size: Int64) {
        self.file = file
        self.size = size
    }

    /// In their order, none in another.
    ///
    /// A film that breaks off, or has something else behind it, may still play. It passes where its rest has none of the
    /// names that such a box would need; otherwise a place may be in it. Throws `FilmCleaning.Unreadable` then.
    func unneeded() async throws -> [FilmBox] {
        var walk = Walk()
        do {
            try await go(through: 0..<size, of: "", &walk)
        } catch let broken as Broken {
            guard try await !namesPlaces(from: broken.at) else { throw FilmCleaning.Unreadable() }
        }
        return walk.unneeded
    }

    private struct Walk {
        var unneeded: [FilmBox] = []
        var count: Int64 = 0
    }

    /// What is here is no box.
    private struct Broken: Error {
        let at: Int64
    }

    private func go(through range: Range<Int64>, of container: String, _ walk: inout Walk) async throws {
        let needed = Self.needed[container] ?? []
        var at = range.lowerBound
        // Fewer bytes are no box; some programs end a list of them so.
        while range.upperBound - at >= 8 {
            guard let box = try await box(at, before: range.upperBound) else { throw Broken(at: at) }
            walk.count += 1
            guard walk.count <= countLimit else { throw FilmCleaning.Unreadable() }
            if !needed.contains(box.name) {
                walk.unneeded.append(box)
            } else if Self.needed[box.name] != nil {
                try await go(through: box.content, of: box.name, &walk)
            }
            at = box.content.upperBound
        }
    }

    /// Nil where its size cannot be.
    private func box(_ start: Int64, before end: Int64) async throws -> FilmBox? {
        var head = try await file.readChunk(fromAbsoluteOffset: start, length: .bytes(min(16, end - start)))
        guard let size = head.readInteger(as: UInt32.self), let name = head.readBytes(length: 4) else { return nil }
        var (headSize, wholeSize) = (Int64(8), Int64(size))
        if size == 0 { wholeSize = end - start }
        if size == 1 {
            guard let large = head.readInteger(as: UInt64.self).flatMap(Int64.init(exactly:)) else { return nil }
            (headSize, wholeSize) = (16, large)
        }
        guard (headSize...end - start).contains(wholeSize) else { return nil }
        return FilmBox(
            start: start, name: String(decoding: name, as: UTF8.self),
            content: start + headSize..<start + wholeSize)
    }

    /// `udta`, `meta`, `uuid`, `ilst`, `loci`, `©xyz`, `loca` (of `com.apple.quicktime.location.…`).
    private static let places: [UInt32] = [
        0x7564_7461, 0x6D65_7461, 0x7575_6964, 0x696C_7374, 0x6C6F_6369, 0xA978_797A, 0x6C6F_6361,
    ]

    private func namesPlaces(from start: Int64) async throws -> Bool {
        var word: UInt32 = 0
        for try await part in file.readChunks(in: start..<size, chunkLength: .kibibytes(128)) {
            for byte in part.readableBytesView {
                word = word << 8 | UInt32(byte)
                if Self.places.contains(word) { return true }
            }
        }
        return false
    }
}
