package import Conversations
import Synchronization

/// The assistant without a model: it answers with a topic of the clinic, word for word, or not at all.
///
/// It answers only when one topic explains every word that asks, says something about each particular, and is clearly
/// closer than the next; everything else goes to a person of the clinic.
package struct OfflineAssistant: Answering {
    private let lexicon: Lexicon
    private let indexes: IndexCache

    package init(lexicon: Lexicon) {
        self.lexicon = lexicon
        indexes = IndexCache(lexicon: lexicon)
    }

    package func answer(_ question: Question) async -> Answer { decide(question) }

    /// The same at once: it waits for nothing.
    func decide(_ question: Question) -> Answer {
        let burst = PatientText(question.burst)
        let language = PatientLanguage(of: question.patientTexts)
        let judgement = Judgement(
            lexicon: lexicon, index: indexes.index(of: question.topics), names: Self.names(question),
            hours: question.hours.map { HoursDesk($0, askedAt: question.burst.last?.at, language, lexicon) })
        return answer(to: burst, judgement, in: language)
    }

    private func answer(to burst: PatientText, _ judgement: Judgement, in language: PatientLanguage) -> Answer {
        let parts = burst.parts.map { judgement.inDetail($0) }
        let whole = judgement.verdict(on: burst.joined)
        let all = parts.flatMap(\.self) + [whole]
        if all.contains(.medical) { return .human(.unsure) }
        if all.contains(.asked) { return .human(.asked) }
        if parts.joined().contains(.refused) { return .human(.unsure) }
        return reply(from: parts.flatMap(\.self), language) ?? reply(from: [whole], language) ?? .human(.unsure)
    }

    /// Nil where a part stays unanswered or nothing was asked that can be answered.
    private func reply(from verdicts: [Verdict], _ language: PatientLanguage) -> Answer? {
        guard !verdicts.contains(.unsure), !verdicts.contains(.refused) else { return nil }
        var topics: [Topic] = []
        for case .topic(let topic) in verdicts where !topics.contains(topic) { topics.append(topic) }
        if !topics.isEmpty {
            let text = topics.map(\.answer).joined(separator: "\n\n")
            return .reply(Reply(text: text, topics: topics.map(\.title), source: .knowledge))
        }
        for case .smallTalk(let kind) in verdicts.reversed() {
            return .reply(Reply(text: kind.reply(in: language), topics: [], source: .fixed))
        }
        return nil
    }

    private static func names(_ question: Question) -> Set<String> {
        Set(TextFolding.words(of: question.clinicName + " " + question.doctorName))
    }
}

/// The prepared topics of the clinics that were asked last; preparing a few hundred topics takes longer than ranking them.
private final class IndexCache: Sendable {
    private static let limit = 64
    private let lexicon: Lexicon
    private let known = Mutex<[[Topic]: TopicIndex]>([:])

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    func index(of topics: [Topic]) -> TopicIndex {
        if let index = known.withLock({ $0[topics] }) { return index }
        let index = TopicIndex(topics, lexicon: lexicon)
        known.withLock { cache in
            if cache.count >= Self.limit { cache.removeAll() }
            cache[topics] = index
        }
        return index
    }
}
