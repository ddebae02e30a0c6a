/// What a header `Range` asks for.
enum ByteRange: Equatable {
    /// All of it: nothing is asked for, or not in a form that is known.
    case whole
    case part(Range<Int64>)
    /// Nothing of it is there.
    case outside

    /// Of a file of `size` bytes. Several ranges at once are answered with all of it.
    init(_ header: String?, size: Int64) {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
            self = .whole
            return
        }
        switch (Int64(ends[0]), Int64(ends[1])) {
        case (let first?, let last?) where first <= last: self.init(from: first, to: min(last, size - 1))
        case (let first?, nil) where ends[1].isEmpty: self.init(from: first, to: size - 1)
        case (nil, let count?) where ends[0].isEmpty:
            self.init(from: count > 0 ? max(0, size - count) : size, to: size - 1)
        default: self = .whole
        }
    }

    private init(from first: Int64, to last: Int64) { self = first <= last ? .part(first..<last + 1) : .outside }
}
