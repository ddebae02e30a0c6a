import Crypto
import Foundation

/// The names in a backup, in their order.
enum BackupEntry: String {
    case manifest = "manifest.json"
    case database = "shubhstra.db"
    /// A folder's: in front of the name of each file of a message.
    case media = "media/"
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
        try begin(entry.rawValue, size: Int64(content.count))
        try file.write(content)
        end(entry.rawValue, SHA256.hash(data: content))
        try pad(after: Int64(content.count))
    }

    mutating func add(_ entry: BackupEntry, fileAt path: String) throws {
        try add(entry.rawValue, PrivateFile(reading: path), path)
    }

    /// A file of a message, under this name.
    mutating func add(media name: String, fileAt path: String) throws {
        try add(BackupEntry.media.rawValue + name, PrivateFile(reading: path), path)
    }

    private mutating func add(_ name: String, _ source: PrivateFile, _ path: String) throws {
        let size = try source.size
        try begin(name, size: size)
        var hash = SHA256()
        var left = size
        while left > 0 {
            let piece = try source.read(upTo: Int(min(left, Int64(pieceSize))))
            guard !piece.isEmpty else { throw FileTrouble(of: path, "became shorter while it was read") }
            hash.update(data: piece)
            try file.write(piece)
            left -= Int64(piece.count)
        }
        end(name, hash.finalize())
        try pad(after: size)
    }

    /// Ends the archive, and returns once it is on the disk.
    mutating func finish() throws {
        try add(.sums, Array(sums.utf8))
        try file.write([UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
        try file.sync()
    }

    private func begin(_ name: String, size: Int64) throws {
        try file.write(TarHeader(name: name, size: size, time: time).bytes)
    }

    private mutating func end(_ name: String, _ digest: SHA256.Digest) { sums += "\(digest.hex)  \(name)\n" }

    private func pad(after size: Int64) throws {
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }
}

/// Reads a backup from its beginning to its end, and believes nothing of it.
struct BackupArchiveReader {
    /// The sums have a line for each file.
    private static let textLimit: Int64 = 1 << 28

    private let file: PrivateFile
    private let path: String
    private var left: Int64
    private var sums = ""
    /// That was read already, and whose content comes next.
    private var ahead: TarHeader?

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
        return try text(header)
    }

    /// Hands out the content of the next entry, which has to be this one.
    mutating func read(_ entry: BackupEntry, _ body: ([UInt8]) throws -> Void) throws {
        try read(try header(of: entry), body)
    }

    /// Hands out the files of messages, which come next: `taker` is told each one's name, and takes its content. Returns how many
    /// there are.
    mutating func readMedia(_ taker: (String) throws -> ([UInt8]) throws -> Void) throws -> Int64 {
        var count: Int64 = 0
        while let header = try next(), header.name.hasPrefix(BackupEntry.media.rawValue) {
            ahead = nil
            try read(header, try taker(String(header.name.dropFirst(BackupEntry.media.rawValue.count))))
            count += 1
        }
        return count
    }

    private mutating func read(_ header: TarHeader, _ body: ([UInt8]) throws -> Void) throws {
        var hash = SHA256()
        var missing = header.size
        while missing > 0 {
            let piece = try take(min(missing, Int64(pieceSize)))
            guard !piece.isEmpty else { throw damaged("it ends too early") }
            hash.update(data: piece)
            try body(piece)
            missing -= Int64(piece.count)
        }
        try end(header, hash.finalize())
    }

    /// The end: the sums of everything before it, and nothing after them.
    mutating func finish() throws {
        let expected = sums
        let header = try header(of: .sums)
        guard try text(header) == Array(expected.utf8) else { throw damaged("a checksum is wrong") }
        let end = left > Int64(2 * TarHeader.blockSize) ? [] : try take(left)
        guard end == [UInt8](repeating: 0, count: 2 * TarHeader.blockSize) else { throw damaged("its end is wrong") }
    }

    private mutating func header(of entry: BackupEntry) throws -> TarHeader {
        guard let header = try next(), header.name == entry.rawValue else {
            throw damaged("\(entry.rawValue) is missing")
        }
        ahead = nil
        return header
    }

    /// The next head, which stays the next one until its content is read.
    private mutating func next() throws -> TarHeader? {
        if ahead == nil { ahead = TarHeader(try take(Int64(TarHeader.blockSize))) }
        guard ahead.map({ $0.size <= left }) ?? true else { throw damaged("it ends too early") }
        return ahead
    }

    private mutating func text(_ header: TarHeader) throws -> [UInt8] {
        guard header.size <= Self.textLimit else { throw damaged("\(header.name) is too long") }
        var content: [UInt8] = []
        while content.count < header.size, case let piece = try take(header.size - Int64(content.count)), !piece.isEmpty
        {
            content += piece
        }
        guard content.count == header.size else { throw damaged("it ends too early") }
        try end(header, SHA256.hash(data: content))
        return content
    }

    private mutating func end(_ header: TarHeader, _ digest: SHA256.Digest) throws {
        sums += "\(digest.hex)  \(header.name)\n"
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
