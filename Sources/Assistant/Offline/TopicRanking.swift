import Conversations
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// How well one topic fits a question.
struct TopicMatch: Sendable {
    let topic: Topic
    /// BM25F, raised where the question names most of the title.
    let score: Double
    /// The share of what the question asks that this topic explains, 0…1.
    let coverage: Double
    /// At least one word that counts stands in the title, or two in the answer.
    let isGrounded: Bool
    let isForEmergencies: Bool
}

extension TopicIndex {
    private static let titleBoost = 5.0
    private static let saturation = 1.2
    private static let lengthWeight = 0.4

    /// All topics with a score, the best first.
    func matches(for reading: Reading) -> [TopicMatch] {
        let words = reading.words.filter { $0.role != .neutral }
        return entries.map { match($0, words) }.filter { $0.score > 0 }.sorted { $0.score > $1.score }
    }

    private func match(_ entry: Entry, _ words: [Reading.Word]) -> TopicMatch {
        var tally = Tally()
        for word in words { tally.add(word, explanation(of: word, by: entry)) }
        let named = entry.title.focus.filter { !$0.isDisjoint(with: tally.titleTerms) }.count
        let completeness = entry.title.focus.isEmpty ? 1 : Double(named) / Double(entry.title.focus.count)
        return TopicMatch(
            topic: entry.topic, score: tally.score * (0.6 + 0.4 * completeness), coverage: tally.coverage,
            isGrounded: tally.inTitle > 0 || tally.inAnswer >= 2,
            isForEmergencies: entry.title.counts[.concept(.emergency)] != nil)
    }

    private func explanation(of word: Reading.Word, by entry: Entry) -> Explanation {
        var best = Explanation()
        for term in Term.of(word, asking: true) {
            let title = entry.title.counts[term] ?? 0
            let answer = entry.answer.counts[term] ?? 0
            guard title + answer > 0 else { continue }
            let score = weight(of: term) * saturated(title: title, answer: answer, entry)
            let share = title > 0 ? 1 : term.isConcept ? 0.5 : 0.8
            best.score = max(best.score, score)
            best.share = max(best.share, share)
            best.isLiteralInAnswer = best.isLiteralInAnswer || (answer > 0 && !term.isConcept)
            if title > 0 { best.titleTerms.insert(term) }
        }
        return best
    }

    private func saturated(title: Int, answer: Int, _ entry: Entry) -> Double {
        func normalised(_ count: Int, _ length: Int, _ average: Double) -> Double {
            Double(count) / (1 - Self.lengthWeight + Self.lengthWeight * Double(length) / average)
        }
        let frequency =
            Self.titleBoost * normalised(title, entry.title.length, averageTitle)
            + normalised(answer, entry.answer.length, averageAnswer)
        return frequency * (Self.saturation + 1) / (Self.saturation + frequency)
    }

    private func weight(of term: Term) -> Double {
        let found = Double(documentCounts[term] ?? 0)
        return log(1 + (Double(entries.count) - found + 0.5) / (found + 0.5))
    }
}

private struct Explanation {
    var score = 0.0
    var share = 0.0
    var isLiteralInAnswer = false
    var titleTerms: Set<Term> = []
}

/// Adds up what a topic explains of a question.
private struct Tally {
    private(set) var score = 0.0
    private var explained = 0.0
    private var asked = 0.0
    private(set) var inTitle = 0
    private(set) var inAnswer = 0
    private(set) var titleTerms: Set<Term> = []

    var coverage: Double { asked > 0 ? explained / asked : 0 }

    mutating func add(_ word: Reading.Word, _ explanation: Explanation) {
        let trust = word.isCorrected && word.meaning != nil ? 0.85 : 1
        let weight = Self.weight(word.role)
        score += explanation.score * weight * trust
        titleTerms.formUnion(explanation.titleTerms)
        if word.role == .content || explanation.share > 0 {
            asked += weight
            explained += explanation.share * weight * trust
        }
        guard word.role == .content || word.role == .hint else { return }
        if !explanation.titleTerms.isEmpty { inTitle += 1 }
        if explanation.isLiteralInAnswer, word.role == .content { inAnswer += 1 }
    }

    private static func weight(_ role: Meaning.Role) -> Double {
        switch role {
        case .neutral: 0
        case .hint: 0.35
        case .soft: 0.3
        case .content: 1
        }
    }
}

extension Term {
    fileprivate var isConcept: Bool {
        if case .concept = self { true } else { false }
    }
}
