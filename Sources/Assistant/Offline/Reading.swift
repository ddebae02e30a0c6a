/// A text as the offline assistant understands it: words, and phrases that count as one word.
struct Reading: Sendable {
    struct Word: Hashable, Sendable {
        let text: String
        /// Nil when no list knows the word.
        let meaning: Meaning?

        var role: Meaning.Role { meaning?.role ?? .content }
        var concepts: Set<Concept> { meaning?.concepts ?? [] }
        var particulars: Set<String> { meaning?.particulars ?? [] }
    }

    let words: [Word]
    let concepts: Set<Concept>
    /// Each word by itself, folded.
    let tokens: [String]
    let hasQuestionMark: Bool

    /// - Parameters:
    ///   - names: folded words of the clinic's and the doctor's names, which say nothing.
    ///   - isVocabulary: whether a topic has the word; then it is no slip for another one.
    init(
        _ text: String, lexicon: Lexicon, names: Set<String> = [], isVocabulary: (String) -> Bool = { _ in false }
    ) {
        let tokens = TextFolding.words(of: text).flatMap { Self.apart($0, lexicon) }
        var words: [Word] = []
        var position = 0
        while position < tokens.count {
            if let phrase = Self.phrase(in: tokens, at: position, lexicon) {
                words.append(phrase.word)
                position += phrase.length
            } else {
                words.append(Self.single(tokens[position], lexicon, names, isVocabulary))
                position += 1
            }
        }
        hasQuestionMark = text.contains { "?؟".contains($0) }
        self.tokens = tokens
        self.words = words
        self.concepts = words.reduce(into: []) { $0.formUnion($1.concepts) }
    }

    /// Nothing in it asks for anything.
    var asksNothing: Bool { words.allSatisfy { $0.role == .neutral } }

    private static func phrase(
        in tokens: [String], at start: Int, _ lexicon: Lexicon
    ) -> (word: Word, length: Int)? {
        guard lexicon.beginsPhrase(tokens[start]) else { return nil }
        for length in stride(from: min(lexicon.longestPhrase, tokens.count - start), to: 1, by: -1) {
            let phrase = tokens[start..<start + length].joined(separator: " ")
            if let meaning = lexicon.meaning(of: phrase) { return (Word(text: phrase, meaning: meaning), length) }
        }
        return nil
    }

    private static func single(
        _ token: String, _ lexicon: Lexicon, _ names: Set<String>, _ isVocabulary: (String) -> Bool
    ) -> Word {
        if let known = lexicon.meaning(of: token) { return Word(text: token, meaning: known) }
        let saysNothing = token.allSatisfy(\.isNumber) ? token.count < 3 : names.contains(token) || token.count < 2
        if saysNothing { return Word(text: token, meaning: .nothing) }
        if isVocabulary(token) { return Word(text: token, meaning: nil) }
        return Word(text: token, meaning: lexicon.correction(of: token))
    }

    /// "500mg" and "9am" are two words, unless a list knows them as one.
    private static func apart(_ token: String, _ lexicon: Lexicon) -> [String] {
        guard token.contains(where: \.isNumber), token.contains(where: \.isLetter) else { return [token] }
        guard lexicon.meaning(of: token) == nil else { return [token] }
        var runs: [String] = []
        for character in token {
            if let last = runs.last?.last, last.isNumber == character.isNumber {
                runs[runs.count - 1].append(character)
            } else {
                runs.append(String(character))
            }
        }
        return runs
    }
}
