import Conversations

extension TopicIndex {
    /// How far the best topic must be ahead of the second.
    private static let margin = 0.08
    private static let least = 0.5

    /// The one topic that explains every word that asks, says something about each particular, and is clearly closer
    /// than any other; nil where there is none.
    func best(for asked: Asked) -> Topic? {
        let fitting = entries.compactMap { entry in
            closeness(of: entry, to: asked).map { (entry: entry, closeness: $0) }
        }.sorted { $0.closeness > $1.closeness }
        guard let first = fitting.first, first.closeness >= Self.least else { return nil }
        if fitting.count > 1, first.closeness < fitting[1].closeness + Self.margin { return nil }
        return asked.isAnswered(by: first.entry) ? first.entry.topic : nil
    }

    /// Nil where the topic leaves a word unexplained.
    private func closeness(of entry: Entry, to asked: Asked) -> Double? {
        guard !entry.title.concepts.contains(.emergency) || asked.has(.emergency) || asked.has(.ambulance) else {
            return nil
        }
        let explained = asked.content.isEmpty ? hinted(asked, entry) : explained(asked, entry)
        guard let explained else { return nil }
        let subjects = entry.title.subjects
        let excess = subjects.isEmpty ? 0 : subjects.compactMap { Self.excess(of: $0, over: asked) }.min()
        return excess.map { explained - 0.4 * $0 + leaning(asked, entry) }
    }

    /// The share of a title that the question doesn't name; nil where it names only an aspect of what the title is
    /// about: "fee" of "Vaccination fee".
    private static func excess(of subject: [Set<Term>], over asked: Asked) -> Double? {
        let unnamed = subject.filter { $0.isDisjoint(with: asked.named) }
        let isAnotherThing = unnamed.contains { terms in
            terms.contains { if case .concept(let concept) = $0 { !concept.isAspect } else { false } }
        }
        if isAnotherThing, !subject.contains(where: { $0.contains { asked.namesThing($0) } }) { return nil }
        return Double(unnamed.count) / Double(subject.count)
    }

    /// The share of the question that the title explains; what only the answer explains counts less.
    private func explained(_ asked: Asked, _ entry: Entry) -> Double? {
        var sum = 0.0
        var most = 0.0
        var strongest = Explanation.none
        var inAnswer: Set<String> = []
        for word in asked.content {
            let explanation = Explanation(of: word, by: entry, asked)
            if explanation == .none, asked.isSetting(word) { continue }
            guard explanation != .none else { return nil }
            if explanation == .answer { inAnswer.insert(word.concepts.first?.rawValue ?? word.text) }
            strongest = max(strongest, explanation)
            sum += explanation.share * word.weight
            most += word.weight
        }
        if strongest >= .title { return sum / most }
        // "Where on Karve Road": words of the answer alone, under a title that the hint points to.
        let isPlaced = hinted(asked, entry) != nil && asked.content.allSatisfy(\.concepts.isEmpty)
        return strongest == .broaderTitle || inAnswer.count > 1 || isPlaced ? sum / most : nil
    }

    /// With hints alone the title must be about what they hint at.
    private func hinted(_ asked: Asked, _ entry: Entry) -> Double? {
        let hints = Set(asked.leaning.filter { $0.role == .hint }.flatMap(\.concepts).filter(\.isAboutClinic))
        return hints.contains { entry.title.isAbout(.concept($0)) } ? 1 : nil
    }

    private func leaning(_ asked: Asked, _ entry: Entry) -> Double {
        var sum = 0.0
        let leaning = Set(asked.leaning.flatMap { Term.of($0, asking: true) })
        if !leaning.isDisjoint(with: entry.title.terms) { sum += 0.15 }
        for concept in [Concept.doctor, .way] where entry.title.concepts.contains(concept) {
            sum += asked.has(concept) ? 0.15 : -0.15
        }
        if asked.has(.clinic), entry.title.concepts.contains(.clinic) { sum += 0.05 }
        return sum
    }
}

extension Reading.Word {
    /// Words of these concepts stand in questions about something else, too: "open", "number".
    fileprivate var weight: Double {
        if concepts.contains(.hours) { return 0.5 }
        return concepts.contains(.phone) || concepts.contains(.appointment) ? 0.7 : 1
    }
}

/// Where a topic explains a word of a question.
private enum Explanation: Int, Comparable {
    /// `broaderTitle`: the answer does, and names the very particular or stands under something broader.
    case none, answer, broaderTitle, title, titleLiterally

    init(of word: Reading.Word, by entry: TopicIndex.Entry, _ asked: Asked) {
        let terms = Term.of(word, asking: true)
        if word.concepts.contains(.elsewhere) {
            self = Self.isLandmark(terms, of: entry, asked) ? .answer : .none
            return
        }
        let found = terms.filter { $0.isConcept ? entry.title.isAbout($0) : entry.title.terms.contains($0) }
        if found.contains(where: { !$0.isConcept }) {
            self = .titleLiterally
        } else if !found.isEmpty {
            self = .title
        } else {
            let isToldOf =
                terms.contains(where: entry.answer.terms.contains)
                || word.concepts.contains { $0.isAboutClinic && entry.answer.concepts.contains($0) }
            let broader = word.concepts.reduce(into: Set()) { $0.formUnion($1.broader) }
            let isNamed = !word.particulars.isDisjoint(with: entry.answer.particulars)
            let isNear = isNamed || !broader.isDisjoint(with: entry.title.concepts)
            self = !isToldOf ? .none : isNear ? .broaderTitle : .answer
        }
    }

    /// Another house matters only on the way to ours.
    private static func isLandmark(_ terms: [Term], of entry: TopicIndex.Entry, _ asked: Asked) -> Bool {
        guard entry.title.concepts.contains(.address) else { return false }
        return terms.contains { !$0.isConcept && entry.answer.terms.contains($0) }
            || (asked.has(.way) && asked.has(.address))
    }

    var share: Double {
        switch self {
        case .none: 0
        case .answer: 0.5
        case .broaderTitle: 0.7
        case .title: 1
        case .titleLiterally: 1.05
        }
    }

    static func < (left: Explanation, right: Explanation) -> Bool { left.rawValue < right.rawValue }
}
