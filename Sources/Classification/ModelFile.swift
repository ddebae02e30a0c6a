/// Linear models as they are written: lines that people can read, an empty one, then a byte for each weight.
///
///     thresholds 0.1 -0.4
///     emergency 262144 0.013 -0.2       weights, scale, bias
///     heart 16384 0.02 -0.9             and so for each model
package struct ModelFile: Sendable {
    /// Scores from which a text counts as of the kind: by itself, and where a rule says so too.
    package let alone: Float, withRule: Float
    package let models: [(name: String, model: LinearModel)]

    package init(alone: Float, withRule: Float, models: [(name: String, model: LinearModel)]) {
        self.alone = alone
        self.withRule = withRule
        self.models = models
    }

    package init(_ file: [UInt8]) throws(ModelFileError) {
        guard let end = file.indices.dropFirst().first(where: { file[$0] == 10 && file[$0 - 1] == 10 }) else {
            throw .noHead
        }
        let lines = String(decoding: file[..<end], as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ")
        }
        guard let first = lines.first, first.first == "thresholds", first.count == 3, let alone = Float(first[1]),
            let withRule = Float(first[2]), alone.isFinite, withRule.isFinite
        else { throw .noThresholds }
        var rest = file[(end + 1)...]
        var models: [(String, LinearModel)] = []
        for line in lines.dropFirst() { models.append(try Self.model(line, &rest)) }
        guard rest.isEmpty else { throw .notWhole }
        self.init(alone: alone, withRule: withRule, models: models)
    }

    package var bytes: [UInt8] {
        let head = models.map { "\($0.name) \($0.model.weights.count) \($0.model.scale) \($0.model.bias)\n" }.joined()
        return Array("thresholds \(alone) \(withRule)\n\(head)\n".utf8)
            + models.flatMap { $0.model.weights.map { UInt8(bitPattern: $0) } }
    }

    private static func model(_ line: [Substring], _ rest: inout ArraySlice<UInt8>) throws(ModelFileError)
        -> (String, LinearModel)
    {
        guard line.count == 4, let count = Int(line[1]), let scale = Float(line[2]), let bias = Float(line[3]),
            scale.isFinite, bias.isFinite, count > 0, count & (count - 1) == 0, count <= rest.count
        else { throw .notWhole }
        defer { rest = rest.dropFirst(count) }
        let weights = rest.prefix(count).map { Int8(bitPattern: $0) }
        return (String(line[0]), LinearModel(weights: weights, scale: scale, bias: bias))
    }
}

/// Why a file of models can't be used: what stands after the file's name in a sentence.
package enum ModelFileError: String, Error {
    case noHead = "has no head"
    case noThresholds = "does not begin with its thresholds"
    case notWhole = "is not whole"
}
