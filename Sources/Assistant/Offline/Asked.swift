/// What a question asks: the words that a topic must explain, and what its answer must say something about.
struct Asked {
    /// A topic must explain each of them.
    let content: [Reading.Word]
    /// They lean towards a topic.
    let leaning: [Reading.Word]
    let concepts: Set<Concept>
    let words: [Reading.Word]
    /// What of a title the question names, also by something narrower.
    let named: Set<Term>

    init(_ reading: Reading) {
        words = reading.words
        concepts = reading.concepts
        let content = reading.words.filter { $0.role == .content }
        let soft = reading.words.filter { $0.role == .soft && $0.concepts.contains(where: \.isAboutClinic) }
        let mustSoft = content.isEmpty || !Self.concerned.isDisjoint(with: content.flatMap(\.concepts))
        self.content = mustSoft ? content + soft : content
        named = reading.words.reduce(into: []) { named, word in
            named.formUnion(Term.of(word, asking: true))
            named.formUnion(word.concepts.flatMap(\.broader).map(Term.concept))
        }
        leaning = reading.words.filter { $0.role == .hint || ($0.role == .soft && !mustSoft) }
    }

    /// A question about one of these is another one where it is about children.
    private static let concerned: Set<Concept> = [.fee, .insurance, .discount, .homeVisit, .online, .package]

    /// Whether a word only tells what the thing is about that is asked: "the documents for an appointment".
    func isSetting(_ word: Reading.Word) -> Bool {
        word.concepts.contains { !$0.isSettingFor.isDisjoint(with: concepts) }
    }

    /// Whether it names something by this term that is more than an aspect.
    func namesThing(_ term: Term) -> Bool {
        if case .concept(let concept) = term { !concept.isAspect && named.contains(term) } else { named.contains(term) }
    }

    func has(_ concept: Concept) -> Bool { concepts.contains(concept) }
}
