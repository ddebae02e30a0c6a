import Conversations

/// The topics of one clinic, prepared for choosing one.
struct TopicIndex: Sendable {
    struct Entry: Sendable {
        let topic: Topic
        let title: Field
        let answer: Field

        func says(_ concept: Concept) -> Bool { title.concepts.contains(concept) || answer.concepts.contains(concept) }
    }

    let entries: [Entry]
    private let vocabulary: Set<Term>

    init(_ topics: [Topic], lexicon: Lexicon) {
        entries = topics.map {
            Entry(topic: $0, title: Field($0.title, lexicon: lexicon), answer: Field($0.answer, lexicon: lexicon))
        }
        vocabulary = entries.reduce(into: []) { $0.formUnion($1.title.terms.union($1.answer.terms)) }
    }

    /// Whether a topic has this word of a question, in whichever script.
    func contains(_ word: String) -> Bool {
        (WordForms.of(word).map(Term.form) + Term.sounds(of: word, asking: true)).contains(where: vocabulary.contains)
    }
}

/// What a title or an answer says.
struct Field: Sendable {
    private(set) var terms: Set<Term> = []
    /// With those that numbers and addresses tell of: "9:00 – 18:00" speaks of hours.
    private(set) var concepts: Set<Concept>
    private(set) var particulars: Set<String> = []
    /// What it names without naming a member: "holidays", not "Diwali".
    private var general: Set<Concept> = []
    /// The kinds of which it speaks as a whole: "all vaccines".
    private(set) var whole: Set<Concept> = []
    /// What a title is about: the things between its "and"s, each with its words; words about the same thing count once.
    private(set) var subjects: [[Set<Term>]] = []

    init(_ text: String, lexicon: Lexicon) {
        let text = text.replacing("&", with: " and ").replacing("/", with: " or ")
        let words = Reading(text, lexicon: lexicon, isVocabulary: { _ in true }).words
        concepts = words.reduce(into: Figure.concepts(in: text)) { $0.formUnion($1.concepts) }
        for word in words {
            terms.formUnion(Term.of(word, asking: false))
            particulars.formUnion(word.particulars)
            if word.particulars.isEmpty { general.formUnion(word.concepts) }
        }
        for (word, next) in zip(words, words.dropFirst()) where word.concepts.contains(.all) {
            if next.particulars.isEmpty { whole.formUnion(next.concepts) }
        }
        subjects = words.split { Self.conjunctions.contains($0.text) }.map(Self.focus).filter { !$0.isEmpty }
    }

    private static let conjunctions: Set<String> = ["and", "or", "aur", "ani", "aani", "और", "या", "आणि", "व", "किंवा"]

    private static func focus(of words: ArraySlice<Reading.Word>) -> [Set<Term>] {
        let strongest = words.map(\.role).max() ?? .neutral
        var focus: [Set<Term>] = []
        for word in words where word.role == strongest && strongest > .neutral {
            let about = Set(word.concepts.filter(\.isAboutClinic).map(Term.concept))
            let subject = about.isEmpty ? Set(Term.of(word, asking: false)) : about
            if !focus.contains(where: { !$0.isDisjoint(with: subject) }) { focus.append(subject) }
        }
        return focus
    }

    /// Whether a title is about this, and does not merely hint at it as "where to park" does at an address.
    func isAbout(_ term: Term) -> Bool { subjects.contains { $0.contains { $0.contains(term) } } }

    func hasGeneral(_ concept: Concept) -> Bool { general.contains(concept) }
}

/// What two texts can have in common.
enum Term: Hashable, Sendable {
    case form(String)
    /// How a word of a topic sounds; compared only with words in the other script, whose spelling can't be compared.
    case sound(String, inDevanagari: Bool)
    case concept(Concept)

    /// - Parameter asking: true for a word of a question, false for one of a topic.
    static func of(_ word: Reading.Word, asking: Bool) -> [Term] {
        let known = WordForms.of(word.text).map(Term.form) + word.concepts.filter(\.isAboutClinic).map(Term.concept)
        guard word.meaning == nil else { return known }
        return known + sounds(of: word.text, asking: asking)
    }

    static func sounds(of word: String, asking: Bool) -> [Term] {
        let key = PhoneticKey.of(word)
        guard key.count >= 3 else { return [] }
        return [.sound(key, inDevanagari: TextFolding.isDevanagari(word) != asking)]
    }

    var isConcept: Bool {
        if case .concept = self { true } else { false }
    }
}
