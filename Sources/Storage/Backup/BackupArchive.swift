import Crypto
import Foundation

/// The names in a backup, in their order.
enum BackupEntry: String {
    case manifest = "manifest.json"
    case database = "shubhstra.db"
    /// As `sha256sum` writes and checks it; about everything before it.
    case sums = "SHA256SUMS"
}

private let pieceSize = 1 << 20

/// Writes a backup: a tar archive, so that in an emergency everybody can look into it.
struct BackupArchiveWriter {
    private let file: PrivateFile
    private let time: Int64
    private var sums = ""

    init(new path: String, time: Int64) throws {
        file = try PrivateFile(new: path)
        self.time = time
    }

    mutating func add(_ entry: BackupEntry, _ content: [UInt8]) throws {
        try begin(entry, size: Int64(content.count))
        try file.write(content)
        end(entry, SHA256.hash(data: content))
        try pad(after: Int64(content.count))
    }

    mutating func add(_ entry: BackupEntry, fileAt path: String) throws {
        let source = try PrivateFile(reading: path)
        let size = try source.size
        try begin(entry, size: size)
        var hash = SHA256()
        var left = size
        while left > 0 {
            let piece = try source.read(upTo: Int(min(left, Int64(pieceSize))))
            guard !piece.isEmpty else { throw FileTrouble(path, "became shorter while it was read") }
            hash.update(data: piece)
            try file.write(piece)
            left -= Int64(piece.count)
        }
        end(entry, hash.finalize())
        try pad(after: size)
    }

    /// Ends the archive, and returns once it is on the disk.
    mutating func finish() throws {
        try add(.sums, Array(sums.utf8))
        try file.write([UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
        try file.sync()
    }

    private func begin(_ entry: BackupEntry, size: Int64) throws {
        try file.write(TarHeader(name: entry.rawValue, size: size, time: time).bytes)
    }

    private mutating func end(_ entry: BackupEntry, _ digest: SHA256.Digest) {
        sums += "\(digest.hex)  \(entry.rawValue)\n"
    }

    private func pad(after size: Int64) throws {
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }
}

/// Reads a backup from its beginning to its end, and believes nothing of it.
struct BackupArchiveReader {
    private static let textLimit: Int64 = 1 << 20

    private let file: PrivateFile
    private let path: String
    private var left: Int64
    private var sums = ""

    /// Throws `FileTrouble` where the file cannot be read.
    init(_ path: String) throws {
        self.path = path
        file = try PrivateFile(reading: path)
        left = try file.size
    }

    /// The first entry. Throws `BackupTrouble.notABackup` where it is none of ours.
    mutating func manifest() throws -> [UInt8] {
        guard let header = TarHeader(try take(Int64(TarHeader.blockSize))), header.name == BackupEntry.manifest.rawValue
        else { throw BackupTrouble.notABackup(path) }
        return try text(.manifest, header)
    }

    /// Hands out the content of the next entry, which has to be this one.
    mutating func read(_ entry: BackupEntry, _ body: ([UInt8]) throws -> Void) throws {
        let header = try header(of: entry)
        var hash = SHA256()
        var missing = header.size
        while missing > 0 {
            let piece = try take(min(missing, Int64(pieceSize)))
            guard !piece.isEmpty else { throw damaged("it ends too early") }
            hash.update(data: piece)
            try body(piece)
            missing -= Int64(piece.count)
        }
        try end(entry, header, hash.finalize())
    }

    /// The end: the sums of everything before it, and nothing after them.
    mutating func finish() throws {
        let expected = sums
        let header = try header(of: .sums)
        guard try text(.sums, header) == Array(expected.utf8) else { throw damaged("a checksum is wrong") }
        let end = try take(left)
        guard end == [UInt8](repeating: 0, count: 2 * TarHeader.blockSize) else { throw damaged("its end is wrong") }
    }

    private mutating func header(of entry: BackupEntry) throws -> TarHeader {
        guard let header = TarHeader(try take(Int64(TarHeader.blockSize))), header.name == entry.rawValue else {
            throw damaged("\(entry.rawValue) is missing")
        }
        guard header.size <= left else { throw damaged("it ends too early") }
        return header
    }

    private mutating func text(_ entry: BackupEntry, _ header: TarHeader) throws -> [UInt8] {
        guard header.size <= Self.textLimit else { throw damaged("\(entry.rawValue) is too long") }
        let content = try take(header.size)
        guard content.count == header.size else { throw damaged("it ends too early") }
        try end(entry, header, SHA256.hash(data: content))
        return content
    }

    private mutating func end(_ entry: BackupEntry, _ header: TarHeader, _ digest: SHA256.Digest) throws {
        sums += "\(digest.hex)  \(entry.rawValue)\n"
        let padding = TarHeader.padding(after: header.size)
        guard try take(Int64(padding)) == [UInt8](repeating: 0, count: padding) else {
            throw damaged("there is something between its parts")
        }
    }

    /// What is left where that is less, a mebibyte and some at most.
    private mutating func take(_ count: Int64) throws -> [UInt8] {
        let bytes = try file.read(upTo: Int(min(count, left, 2 * Int64(pieceSize))))
        left -= Int64(bytes.count)
        return bytes
    }

    private func damaged(_ what: String) -> BackupTrouble { .damaged(path, what) }
}

extension SHA256.Digest {
    fileprivate var hex: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 2 ? digits : "0" + digits
        }.joined()
    }
}
