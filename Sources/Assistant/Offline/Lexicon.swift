/// The words of clinic administration in English, Hindi and Marathi, in both scripts, and the words of caution. Made
/// once, from the resource `lexicon.txt`, which says what stands in it.
package struct Lexicon: Sendable {
    /// The longest phrase, in words.
    private(set) var longestPhrase = 1

    private var meanings: [String: Meaning] = [:]
    private var indianKeys: [String: Meaning] = [:]
    private var allKeys: [String: Meaning] = [:]
    /// Sounds and spellings of the first words of phrases, so that most places in a text need no look at phrases.
    private var phraseStarts: Set<String> = []
    private var spellingsByStart: [Character: [(spelling: [Character], word: String)]] = [:]
    /// Pictures that speak of illness; they belong to no word.
    private var signs: Set<Unicode.Scalar> = []

    /// - Parameter bytes: of a lexicon file. Throws where it is not whole.
    package init(_ bytes: some Collection<UInt8>) throws(LexiconError) {
        for (section, forms) in try LexiconText(bytes).sections {
            for (spelling, words) in forms {
                for word in words { add(word, section, isIndian: spelling.isIndian) }
            }
        }
        for (word, meaning) in meanings where word.count >= 5 && !word.contains(" ") {
            // A slip must not turn an unknown word into one that says nothing, unless the word is long.
            guard meaning.role > .neutral || word.count >= 6, let first = word.first else { continue }
            spellingsByStart[first, default: []].append((Array(word), word))
        }
    }

    /// The meaning of a folded word, or of several joined with single spaces.
    func meaning(of phrase: String) -> Meaning? {
        if phrase.contains(" ") {
            return meanings[phrase] ?? meaningOfInflected(phrase) ?? phoneticMeaning(of: phrase, shortest: 8)
        }
        // Too many short words sound alike.
        for form in WordForms.of(phrase) {
            if let meaning = meanings[form] ?? phoneticMeaning(of: form, shortest: 4) { return meaning }
        }
        return nil
    }

    /// A phrase whose last word has an ending: "blood tests", "बस स्टँडवरून".
    private func meaningOfInflected(_ phrase: String) -> Meaning? {
        guard let space = phrase.lastIndex(of: " ") else { return nil }
        let last = String(phrase[phrase.index(after: space)...])
        return WordForms.of(last).dropFirst().lazy.compactMap { meanings[phrase[...space] + $0] }.first
    }

    /// Whether a phrase may begin with this folded word.
    func beginsPhrase(_ word: String) -> Bool {
        phraseStarts.contains(word) || phraseStarts.contains(PhoneticKey.of(word))
    }

    /// A known word that differs by one letter; only for words long enough to make chance unlikely. Where several do,
    /// a word of caution comes first.
    func correction(of word: String) -> Meaning? {
        guard word.count >= 5, let first = word.first, let candidates = spellingsByStart[first] else { return nil }
        let letters = Array(word)
        let found = candidates.filter { EditDistance.isAtMostOne($0.spelling, letters) }.map(\.word).sorted()
            .compactMap { meanings[$0] }
        return found.first { $0.concepts.contains(.medical) } ?? found.first
    }

    /// Whether a picture in the text speaks of illness.
    func hasSign(_ text: String) -> Bool { text.unicodeScalars.contains(where: signs.contains) }

    private func phoneticMeaning(of phrase: String, shortest: Int) -> Meaning? {
        let key = Self.key(of: phrase)
        guard key.count >= shortest else { return nil }
        if let meaning = indianKeys[key] { return meaning }
        return TextFolding.isDevanagari(phrase) ? allKeys[key] : nil
    }

    private mutating func add(_ form: String, _ section: LexiconSection, isIndian: Bool) {
        let words = TextFolding.words(of: form)
        guard !words.isEmpty else { return signs.formUnion(form.unicodeScalars.filter { !$0.isVariationSelector }) }
        let word = words.joined(separator: " ")
        var meaning = section.meaning
        if section.isMixed { meaning.particulars = ["\(section.name):\(word)"] }
        let key = Self.key(of: word)
        meanings[word, default: .nothing].merge(meaning)
        allKeys[key, default: .nothing].merge(meaning)
        if isIndian { indianKeys[key, default: .nothing].merge(meaning) }
        guard words.count > 1 else { return }
        longestPhrase = max(longestPhrase, words.count)
        phraseStarts.formUnion([words[0], PhoneticKey.of(words[0])])
    }

    private static func key(of phrase: String) -> String {
        phrase.split(separator: " ").map { PhoneticKey.of(String($0)) }.joined(separator: " ")
    }
}

extension Unicode.Scalar {
    fileprivate var isVariationSelector: Bool { (0xFE00...0xFE0F).contains(value) }
}
