/// A weight for each feature: their mean, as it were, says how much a text is of one kind.
///
/// Features are found by the lowest bits of their hash, so that a table of a fixed size holds them all; the few that fall
/// together share a weight.
package struct LinearModel: Sendable {
    /// As they are kept: a byte each, to be multiplied by `scale`. Their number is a power of two.
    let weights: [Int8]
    let scale: Float
    let bias: Float

    /// Above nought where a text is rather of the kind than not. The sum is divided by the root of the features' number:
    /// a long text has more of everything.
    package func score(_ features: Features) -> Float {
        guard !features.hashes.isEmpty else { return bias }
        let mask = UInt32(weights.count - 1)
        var sum: Int32 = 0
        for hash in features.hashes { sum += Int32(weights[Int(hash & mask)]) }
        return Float(sum) * scale / Float(features.hashes.count).squareRoot() + bias
    }
}

extension LinearModel {
    /// What a byte can hold of them.
    /// - Parameter weights: as many as a power of two.
    package init(rounding weights: [Float], bias: Float) {
        let scale = max((weights.map(abs).max() ?? 0) / 127, .leastNormalMagnitude)
        self.init(weights: weights.map { Int8(($0 / scale).rounded()) }, scale: scale, bias: bias)
    }
}
