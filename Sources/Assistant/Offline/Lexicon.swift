/// What a word or a short phrase says about a question.
struct Meaning: Hashable, Sendable {
    enum Role: Int, Sendable, Comparable {
        /// Says nothing about what is asked: "please", "hai".
        case neutral
        /// Points somewhere but asks for nothing by itself: "where", "kab", "Sunday".
        case hint
        /// Belongs to many topics: "consultation".
        case soft
        /// Must be explained by a topic.
        case content

        static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
    }

    var role: Role
    var concepts: Set<Concept>
}

/// The words of clinic administration in English, Hindi and Marathi, in both scripts.
struct Lexicon: Sendable {
    static let shared = Lexicon()

    /// The longest phrase, in words.
    static let longestPhrase = 3

    private var meanings: [String: Meaning] = [:]
    private var indianKeys: [String: Meaning] = [:]
    private var allKeys: [String: Meaning] = [:]
    private var spellingsByStart: [Character: [(spelling: [Character], word: String)]] = [:]

    private init() {
        for (concept, words) in Self.english { add(words, .content, [concept], indian: false) }
        for (concept, words) in Self.indian { add(words, .content, [concept], indian: true) }
        for (concept, words) in Self.hints { add(words, .hint, [concept], indian: true) }
        for (concept, words) in Self.hintsEnglish { add(words, .hint, [concept], indian: false) }
        for (concept, words) in Self.steering { add(words, .neutral, [concept], indian: true) }
        for (concept, words) in Self.steeringEnglish { add(words, .neutral, [concept], indian: false) }
        for (concept, words) in Self.alarming { add(words, .content, [concept], indian: true) }
        for (concept, words) in Self.alarmingEnglish { add(words, .content, [concept], indian: false) }
        add(Self.softWords, .soft, [], indian: false)
        add(Self.neutralEnglish, .neutral, [], indian: false)
        add(Self.neutralIndian, .neutral, [], indian: true)
        for word in meanings.keys where word.count >= 5 && !word.contains(" ") {
            if let first = word.first { spellingsByStart[first, default: []].append((Array(word), word)) }
        }
    }

    /// The meaning of a folded word, or of several joined with single spaces.
    func meaning(of phrase: String) -> Meaning? {
        if phrase.contains(" ") { return meanings[phrase] ?? phoneticMeaning(of: phrase) }
        for form in WordForms.of(phrase) {
            if let meaning = meanings[form] ?? phoneticMeaning(of: form) { return meaning }
        }
        return nil
    }

    /// A known word that differs by one letter; only for words long enough to make chance unlikely.
    func correction(of word: String) -> Meaning? {
        guard word.count >= 5, let first = word.first, let candidates = spellingsByStart[first] else { return nil }
        let letters = Array(word)
        let found = candidates.filter { EditDistance.isAtMostOne($0.spelling, letters) }.map(\.word).min()
        return found.flatMap { meanings[$0] }
    }

    private func phoneticMeaning(of phrase: String) -> Meaning? {
        let isDevanagari = TextFolding.isDevanagari(phrase)
        let key = Self.key(of: phrase)
        if isDevanagari { return indianKeys[key] ?? (key.count >= 3 ? allKeys[key] : nil) }
        return key.count >= 3 ? indianKeys[key] : nil
    }

    private mutating func add(_ words: String, _ role: Meaning.Role, _ concepts: Set<Concept>, indian: Bool) {
        for entry in words.split(whereSeparator: \.isWhitespace) {
            let word = TextFolding.fold(String(entry.replacing("_", with: " ")))
            merge(role, concepts, into: &meanings[word])
            merge(role, concepts, into: &allKeys[Self.key(of: word)])
            if indian { merge(role, concepts, into: &indianKeys[Self.key(of: word)]) }
        }
    }

    private func merge(_ role: Meaning.Role, _ concepts: Set<Concept>, into meaning: inout Meaning?) {
        let known = meaning ?? Meaning(role: role, concepts: [])
        meaning = Meaning(role: max(known.role, role), concepts: known.concepts.union(concepts))
    }

    private static func key(of phrase: String) -> String {
        phrase.split(separator: " ").map { PhoneticKey.of(String($0)) }.joined(separator: " ")
    }
}
