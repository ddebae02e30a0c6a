import Classification
package import Conversations

/// The red-flag gate: tells whether a patient's text speaks of an emergency. A pure function of rules and text.
///
/// Rules and words are data that a doctor can read; `rules.txt` says how they are written. Beside them stands a classifier
/// that has learnt from labelled messages. It decides: a rule's hit counts unless the classifier is quite sure that it is
/// none ("chest pain package price"), and without a rule it must be surer.
package struct RedFlagRules: Sendable {
    /// What a text is judged by: the version that `rules.txt` names and a sum over all files.
    package let version: String
    /// Self-harm first, the others in order of gravity.
    let rules: [Rule]
    private let book: WordBook
    private let roles: GuardConcepts
    private let open: Set<Int>
    private let classifier: Classifier?

    /// The one file that is not a text.
    package static let classifierFile = Classifier.fileName

    /// The files by name: `rules.txt`, `words.FORM.txt` for each form, and `classifier.bin`; without that one the rules decide
    /// alone.
    package init(_ files: [String: [UInt8]]) throws(RedFlagRulesError) {
        var book = WordBook()
        for form in ["en", "hi", "mr", "hi_Latn", "mr_Latn"] {
            let file = WordFile(name: "words.\(form).txt")
            try file.read(try Self.text(of: file.name, in: files), into: &book)
        }
        let file = try RuleFile(try Self.text(of: RuleFile.name, in: files), book)
        roles = GuardConcepts(book)
        try Self.checkUse(of: book, in: file.rules, roles)
        self.book = book
        open = file.open
        rules = file.rules.filter { $0.category == .selfHarm } + file.rules.filter { $0.category != .selfHarm }
        classifier = if let bytes = files[Classifier.fileName] { try Classifier(bytes) } else { nil }
        version = "\(file.version)-\(Self.sum(files))"
    }

    /// The emergency that `text` tells of, or nil.
    ///
    /// Of several the gravest rule's: self-harm, then the first in the order of `rules.txt`, then the clinic's own words.
    /// Where no rule knows the classifier's category, the rule is called `learnt`.
    /// Only the first 8,000 Unicode scalars and the last 2,000 are looked at, so that no text costs more than a
    /// bounded time.
    ///
    /// - Parameter words: the clinic's own; they only add.
    package func flag(in text: String, adding words: [RedFlagWord] = []) -> RedFlag? {
        let patientWords = PatientWords(text)
        let own = ClinicWords(words).flag(in: patientWords)
        if own?.category == .selfHarm { return own }
        let matching = matching(patientWords)
        let met = rules.filter(matching.isMet)
        guard let classifier, !patientWords.words.isEmpty else { return met.first.flatMap(flag) ?? own }
        return flag(met, read(patientWords, matching.hits, by: classifier), classifier) ?? own
    }

    private func flag(_ rule: Rule) -> RedFlag? { rule.category.map { RedFlag(category: $0, rule: rule.id) } }

    private func flag(_ met: [Rule], _ reading: (score: Float, features: Features), _ classifier: Classifier)
        -> RedFlag?
    {
        guard reading.score > (met.isEmpty ? classifier.alone : classifier.withRule) else { return nil }
        if let first = met.first, first.category == .selfHarm { return flag(first) }
        let category = classifier.category(reading.features)
        return RedFlag(category: category, rule: met.first { $0.category == category }?.id ?? met.first?.id ?? "learnt")
    }

    /// What the classifier makes of a text. A long one is read in pieces that overlap, of which the most alarming counts:
    /// one line of an emergency must not drown in a page.
    private func read(
        _ words: PatientWords, _ hits: TextHits, by classifier: Classifier
    ) -> (score: Float, features: Features) {
        let pieces = words.pieces().map { features(words, hits, $0) }
        let scored = pieces.map { (score: classifier.emergency.score($0), features: $0) }
        return scored.max { $0.score < $1.score } ?? (-.infinity, features(words, hits, words.words.indices))
    }

    func features(_ words: PatientWords, _ hits: TextHits, _ piece: Range<Int>) -> Features {
        TextFeatures.features(words.words[piece], hits.within(piece), concepts: book.names)
    }

    /// Whether this one rule hits.
    func isMet(_ rule: Rule, in text: String) -> Bool { matching(PatientWords(text)).isMet(rule) }

    /// The concepts that are found in a text, in order, each with its words' places and the guards that take it back.
    package func explain(_ text: String) -> String {
        let hits = matching(PatientWords(text)).hits
        let found = zip(book.names, hits.byConcept).flatMap { name, hits in hits.map { (name, $0) } }
        return found.sorted { $0.1.words.lowerBound < $1.1.words.lowerBound }.map { name, hit in
            let guards = Guards.byName.filter { hit.guards.contains($0.guards) }.map(\.name).joined(separator: ",")
            return "\(name)@\(hit.from)-\(hit.to)" + (guards.isEmpty ? "" : "(\(guards))")
        }.joined(separator: " ")
    }

    func matching(_ words: PatientWords) -> Matching {
        Matching(hits: TextHits(book.read(words), book, roles, open: open), roles: roles)
    }

    private static func text(of name: String, in files: [String: [UInt8]]) throws(RedFlagRulesError) -> String {
        guard let bytes = files[name] else { throw RedFlagRulesError(file: name, line: 0, reason: "is missing") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RedFlagRulesError(file: name, line: 0, reason: "is not in UTF-8")
        }
        return text
    }

    /// A concept that no rule asks for is a slip of the pen.
    private static func checkUse(
        of book: WordBook, in rules: [Rule], _ roles: GuardConcepts
    ) throws(RedFlagRulesError) {
        let terms = rules.flatMap(\.conditions).flatMap { $0.terms + $0.without }
        let used = terms.flatMap(\.items).compactMap { if case .concept(let concept) = $0 { concept } else { nil } }
        let all = roles.all.union(used)
        guard let unused = book.names.indices.first(where: { !all.contains($0) }) else { return }
        let origin = book.origins[unused]
        throw RedFlagRulesError(
            file: origin.file, line: origin.line, reason: "no rule asks for \(book.names[unused])")
    }

    /// FNV-1a of the files' bytes, in order of their names.
    private static func sum(_ files: [String: [UInt8]]) -> String {
        var hash: UInt32 = 0x811C_9DC5
        for name in files.keys.sorted() {
            for byte in files[name] ?? [] { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }
}
