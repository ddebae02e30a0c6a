/// Numbers in bytes; nil behind their end.
struct Bytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func matches(_ text: String, at offset: Int) -> Bool {
        offset <= bytes.count && bytes[offset...].starts(with: text.utf8)
    }

    func big16(_ at: Int) -> Int? { number(at, 2) }
    func big32(_ at: Int) -> Int? { number(at, 4) }
    func little16(_ at: Int) -> Int? { number(at, 2)?.turned(2) }
    func little32(_ at: Int) -> Int? { number(at, 4)?.turned(4) }

    private func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        return bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

extension Int {
    fileprivate func turned(_ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | (self >> (8 * $1) & 0xFF) << (8 * (count - 1 - $1)) }
    }
}
