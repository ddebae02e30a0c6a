/// For whoever writes rules: what they make of their own examples and of a text.
extension RedFlagRules {
    /// The examples that turn out otherwise than the file says, with their lines.
    package func wrongExamples() -> [String] {
        rules.flatMap { rule in
            rule.examples.filter { isMet(rule, in: $0.text) != $0.isHit }.map {
                "rules.txt:\($0.line): [\(rule.id)] \($0.isHit ? "doesn't hit" : "hits") \"\($0.text)\""
            }
        }
    }
}
