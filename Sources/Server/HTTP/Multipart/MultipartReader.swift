import NIOCore

/// What is wrong with a form.
enum MultipartFault: Error, Hashable {
    /// Not in the form of `multipart/form-data`, or it ends too early.
    case malformed
    case tooManyParts
}

/// Reads `multipart/form-data` (RFC 7578) part by part, with no more of it in memory than the network hands over at once.
struct MultipartReader<Source: AsyncSequence> where Source.Element == ByteBuffer {
    private static var headLimit: Int { 8 * 1024 }
    private static var partLimit: Int { 32 }

    private var source: Source.AsyncIterator
    private let delimiter: [UInt8]
    private var buffer: ByteBuffer
    private var parts = 0
    private var isInPart = true

    /// `boundary` from the header `Content-Type`.
    init(_ source: Source, boundary: String) {
        self.source = source.makeAsyncIterator()
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter need not have an end of line before it.
        buffer = ByteBuffer(string: "\r\n")
    }

    /// The head of the next part; nil after the last. What was not read of the part before is passed over.
    mutating func next() async throws -> MultipartHead? {
        if isInPart { try await readPart { _ in } }
        guard try await fill(to: 2) else { throw MultipartFault.malformed }
        if take("--") { return nil }
        parts += 1
        guard parts <= Self.partLimit else { throw MultipartFault.tooManyParts }
        isInPart = true
        return try await readHead()
    }

    /// Hands out the content of the part, in order.
    mutating func readPart(_ body: (ByteBuffer) async throws -> Void) async throws {
        while true {
            if let end = buffer.offset(of: delimiter) {
                if end > 0, let rest = buffer.readSlice(length: end) { try await body(rest) }
                buffer.moveReaderIndex(forwardBy: delimiter.count)
                isInPart = false
                return
            }
            // The last bytes may be the beginning of the delimiter.
            let sure = buffer.readableBytes - delimiter.count + 1
            if sure > 0, let part = buffer.readSlice(length: sure) { try await body(part) }
            guard try await receive() else { throw MultipartFault.malformed }
        }
    }

    private mutating func readHead() async throws -> MultipartHead {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let length = buffer.offset(of: end), let bytes = buffer.readBytes(length: length) {
                buffer.moveReaderIndex(forwardBy: end.count)
                guard let text = String(validating: bytes, as: UTF8.self), let head = MultipartHead(text) else {
                    throw MultipartFault.malformed
                }
                return head
            }
            guard buffer.readableBytes <= Self.headLimit, try await receive() else { throw MultipartFault.malformed }
        }
    }

    private mutating func take(_ text: String) -> Bool {
        guard buffer.readableBytesView.starts(with: text.utf8) else { return false }
        buffer.moveReaderIndex(forwardBy: text.utf8.count)
        return true
    }

    private mutating func fill(to count: Int) async throws -> Bool {
        while buffer.readableBytes < count {
            guard try await receive() else { return false }
        }
        return true
    }

    private mutating func receive() async throws -> Bool {
        guard var part = try await source.next() else { return false }
        if buffer.readableBytes == 0 { buffer = part } else { buffer.writeBuffer(&part) }
        buffer.discardReadBytes()
        return true
    }
}

extension ByteBuffer {
    /// How many readable bytes stand before the first `pattern`; nil where it is not there.
    fileprivate func offset(of pattern: [UInt8]) -> Int? {
        withUnsafeReadableBytes { bytes in
            guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
            var start = 0
            while start <= bytes.count - pattern.count {
                guard let found = bytes[start...(bytes.count - pattern.count)].firstIndex(of: first) else { return nil }
                if bytes[found...].starts(with: pattern) { return found }
                start = found + 1
            }
            return nil
        }
    }
}
