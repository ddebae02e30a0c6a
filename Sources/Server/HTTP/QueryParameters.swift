/// The parameters of an address, decoded. Of several with one name the first counts. What isn't UTF-8 or a valid escape
/// never fails: it becomes what it most likely meant.
struct QueryParameters {
    private var values: [String: String] = [:]

    init(_ query: String?) {
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(percentEncoded: pair[0], plusIsBlank: true)
            if values[name] == nil {
                values[name] = pair.count == 2 ? String(percentEncoded: pair[1], plusIsBlank: true) : ""
            }
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
}
