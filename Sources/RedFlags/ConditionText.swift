/// Reads a condition: `CHEST PAIN|PRESSURE within 4`, `2 of WEAK SWEAT FAINT`, `BABY #38.5..43 anywhere without OLD`,
/// `EAT then SWELL within 6`.
struct ConditionText {
    /// In words, where a condition says nothing else.
    private static let usual = 6

    let text: String
    let line: Int

    init(_ text: String, line: Int) {
        self.text = text
        self.line = line
    }

    func condition(_ book: WordBook) throws(RedFlagRulesError) -> Condition {
        var condition = Condition(terms: [], least: 0, within: Self.usual, isOrdered: false)
        var words = text.split(separator: " ").map(String.init)[...]
        if words.count > 2, words[1] == "of", let least = Int(words[0]), least > 0 {
            condition.least = least
            words = words.dropFirst(2)
        }
        var isWithout = false
        while let word = words.popFirst() {
            switch word {
            case "within":
                guard let next = words.popFirst(), let within = Int(next), (1...99).contains(within) else {
                    throw RuleFile.error(line, "within what? It takes a number of words from 1 to 99")
                }
                condition.within = within
            case "anywhere": condition.within = nil
            case "then": condition.isOrdered = true
            case "without": isWithout = true
            case _ where isWithout: condition.without.append(try term(word, book))
            default: condition.terms.append(try term(word, book))
            }
        }
        guard !condition.terms.isEmpty else { throw RuleFile.error(line, "a condition needs a concept or a number") }
        if condition.least == 0 { condition.least = condition.terms.count }
        guard condition.least <= condition.terms.count else {
            throw RuleFile.error(line, "asks for more than there are")
        }
        return condition
    }

    private func term(_ word: String, _ book: WordBook) throws(RedFlagRulesError) -> Term {
        var items: [Term.Item] = []
        for part in word.split(separator: "|").map(String.init) {
            items.append(part.hasPrefix("#") ? try number(String(part.dropFirst())) : try concept(part, book))
        }
        guard !items.isEmpty else { throw RuleFile.error(line, "\(word) is no concept") }
        return Term(items: items)
    }

    private func concept(_ name: String, _ book: WordBook) throws(RedFlagRulesError) -> Term.Item {
        guard let concept = book.concept(name) else { throw RuleFile.error(line, "no file has words for \(name)") }
        return .concept(concept)
    }

    private func number(_ text: String) throws(RedFlagRulesError) -> Term.Item {
        let isFirst = text.hasSuffix("/"), isSecond = text.hasPrefix("/")
        let bounds = text.replacing("/", with: "").replacing("..", with: " ").split(separator: " ").map { Double($0) }
        guard bounds.count == 2, let low = bounds[0], let high = bounds[1], low <= high, !(isFirst && isSecond) else {
            throw RuleFile.error(line, "#\(text) is no range of numbers, such as #38.5..43, #180..300/ or #/110..200")
        }
        if isFirst { return .first(low...high) }
        return isSecond ? .second(low...high) : .number(low...high)
    }
}
