/// The part of a file that a header `Range` asks for.
enum ByteRange: Equatable {
    case part(Range<Int>)
    /// It lies behind the end of the file.
    case unsatisfiable

    /// Nil if the header asks for everything, for several parts, or for nothing that can be understood.
    init?(_ header: String?, size: Int) {
        guard let match = header?.wholeMatch(of: /bytes=(\d{0,15})-(\d{0,15})/) else { return nil }
        let first = Int(match.1)
        let last = Int(match.2)
        switch (first, last) {
        case (let first?, let last?) where first <= last && first < size: self = .part(first..<min(last + 1, size))
        case (let first?, nil) where first < size: self = .part(first..<size)
        case (nil, let length?) where length > 0 && size > 0: self = .part(max(0, size - length)..<size)
        case (nil, nil): return nil
        case (let first?, let last?) where last < first: return nil
        default: self = .unsatisfiable
        }
    }
}
