import Conversations

/// Reads settings one after the other and remembers what is wrong, so that all of it can be said at once.
///
/// After a problem a stand-in is returned; `finish()` makes sure that nobody gets to see it.
struct SettingsReader {
    private let source: SettingsSource
    private var problems: [SettingsError.Problem] = []
    /// The names that were asked for.
    private(set) var asked: Set<String> = []

    var notes: [String] { source.notes }

    init(_ source: SettingsSource) { self.source = source }

    func finish() throws(SettingsError) {
        if !problems.isEmpty { throw SettingsError(problems: problems) }
    }

    /// Whether there is a value, be it a wrong one.
    func isSet(_ name: String) -> Bool { source.isSet(name) }

    /// Nil when it is absent or wrong. `expectation` continues a sentence that begins with the name.
    mutating func optional<Value>(
        _ name: String, _ expectation: String, _ parse: (String) -> Value?
    ) -> Value? {
        asked.insert(name)
        if let problem = source.problem(of: name) {
            if !problems.contains(problem) { problems.append(problem) }
            return nil
        }
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

    /// An address that a secret is sent to.
    mutating func url(_ name: String, default standard: String) -> String {
        value(
            name, default: standard, "must be an https:// address without a query, or http:// on this machine",
            SettingsValue.secretsURL)
    }

    /// An optional credential that goes into a header.
    mutating func token(_ name: String) -> Secret? {
        optional(name, "must be one word of ASCII characters and not a sample value", SettingsValue.token)
    }

    /// A required secret of at least 8 characters.
    mutating func secret(_ name: String, _ meaning: String) -> Secret {
        let wrong = "must be \(meaning), at least 8 characters and not a sample value"
        let isThere = source.isSet(name)
        let value = optional(name, wrong, SettingsValue.secret)
        if !isThere { add(name, "is missing: it must be \(meaning)") }
        return value ?? Secret("")
    }

    /// Adds a problem when a value was absent (a wrong one has its problem already).
    mutating func required(_ value: Secret?, _ name: String, _ meaning: String) -> Secret {
        if value == nil && !source.isSet(name) { add(name, "is missing: it must be \(meaning)") }
        return value ?? Secret("")
    }

    /// `sentence` continues one that begins with the name.
    mutating func add(_ name: String, _ sentence: String) {
        problems.append(SettingsError.Problem(name: name, sentence: sentence))
    }
}
