import Conversations

/// Reads settings one after the other and remembers what is wrong, so that all of it can be said at once.
///
/// After a problem a stand-in is returned; `finish()` makes sure that nobody gets to see it.
struct SettingsReader {
    private let source: SettingsSource
    private var problems: [SettingsError.Problem] = []

    init(_ source: SettingsSource) { self.source = source }

    func finish() throws(SettingsError) {
        if !problems.isEmpty { throw SettingsError(problems: problems) }
    }

    /// Nil when it is absent or wrong. `expectation` continues a sentence that begins with the name.
    mutating func optional<Value>(
        _ name: String, _ expectation: String, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = source[name] else { return nil }
        let value = parse(text)
        if value == nil { add(name, expectation) }
        return value
    }

    mutating func value<Value>(
        _ name: String, default standard: Value, _ expectation: String, _ parse: (String) -> Value?
    ) -> Value {
        optional(name, expectation, parse) ?? standard
    }

    mutating func value(_ name: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
        value(
            name, default: standard, "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// The port of a further listener; 0 takes any free port.
    mutating func port(_ name: String, besides others: [Int]) -> Int? {
        optional(name, "must be a whole number from 0 to 65535 that is not the port of another listener") { text in
            Int(text).flatMap { (0...65_535).contains($0) && ($0 == 0 || !others.contains($0)) ? $0 : nil }
        }
    }

    mutating func url(_ name: String, default standard: String) -> String {
        value(
            name, default: standard, "must be an http:// or https:// address without a query", SettingsValue.baseURL)
    }

    /// An optional credential that goes into a header.
    mutating func token(_ name: String) -> Secret? {
        optional(name, "must be one word of ASCII characters and not a sample value", SettingsValue.token)
    }

    /// A required secret of at least 8 characters.
    mutating func secret(_ name: String, _ meaning: String) -> Secret {
        let wrong = "must be \(meaning), at least 8 characters and not a sample value"
        let isThere = source[name] != nil
        let value = optional(name, wrong, SettingsValue.secret)
        if !isThere { add(name, "is missing: it must be \(meaning)") }
        return value ?? Secret("")
    }

    /// Adds a problem when a value was absent (a wrong one has its problem already).
    mutating func required(_ value: Secret?, _ name: String, _ meaning: String) -> Secret {
        if value == nil && source[name] == nil { add(name, "is missing: it must be \(meaning)") }
        return value ?? Secret("")
    }

    private mutating func add(_ name: String, _ sentence: String) {
        problems.append(SettingsError.Problem(name: name, sentence: sentence))
    }
}
