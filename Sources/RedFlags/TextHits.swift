/// Where the words of a concept stand in a text.
struct Hit {
    /// Indices into the text's places.
    let words: Range<Int>
    /// In words, punctuation counted.
    let from: Int, to: Int
    let sentence: Int
    var guards: Guards = []
    /// The words that deny it.
    var denials: [Range<Int>] = []

    func distance(to other: Hit) -> Int { max(other.from - to, from - other.to, 0) }
    func isStrictlyInside(_ other: Hit) -> Bool {
        words.count < other.words.count && other.words.lowerBound <= words.lowerBound
            && words.upperBound <= other.words.upperBound
    }
}

/// All hits of a text, by concept, with what takes each of them back.
struct TextHits {
    /// Of one concept; a text that has more repeats itself.
    private static let most = 160
    private static let none: [Hit] = []

    private(set) var byConcept: [[Hit]]
    private(set) var numbers: [(hit: Hit, word: PatientWords.Word)] = []
    private var places: [ReadText.Place]
    private var isFiller: [Bool] = []

    init(_ text: ReadText, _ book: WordBook, _ roles: GuardConcepts, open: Set<Int>) {
        places = text.places
        byConcept = Array(repeating: [], count: book.names.count)
        isFiller = places.map {
            $0.words.contains { word in
                book.phrasesByFirst[Int(word)].contains {
                    book.phrases[Int($0)].concept == roles[.filler] && book.phrases[Int($0)].words.count == 1
                }
            }
        }
        splitSentences(book, roles)
        for index in places.indices { find(at: index, book) }
        dropInner(roles, open)
        findNumbers()
        let guards = GuardReading(byConcept, numbers.filter(\.word.isYear).map(\.hit), roles)
        for concept in byConcept.indices where !byConcept[concept].isEmpty {
            for index in byConcept[concept].indices {
                guards.read(&byConcept[concept][index])
            }
        }
    }

    /// Those by concept that lie wholly within some of the text's words.
    func within(_ words: Range<Int>) -> [[Hit]] {
        byConcept.map { hits in
            hits.filter {
                words.contains(places[$0.words.lowerBound].index)
                    && words.contains(places[$0.words.upperBound - 1].index)
            }
        }
    }

    private mutating func find(at index: Int, _ book: WordBook) {
        for word in places[index].words {
            for number in book.phrasesByFirst[Int(word)] {
                let phrase = book.phrases[Int(number)]
                guard let end = end(of: phrase, at: index) else { continue }
                let hit = hit(index..<end)
                if let last = byConcept[phrase.concept].last, last.words == hit.words { continue }
                if byConcept[phrase.concept].count == Self.most { byConcept[phrase.concept].remove(at: Self.most / 2) }
                byConcept[phrase.concept].append(hit)
            }
        }
    }

    private func end(of phrase: WordBook.Phrase, at start: Int) -> Int? {
        var index = start + 1
        for part in 1..<max(phrase.words.count, 1) {
            if index < places.count, isFiller[index], !places[index].words.contains(phrase.words[part]) { index += 1 }
            let reach = phrase.hasGap[part] ? index + 2 : index
            guard
                let next = (index...reach).first(where: {
                    $0 < places.count && places[$0].words.contains(phrase.words[part])
                })
            else { return nil }
            index = next + 1
        }
        return index
    }

    private func hit(_ words: Range<Int>) -> Hit {
        Hit(
            words: words, from: places[words.lowerBound].word.place, to: places[words.upperBound - 1].word.place,
            sentence: places[words.lowerBound].sentence)
    }

    /// "but" begins a sentence: what is denied before it says nothing of what comes after.
    private mutating func splitSentences(_ book: WordBook, _ roles: GuardConcepts) {
        guard let but = roles[.but] else { return }
        var added = 0
        for index in places.indices {
            let begins = places[index].words.contains { word in
                book.phrasesByFirst[Int(word)].contains {
                    book.phrases[Int($0)].concept == but && end(of: book.phrases[Int($0)], at: index) != nil
                }
            }
            if begins { added += 1 }
            places[index].sentence += added
        }
    }

    /// "heart burn" is no heart, and the "not" of "not waking up" denies nothing.
    private mutating func dropInner(_ roles: GuardConcepts, _ open: Set<Int>) {
        let noise = roles[.noise].map { byConcept[$0] } ?? []
        let long = byConcept.indices.filter { $0 != roles[.noise] && !open.contains($0) }.flatMap { concept in
            byConcept[concept].filter { $0.words.count > 1 }.map { (concept, $0) }
        }
        for concept in byConcept.indices where !byConcept[concept].isEmpty && concept != roles[.noise] {
            byConcept[concept].removeAll { hit in
                noise.contains { hit.isStrictlyInside($0) || hit.words == $0.words }
                    || roles.all.contains(concept) && long.contains { $0 != concept && hit.isStrictlyInside($1) }
            }
        }
    }

    private mutating func findNumbers() {
        for (index, place) in places.enumerated() where place.word.value != nil {
            numbers.append((hit(index..<index + 1), place.word))
        }
    }
}
