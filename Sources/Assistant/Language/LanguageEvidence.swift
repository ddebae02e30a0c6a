import Foundation

/// How much a text speaks for each language. Every word has its weight and none decides alone: "Mala" is also a name,
/// and "का" stands in both Hindi and Marathi.
struct LanguageEvidence {
    private(set) var english = 0.0
    private(set) var hindi = 0.0
    private(set) var marathi = 0.0
    /// Words that speak for a language at all.
    private var tellingWords = 0
    private(set) var isDevanagari = false

    /// A lead that later words would hardly turn.
    private static let clearLead = 2.0
    /// A single word that may be a name is not enough to leave English.
    private static let least = 1.0

    init() {}

    init(of text: String) {
        let words = TextFolding.words(of: text)
        isDevanagari = words.contains { TextFolding.isDevanagari($0) }
        for (index, word) in words.enumerated() {
            weigh(word, isLast: index == words.count - 1)
        }
        if isDevanagari { weighLetters(of: text) }
    }

    /// Whether any word speaks for a language.
    var tells: Bool { tellingWords > 0 }

    var isClear: Bool {
        let ranked = [english, hindi, marathi].sorted(by: >)
        return tellingWords > 1 && ranked[0] - ranked[1] >= Self.clearLead
    }

    /// Whether Hindi or Marathi in Latin letters is likelier than English.
    var isIndian: Bool { max(hindi, marathi) >= Self.least && max(hindi, marathi) > english }

    mutating func add(_ other: LanguageEvidence) {
        english += other.english
        hindi += other.hindi
        marathi += other.marathi
        tellingWords += other.tellingWords
    }

    private mutating func weigh(_ word: String, isLast: Bool) {
        let before = english + hindi + marathi
        if TextFolding.isDevanagari(word) {
            weighDevanagari(word, isLast: isLast)
        } else {
            weighLatin(word, isLast: isLast)
        }
        if english + hindi + marathi > before { tellingWords += 1 }
    }

    private mutating func weighDevanagari(_ word: String, isLast: Bool) {
        if word == "का" {
            // At the end it makes a Marathi question, elsewhere it is the Hindi "of".
            if isLast { marathi += 1.5 } else { hindi += 0.5 }
        } else if LanguageWords.hindi.contains(word) {
            hindi += 2
        } else if LanguageWords.marathi.contains(word) {
            marathi += 2
        } else if Self.ends(word, LanguageWords.strongMarathiEndings) {
            marathi += 2
        } else if Self.ends(word, LanguageWords.marathiEndings) {
            marathi += 1
        } else if Self.ends(word, LanguageWords.hindiEndings) {
            hindi += 1
        } else if Self.ends(word, LanguageWords.weakHindiEndings) {
            hindi += 0.5
        }
    }

    private mutating func weighLatin(_ word: String, isLast: Bool) {
        if word == "ka" || word == "kaa" {
            if isLast { marathi += 1.5 } else { hindi += 0.5 }
        } else if let weights = LanguageWords.ambiguous[word] {
            english += weights.english
            hindi += weights.hindi
            marathi += weights.marathi
        } else if LanguageWords.romanisedHindi.contains(word) {
            hindi += 2
        } else if LanguageWords.romanisedMarathi.contains(word) {
            marathi += 2
        } else if LanguageWords.english.contains(word) {
            // Hindi and Marathi are full of English words, English has none of theirs.
            english += 0.7
        } else if word.count >= 5, !LanguageWords.shared.contains(word) {
            weighEnding(of: word)
        }
    }

    private mutating func weighEnding(of word: String) {
        if LanguageWords.strongRomanisedMarathiEndings.contains(where: word.hasSuffix) {
            marathi += 2
        } else if LanguageWords.romanisedMarathiEndings.contains(where: word.hasSuffix) {
            marathi += 1
        } else if LanguageWords.romanisedHindiEndings.contains(where: word.hasSuffix) {
            hindi += 1
        } else if LanguageWords.englishEndings.contains(where: word.hasSuffix) {
            english += 0.5
        }
    }

    /// Letters that one of the two languages hardly uses.
    private mutating func weighLetters(of text: String) {
        let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars
        if scalars.contains(where: { "\u{0933}\u{0931}\u{0972}\u{0945}".unicodeScalars.contains($0) }) {
            marathi += 1.5
        }
        if scalars.contains("\u{093C}") { hindi += 1.5 }
        if scalars.contains("\u{0964}") { hindi += 0.5 }
    }

    private static func ends(_ word: String, _ endings: [String]) -> Bool {
        endings.contains {
            word.unicodeScalars.count > $0.unicodeScalars.count + 1 && word.endsInScalars($0)
        }
    }
}
