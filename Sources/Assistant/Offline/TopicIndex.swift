import Conversations

/// The topics of one clinic, prepared for ranking: BM25 over two fields (title and answer), where a word and what it
/// is about count alike.
struct TopicIndex: Sendable {
    struct Entry: Sendable {
        let topic: Topic
        let title: Field
        let answer: Field
    }

    /// How often each term stands in a field. A term is a form of a word, a phonetic key or a concept.
    struct Field: Sendable {
        private(set) var counts: [Term: Int] = [:]
        /// Words that are not neutral.
        private(set) var length = 0
        /// What the title is about, to see how much of it a question names.
        private(set) var focus: [Set<Term>] = []

        init(_ text: String) {
            for word in Reading(text).words {
                let terms = Term.of(word, asking: false)
                for term in terms { counts[term, default: 0] += 1 }
                guard word.role != .neutral else { continue }
                length += 1
                if word.role == .content { focus.append(Set(terms)) }
            }
        }
    }

    let entries: [Entry]
    let documentCounts: [Term: Int]
    let averageTitle: Double
    let averageAnswer: Double

    init(_ topics: [Topic]) {
        entries = topics.map { Entry(topic: $0, title: Field($0.title), answer: Field($0.answer)) }
        var counts: [Term: Int] = [:]
        for entry in entries {
            for term in Set(entry.title.counts.keys).union(entry.answer.counts.keys) { counts[term, default: 0] += 1 }
        }
        documentCounts = counts
        averageTitle = Self.average(entries.map(\.title.length))
        averageAnswer = Self.average(entries.map(\.answer.length))
    }

    /// Whether a topic has this word of a question, in whichever script.
    func contains(_ word: String) -> Bool {
        (WordForms.of(word).map(Term.form) + Term.sounds(of: word, asking: true)).contains { documentCounts[$0] != nil }
    }

    private static func average(_ lengths: [Int]) -> Double {
        max(1, Double(lengths.reduce(0, +)) / Double(max(1, lengths.count)))
    }
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
}
