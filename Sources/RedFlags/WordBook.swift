/// The words of all concepts, indexed once.
struct WordBook {
    /// One word after the other, with at most a few others between where the file says so.
    struct Phrase {
        let concept: Int
        let words: [Int32]
        /// Whether up to two other words may stand before each of `words`.
        let hasGap: [Bool]
    }

    /// English words are compared by letters, all others by sound.
    enum Kind: Hashable { case letters, sound }

    private(set) var names: [String] = []
    /// Where each concept is written first.
    private(set) var origins: [(file: String, line: Int)] = []
    private(set) var phrases: [Phrase] = []
    private(set) var phrasesByFirst: [[Int32]] = []
    private var concepts: [String: Int] = [:]
    private var numbers: [WrittenWord: Int32] = [:]
    private var letters = WordTree(), sounds = WordTree(), looseSounds = WordTree(), skeletons = WordTree()
    /// Words that are English and Indian: "sir" is the head too.
    private var bothWays: Set<[UInt8]> = []
    /// English words that stand alone in a concept: they are not read by sound.
    private var plainEnglish: Set<[UInt8]> = []
    private var nearLetters = NearWords(), nearSounds = NearWords()
    private var nearLetterBeginnings = NearWords(), nearSoundBeginnings = NearWords()

    /// Nil where no file has the concept.
    func concept(_ name: String) -> Int? { concepts[name] }

    /// The concept of this name, which may be new.
    mutating func define(_ name: String, file: String, line: Int) -> Int {
        if let known = concepts[name] { return known }
        concepts[name] = names.count
        names.append(name)
        origins.append((file, line))
        return names.count - 1
    }

    mutating func add(_ words: [WrittenWord], gaps: [Bool], to concept: Int) {
        let phrase = Phrase(concept: concept, words: words.map { number(of: $0) }, hasGap: gaps)
        phrasesByFirst[Int(phrase.words[0])].append(Int32(phrases.count))
        phrases.append(phrase)
    }

    private mutating func number(of word: WrittenWord) -> Int32 {
        if let known = numbers[word] { return known }
        let number = Int32(numbers.count)
        numbers[word] = number
        phrasesByFirst.append([])
        switch word.kind {
        case .letters:
            letters.insert(word.key, number, asBeginning: word.isBeginning)
            if word.isBeginning {
                nearLetterBeginnings.insert(word.key, number)
            } else {
                nearLetters.insert(word.key, number)
            }
        case .sound:
            sounds.insert(word.key, number, asBeginning: word.isBeginning)
            if let loose = SoundKey.loose(word.key) { looseSounds.insert(loose, number, asBeginning: word.isBeginning) }
            let skeleton = SoundKey.skeleton(word.key)
            if skeleton.count > 1 { skeletons.insert(skeleton, number, asBeginning: word.isBeginning) }
            if word.isBeginning {
                nearSoundBeginnings.insert(word.key, number)
            } else {
                nearSounds.insert(word.key, number)
            }
        }
        return number
    }

    /// What stands at each place of a text: numbers of words, as phrases hold them. A word that was several written
    /// together becomes several.
    func read(_ text: PatientWords) -> ReadText {
        var read = ReadText()
        for (index, word) in text.words.enumerated() {
            let known = words(of: word)
            if RunTogether.isLong(word), known.isEmpty {
                if let pieces = pieces(of: word, unlessKnown: known) {
                    read.append(pieces, from: word, index); continue
                }
            }
            read.append(known.isEmpty ? nearWords(of: word) : known, from: word, index)
        }
        return read
    }

    func words(of word: PatientWords.Word) -> [Int32] {
        switch word.script {
        case .number: return []
        case .devanagari: return soundWords(of: word.key)
        case .latin:
            let english = letters.words(of: word.letters)
            let isEnglish = plainEnglish.contains(word.letters) && !bothWays.contains(word.letters)
            return isEnglish ? english : english + soundWords(of: word.key)
        }
    }

    private func soundWords(of key: [UInt8]) -> [Int32] {
        let words = sounds.words(of: key)
        // Marathi stresses a word by a "च" at its end.
        if words.isEmpty, key.count > 3, key.last == UInt8(ascii: "c") { return soundWords(of: Array(key.dropLast())) }
        guard words.isEmpty, let loose = SoundKey.loose(key) else { return words }
        return looseSounds.words(of: loose)
    }

    mutating func markPlainEnglish(_ letters: [UInt8]) { plainEnglish.insert(letters) }

    /// Makes an Indian word count as one even where English has the same letters.
    mutating func allowBothWays(_ letters: [UInt8]) { bothWays.insert(letters) }

    private func nearWords(of word: PatientWords.Word) -> [Int32] {
        switch word.script {
        case .number: return []
        case .devanagari: return near(word.key, nearSounds, nearSoundBeginnings)
        case .latin:
            let found = near(word.letters, nearLetters, nearLetterBeginnings)
            return found.isEmpty ? near(word.key, nearSounds, nearSoundBeginnings) : found
        }
    }

    private func near(_ letters: [UInt8], _ whole: NearWords, _ beginnings: NearWords) -> [Int32] {
        let found = whole.words(near: letters)
        if !found.isEmpty { return found }
        for ending in 0...3 {
            let found = beginnings.words(near: letters.dropLast(ending))
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Nil where the letters don't look like words written together: too much of them belongs to no word.
    private func pieces(of word: PatientWords.Word, unlessKnown known: [Int32]) -> [[Int32]]? {
        let bySound = RunTogether.pieces(of: SoundKey.skeleton(word.key), in: skeletons)
        let byLetters = RunTogether.pieces(of: word.letters, in: letters)
        // Short words are cut only where next to nothing is left over: names look like anything.
        let isLong = max(word.letters.count, word.key.count + 4) > 11
        let most = known.isEmpty && isLong ? 34 : 15
        let isEnglish = word.script == .latin && byLetters.rest <= 5
        let readings = isEnglish ? [byLetters] : word.script == .latin ? [byLetters, bySound] : [bySound]
        let least = readings.map(\.rest).min() ?? 0
        // Where neither reading is clearly better, both count: it may be either language.
        let good = readings.filter { $0.words.count > 1 && $0.rest <= most && $0.rest <= least + 10 }
        return good.isEmpty ? nil : good.flatMap(\.words)
    }
}

/// A word of a concept, as it is compared.
struct WrittenWord: Hashable {
    let kind: WordBook.Kind
    let key: [UInt8]
    let isBeginning: Bool
}

/// A text as the words of concepts.
struct ReadText {
    struct Place {
        let words: [Int32]
        let word: PatientWords.Word
        /// Which of the text's words it was, or was part of.
        let index: Int
        var sentence: Int
    }

    private(set) var places: [Place] = []
    private var added = 0

    mutating func append(_ words: [Int32], from word: PatientWords.Word, _ index: Int) {
        var word = word
        word.place += added
        places.append(Place(words: words, word: word, index: index, sentence: word.sentence))
    }

    mutating func append(_ pieces: [[Int32]], from word: PatientWords.Word, _ index: Int) {
        for (number, piece) in pieces.enumerated() {
            if number > 0 { added += 1 }
            append(piece, from: word, index)
        }
    }
}
