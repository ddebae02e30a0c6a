import JSON

// Meta writes numbers as strings and strings as numbers, and has changed its mind before.

extension JSONElement {
    /// A string, or a number as it is written. NUL becomes U+FFFD, since PostgreSQL cannot store it.
    var text: String? {
        guard let text = string ?? numberText else { return nil }
        let holdsNUL = text.utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? true
        return holdsNUL ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    /// A whole number, even when it is written as a string.
    var integer: Int64? { int64 ?? string.flatMap { Int64($0) } }

    /// A finite number, even when it is written as a string.
    var number: Double? { double ?? string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil } }

    var flag: Bool? {
        switch string {
        case "true"?: true
        case "false"?: false
        default: bool
        }
    }
}
