/// A text as the offline assistant understands it: words, and phrases that count as one word.
struct Reading: Sendable {
    struct Word: Hashable, Sendable {
        let text: String
        /// Nil when no list knows the word.
        let meaning: Meaning?
        /// Known only after one letter was corrected.
        var isCorrected = false

        var role: Meaning.Role { meaning?.role ?? .content }
        var concepts: Set<Concept> { meaning?.concepts ?? [] }
    }

    let words: [Word]
    let concepts: Set<Concept>

    /// - Parameter names: folded words of the clinic's and the doctor's names, which say nothing.
    init(_ text: String, names: Set<String> = [], isVocabulary: (String) -> Bool = { _ in false }) {
        let tokens = TextFolding.words(of: text)
        var words: [Word] = []
        var position = 0
        while position < tokens.count {
            let (word, length) = Self.longest(in: tokens, at: position, names: names, isVocabulary)
            words.append(word)
            position += length
        }
        self.words = words
        self.concepts = words.reduce(into: []) { $0.formUnion($1.concepts) }
    }

    /// Nothing in it asks for anything.
    var asksNothing: Bool { words.allSatisfy { $0.role == .neutral } }

    private static func longest(
        in tokens: [String], at start: Int, names: Set<String>, _ isVocabulary: (String) -> Bool
    ) -> (Word, Int) {
        for length in stride(from: min(Lexicon.longestPhrase, tokens.count - start), to: 1, by: -1) {
            let phrase = tokens[start..<start + length].joined(separator: " ")
            if let meaning = Lexicon.shared.meaning(of: phrase) {
                return (Word(text: phrase, meaning: meaning), length)
            }
        }
        return (single(tokens[start], names: names, isVocabulary), 1)
    }

    private static func single(_ token: String, names: Set<String>, _ isVocabulary: (String) -> Bool) -> Word {
        let isNumber = token.allSatisfy(\.isNumber)
        if let known = Lexicon.shared.meaning(of: token) { return Word(text: token, meaning: known) }
        if isNumber || names.contains(token) {
            return Word(text: token, meaning: Meaning(role: .neutral, concepts: []))
        }
        if isVocabulary(token) { return Word(text: token, meaning: nil) }
        return Word(text: token, meaning: Lexicon.shared.correction(of: token), isCorrected: true)
    }
}
