/// The parameters of an address, decoded. Of several with one name the first counts. What isn't UTF-8 or a valid escape
/// never fails: it becomes what it most likely meant.
struct QueryParameters {
    private var values: [String: String] = [:]

    init(_ query: String?) {
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decode(pair[0])
            if values[name] == nil { values[name] = pair.count == 2 ? Self.decode(pair[1]) : "" }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// Nil where the parameter is absent. Throws 422 unless it is a whole number within `range`.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = values[name] else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            let end =
                range.upperBound == .max
                ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
            throw APIError.outOfRange(name, "a whole number, \(end)")
        }
        return value
    }

    private static func decode(_ text: Substring.UTF8View.SubSequence) -> String {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hex(rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ digits: Substring.UTF8View.SubSequence) -> UInt8? {
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return values.count == 2 ? UInt8(values[0] << 4 | values[1]) : nil
    }
}
