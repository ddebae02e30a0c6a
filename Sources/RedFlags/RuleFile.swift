import Conversations

/// Reads `rules.txt`. Its head says how a rule is written.
struct RuleFile {
    static let name = "rules.txt"

    private(set) var version = ""
    /// Concepts whose "not" still denies what stands before them, unless a rule asks for both.
    private(set) var open: Set<Int> = []
    private(set) var rules: [Rule] = []
    private var ids: Set<String> = []

    init(_ text: String, _ book: WordBook) throws(RedFlagRulesError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            if line.hasPrefix("["), line.hasSuffix("]") {
                try checkLast()
                try begin(String(line.dropFirst().dropLast()), at: index + 1)
            } else {
                try read(line, at: index + 1, book)
            }
        }
        try checkLast()
        guard !version.isEmpty else { throw Self.error(0, "has no version") }
        guard !rules.isEmpty else { throw Self.error(0, "has no rule") }
    }

    private mutating func begin(_ id: String, at line: Int) throws(RedFlagRulesError) {
        guard !id.isEmpty, id != "clinic", ids.insert(id).inserted else {
            throw Self.error(line, "[\(id)] can't be an id, or is one already")
        }
        rules.append(Rule(id: id, line: line))
    }

    private mutating func read(_ line: String, at number: Int, _ book: WordBook) throws(RedFlagRulesError) {
        guard let colon = line.firstIndex(of: ":") else {
            throw Self.error(number, "is no line of the form name: value")
        }
        let name = line[..<colon].trimmed
        let value = line[line.index(after: colon)...].trimmed
        guard !value.isEmpty else { throw Self.error(number, "says nothing after \(name):") }
        if rules.isEmpty, name == "version" {
            version = value
            return
        }
        if rules.isEmpty, name == "open" {
            for concept in value.split(separator: " ").map(String.init) {
                guard let known = book.concept(concept) else {
                    throw Self.error(number, "no file has words for \(concept)")
                }
                open.insert(known)
            }
            return
        }
        guard !rules.isEmpty else { throw Self.error(number, "stands before the first rule") }
        try set(name, value, at: number, book)
    }

    private mutating func set(
        _ name: String, _ value: String, at line: Int, _ book: WordBook
    ) throws(RedFlagRulesError) {
        let last = rules.count - 1
        switch name {
        case "category":
            guard let category = RedFlagCategory(rawValue: value) else {
                throw Self.error(line, "\(value) is no category")
            }
            rules[last].category = category
        case "reason": rules[last].reason = value
        case "when": rules[last].conditions.append(try ConditionText(value, line: line).condition(book))
        case "guards": rules[last].guards = try Self.guards(value, at: line)
        case "hit", "miss":
            // A burst stands on one line.
            let text = value.split(separator: "⏎").map(\.trimmed).joined(separator: "\n")
            rules[last].examples.append(Rule.Example(text: text, isHit: name == "hit", line: line))
        default: throw Self.error(line, "\(name) is nothing that a rule has")
        }
    }

    private static func guards(_ value: String, at line: Int) throws(RedFlagRulesError) -> Guards {
        var guards: Guards = []
        if value == "none" { return guards }
        for name in value.split(separator: ",").map(\.trimmed) {
            guard let known = Guards.byName.first(where: { $0.name == name }) else {
                throw error(line, "\(name) is no guard")
            }
            guards.insert(known.guards)
        }
        return guards
    }

    private func checkLast() throws(RedFlagRulesError) {
        guard let rule = rules.last else { return }
        let lacks = { (what: String) in Self.error(rule.line, "[\(rule.id)] has \(what)") }
        if rule.category == nil { throw lacks("no category") }
        if rule.reason.isEmpty { throw lacks("no reason") }
        if rule.conditions.isEmpty { throw lacks("no condition") }
        if rule.examples.count(where: \.isHit) < 2 { throw lacks("fewer than two examples that hit") }
        if rule.examples.allSatisfy(\.isHit) { throw lacks("no example that must not hit") }
    }

    static func error(_ line: Int, _ reason: String) -> RedFlagRulesError {
        RedFlagRulesError(file: name, line: line, reason: reason)
    }
}
