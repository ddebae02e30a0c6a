import Conversations
import Labelled
import RedFlags

/// Learns from labelled messages, and is examined on those of one writer after learning from all others.
struct GateSchool {
    private static let gateSize = 1 << 18, categorySize = 1 << 14
    private static let cost: Float = 0.1

    private struct Pupil {
        let message: LabelledMessage
        let features: [UInt32]
        let isRule: Bool

        func lesson(size: Int, isOfKind: Bool) -> Lesson {
            Lesson(features: GateSchool.indices(features, size), isOfKind: isOfKind)
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

    func examine(_ writer: String, alone: Float, withRule: Float) -> GateTally {
        let others = (pupils + joined + bursts).filter { $0.message.writer != writer }
        let model = emergencies(others)
        var tally = GateTally()
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
