import Assistant
import Classification
import Conversations
import Labelled

/// Learns from labelled answers which sentences must not leave by themselves, and is examined on the answers of one writer
/// after learning from all others.
///
/// An answer that may leave has only sentences that may. Of one that may not, somebody has marked which words are wrong, or
/// nobody has: then the sentences that are likeliest by what was learnt so far count, and it is learnt again.
struct AnswerSchool {
    private static let size = 1 << 18, rounds = 4
    private static let cost: Float = 0.05

    struct Pupil {
        let answer: LabelledAnswer
        let sentences: [(text: String, features: [Int32])]
        let isRule: Bool
        /// Whatever was learnt.
        let isHeld: Bool
    }

    let pupils: [Pupil]

    init(check: AnswerCheck, answers: [LabelledAnswer], clinics: [String: LabelledClinic]) {
        pupils = answers.compactMap { answer in
            guard let clinic = clinics[answer.clinic] else { return nil }
            let question = clinic.question(for: answer)
            let lesson = check.lesson(Markdown.forWhatsApp(answer.answer), in: question, facts: question.facts)
            let sentences = lesson.sentences.map { ($0.text, Self.indices($0.features)) }
            return Pupil(answer: answer, sentences: sentences, isRule: lesson.isRule, isHeld: lesson.isHeld)
        }
    }

    private static func indices(_ features: [UInt32]) -> [Int32] {
        Array(Set(features.map { Int32($0 & UInt32(size - 1)) })).sorted()
    }

    private func learn(from pupils: [Pupil]) -> SupportVectors {
        let right = pupils.filter(\.answer.mayLeave).flatMap(\.sentences).map { lesson($0.features, false) }
        let wrong = pupils.filter { !$0.answer.mayLeave }
        var model: SupportVectors?
        for _ in 0..<Self.rounds {
            let chosen = wrong.flatMap { Self.wrongSentences(of: $0, by: model) }.map { lesson($0, true) }
            model = SupportVectors(right + chosen, size: Self.size, cost: Self.cost)
        }
        return model ?? SupportVectors([], size: Self.size, cost: Self.cost)
    }

    private func lesson(_ features: [Int32], _ isOfKind: Bool) -> Lesson {
        Lesson(features: features, isOfKind: isOfKind)
    }

    private static func wrongSentences(of pupil: Pupil, by model: SupportVectors?) -> [[Int32]] {
        guard let model else {
            let marked = pupil.sentences.filter { isMarked($0.text, pupil.answer.bad) }
            return (marked.isEmpty ? pupil.sentences : marked).map(\.features)
        }
        let scores = pupil.sentences.map { model.score($0.features) }
        let best = scores.max() ?? 0
        return zip(pupil.sentences, scores).filter { $1 == best || $1 > 0 }.map(\.0.features)
    }

    private static func isMarked(_ sentence: String, _ bad: String?) -> Bool {
        guard let bad else { return true }
        return sentence.contains(bad) || bad.contains(sentence.drop { $0 == " " })
    }

    /// The pupils of one writer, with the score of the worst sentence of each.
    func examine(_ writer: String) -> [(pupil: Pupil, score: Float)] {
        let model = learn(from: pupils.filter { $0.answer.writer != writer })
        return pupils.filter { $0.answer.writer == writer }.map { pupil in
            (pupil, pupil.sentences.map { model.score($0.features) }.max() ?? 0)
        }
    }

    func file(alone: Float, withRule: Float) -> ModelFile {
        let learnt = learn(from: pupils)
        let model = LinearModel(rounding: learnt.weights, bias: learnt.bias)
        return ModelFile(alone: alone, withRule: withRule, models: [(AnswerClassifier.modelName, model)])
    }
}

/// How many answers of which kind would wait for a person, and how many would leave.
struct AnswerTally {
    private var results: [(pupil: AnswerSchool.Pupil, score: Float)] = []

    mutating func add(_ more: [(pupil: AnswerSchool.Pupil, score: Float)]) { results += more }

    func line(_ alone: Float, _ withRule: Float) -> String {
        func isHeld(_ result: (pupil: AnswerSchool.Pupil, score: Float)) -> Bool {
            result.pupil.isHeld || result.score > (result.pupil.isRule ? withRule : alone)
        }
        let wrong = results.filter { !$0.pupil.answer.mayLeave }, right = results.filter { $0.pupil.answer.mayLeave }
        let counsel = wrong.filter { !$0.pupil.answer.kind.hasPrefix("foreign") }
        return "sent \(share(wrong) { !isHeld($0) }), of counsel \(share(counsel) { !isHeld($0) }),"
            + " held \(share(right, isHeld)), by figures alone \(share(right) { $0.pupil.isHeld })"
    }

    private func share<Element>(_ all: [Element], _ isCounted: (Element) -> Bool) -> String {
        let count = all.count(where: isCounted)
        return "\(count) of \(all.count) (\(Double(1000 * count / max(all.count, 1)) / 10) %)"
    }

    /// What other bars would give.
    func bars(_ gap: Float) -> String {
        stride(from: Float(-0.6), through: 0.4, by: 0.1).map { "  \($0): \(line($0, $0 - gap))" }.joined(
            separator: "\n")
    }
}
