import Classification
package import Conversations

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

    /// The features of a text, to learn from, and whether a rule hits: see `Tests/training`.
    package func lesson(_ text: String) -> (features: [UInt32], isRule: Bool) {
        let words = PatientWords(text)
        let matching = matching(words)
        return (features(words, matching.hits, words.words.indices).hashes, rules.contains(where: matching.isMet))
    }

    /// A classifier as a file, from what was learnt: for each kind its weights and bias; the first is for emergencies.
    package static func classifier(
        alone: Float, withRule: Float, _ models: [(category: RedFlagCategory?, weights: [Float], bias: Float)]
    ) -> [UInt8] {
        let small = models.map { ($0.category, LinearModel(rounding: $0.weights, bias: $0.bias)) }
        let categories = small.compactMap { category, model in category.map { (category: $0, model: model) } }
        return Classifier(emergency: small[0].1, categories: categories, alone: alone, withRule: withRule).file.bytes
    }
}
