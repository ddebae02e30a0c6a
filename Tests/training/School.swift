import Conversations
import Labelled
import RedFlags

/// Learns from labelled messages, and is examined on those of one writer after learning from all others.
struct School {
    private static let gateSize = 1 << 18, categorySize = 1 << 14
    private static let cost: Float = 0.1

    private struct Pupil {
        let message: LabelledMessage
        let features: [UInt32]
        let isRule: Bool

        func lesson(size: Int, isOfKind: Bool) -> Lesson {
            Lesson(features: School.indices(features, size), isOfKind: isOfKind)
        }
    }

    private let pupils: [Pupil]
    /// The same messages as people send them: beside an ordinary one, and among several within three minutes.
    private let joined: [Pupil]
    private let bursts: [Pupil]

    init(rules: RedFlagRules, messages: [LabelledMessage]) {
        func pupil(_ message: LabelledMessage) -> Pupil {
            let lesson = rules.lesson(message.text)
            return Pupil(message: message, features: lesson.features, isRule: lesson.isRule)
        }
        pupils = messages.map(pupil)
        var company = Company(messages)
        joined = messages.compactMap { company.beside($0) }.map(pupil)
        bursts = messages.compactMap { company.among($0) }.map(pupil)
    }

    private static func indices(_ features: [UInt32], _ size: Int) -> [Int32] {
        Array(Set(features.map { Int32($0 & UInt32(size - 1)) })).sorted()
    }

    private func emergencies(_ pupils: [Pupil]) -> SupportVectors {
        let lessons = pupils.map { $0.lesson(size: Self.gateSize, isOfKind: $0.message.category != nil) }
        return SupportVectors(lessons, size: Self.gateSize, cost: Self.cost)
    }

    private func categories(_ pupils: [Pupil]) -> [(category: RedFlagCategory, model: SupportVectors)] {
        let flagged = pupils.filter { $0.message.category != nil }
        return RedFlagCategory.addable.map { category in
            let lessons = flagged.map { $0.lesson(size: Self.categorySize, isOfKind: $0.message.category == category) }
            return (category, SupportVectors(lessons, size: Self.categorySize, cost: Self.cost, passes: 12))
        }
    }

    func examine(_ writer: String, alone: Float, withRule: Float) -> Tally {
        let others = (pupils + joined + bursts).filter { $0.message.writer != writer }
        let model = emergencies(others)
        var tally = Tally()
        for pupil in pupils where pupil.message.writer == writer {
            let score = model.score(Self.indices(pupil.features, Self.gateSize))
            tally.add(
                pupil.message, score: score, isRule: pupil.isRule, isFlag: score > (pupil.isRule ? withRule : alone))
        }
        for pupil in bursts where pupil.message.writer == writer {
            let score = model.score(Self.indices(pupil.features, Self.gateSize))
            tally.add(burst: pupil.message, isFlag: score > (pupil.isRule ? withRule : alone))
        }
        return tally
    }

    func classifier(alone: Float, withRule: Float) -> [UInt8] {
        let gate = emergencies(pupils + joined + bursts)
        let others = categories(pupils).map { (Optional($0.category), $0.model.weights, $0.model.bias) }
        return RedFlagRules.classifier(alone: alone, withRule: withRule, [(nil, gate.weights, gate.bias)] + others)
    }
}

/// How many of which messages were flagged.
struct Tally: CustomStringConvertible {
    private var flagged: [String: Int] = [:], count: [String: Int] = [:]
    private var scores: [(kind: String, score: Float, isRule: Bool)] = []

    mutating func add(_ message: LabelledMessage, score: Float, isRule: Bool, isFlag: Bool) {
        let kind = message.category != nil ? "recall" : message.isOrdinary ? "ordinary" : "hard"
        for name in [kind, "\(kind) \(message.form)"] + (message.category.map { ["category \($0)"] } ?? []) {
            count[name, default: 0] += 1
            if isFlag { flagged[name, default: 0] += 1 }
        }
        scores.append((kind, score, isRule))
    }

    mutating func add(burst message: LabelledMessage, isFlag: Bool) {
        let name = message.category != nil ? "burst recall" : "burst false alarms"
        count[name, default: 0] += 1
        if isFlag { flagged[name, default: 0] += 1 }
    }

    mutating func add(_ other: Tally) {
        count.merge(other.count, uniquingKeysWith: +)
        flagged.merge(other.flagged, uniquingKeysWith: +)
        scores += other.scores
    }

    var description: String {
        count.keys.sorted().map { name in
            let all = count[name] ?? 0
            return
                "\n  \(name): \(flagged[name] ?? 0) of \(all), \(Double(1000 * (flagged[name] ?? 0) / max(all, 1)) / 10) %"
        }.joined()
    }

    /// What other thresholds would give: the best of pairs for a rate of false alarms.
    func bars() -> String {
        let steps = stride(from: Float(-1.6), through: 1.2, by: 0.1)
        func rate(_ kind: String, _ withRule: Float, _ alone: Float) -> Double {
            let all = scores.filter { $0.kind == kind }
            return Double(all.count { $0.score > ($0.isRule ? withRule : alone) }) / Double(max(all.count, 1))
        }
        let pairs = steps.flatMap { low in
            steps.filter { $0 >= low }.map {
                (low, $0, rate("recall", low, $0), rate("hard", low, $0), rate("ordinary", low, $0))
            }
        }
        return [0.03, 0.05, 0.07, 0.1, 0.15].compactMap { most in
            pairs.filter { $0.3 <= most }.max { $0.2 < $1.2 }.map { "false alarms \(most): \($0)" }
        }.joined(separator: "\n")
    }
}
