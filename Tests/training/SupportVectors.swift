import Foundation

/// What is learnt from: which features a message has, and whether it is of the kind.
struct Lesson {
    /// Indices into the weights, in ascending order, each once.
    let features: [Int32]
    let isOfKind: Bool
}

/// A linear support vector machine with squared hinge loss, trained by dual coordinate descent (Hsieh and others, 2008): each
/// lesson's own step is exact, so that there is no rate to choose, and the same lessons give the same weights.
struct SupportVectors {
    private(set) var weights: [Float]
    private(set) var bias: Float = 0
    /// How much a rare feature counts beside a common one.
    private var rarity: [Float]

    /// - Parameters:
    ///   - cost: how hard lessons pull against small weights.
    ///   - size: of the table of weights.
    init(_ lessons: [Lesson], size: Int, cost: Float, passes: Int = 25) {
        weights = Array(repeating: 0, count: size)
        rarity = Self.rarity(lessons, size)
        let norms = lessons.map { lesson in
            1 + lesson.features.reduce(Float(0)) { $0 + rarity[Int($1)] * rarity[Int($1)] }
                / Float(max(lesson.features.count, 1))
        }
        var multipliers = [Float](repeating: 0, count: lessons.count)
        var order = Array(lessons.indices)
        var random = SplitMix(state: 42)
        for _ in 0..<passes {
            order.shuffle(using: &random)
            for index in order {
                let sign: Float = lessons[index].isOfKind ? 1 : -1
                let gradient = sign * learntScore(lessons[index].features) - 1 + multipliers[index] / (2 * cost)
                let next = max(multipliers[index] - gradient / (norms[index] + 1 / (2 * cost)), 0)
                let step = (next - multipliers[index]) * sign
                if step == 0 { continue }
                multipliers[index] = next
                learn(lessons[index].features, step)
            }
        }
        for index in weights.indices { weights[index] *= rarity[index] }
    }

    func score(_ features: [Int32]) -> Float {
        guard !features.isEmpty else { return bias }
        return features.reduce(Float(0)) { $0 + weights[Int($1)] } / Float(features.count).squareRoot() + bias
    }

    /// While `rarity` is not in the weights yet.
    private func learntScore(_ features: [Int32]) -> Float {
        var sum: Float = 0
        for feature in features { sum += weights[Int(feature)] * rarity[Int(feature)] }
        return sum / Float(max(features.count, 1)).squareRoot() + bias
    }

    private mutating func learn(_ features: [Int32], _ step: Float) {
        let each = step / Float(max(features.count, 1)).squareRoot()
        for feature in features { weights[Int(feature)] += each * rarity[Int(feature)] }
        bias += step
    }

    /// The inverse document frequency, smoothed.
    private static func rarity(_ lessons: [Lesson], _ size: Int) -> [Float] {
        var counts = [Float](repeating: 0, count: size)
        for lesson in lessons { for feature in lesson.features { counts[Int(feature)] += 1 } }
        return counts.map { log(Float(1 + lessons.count) / (1 + $0)) + 1 }
    }

}

/// The same shuffles every time.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
