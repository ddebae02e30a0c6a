import Conversations

/// Tells by what it has learnt from labelled messages whether a text speaks of an emergency, and of which.
///
/// It has no idea of meaning, and says nothing of why. It is there for what the rules have no words for.
struct Classifier {
    static let fileName = "classifier.bin"

    /// Whether a text tells of an emergency.
    let emergency: LinearModel
    /// Of which, where it does.
    let categories: [(category: RedFlagCategory, model: LinearModel)]
    /// Scores from which a text is flagged: by itself, and where a rule hits too.
    let alone: Float, withRule: Float

    func category(_ features: TextFeatures) -> RedFlagCategory {
        // There is always one: the file is refused where none stands in it.
        categories.map { ($0.category, $0.model.score(features)) }.max { $0.1 < $1.1 }?.0 ?? .unchecked
    }
}

/// How a classifier is written: lines that people can read, an empty one, then a byte for each weight.
///
///     thresholds 0.1 -0.4
///     emergency 262144 0.013 -0.2       weights, scale, bias
///     heart 16384 0.02 -0.9             and so for each category
extension Classifier {
    init(_ file: [UInt8]) throws(RedFlagRulesError) {
        guard let end = file.indices.dropFirst().first(where: { file[$0] == 10 && file[$0 - 1] == 10 }) else {
            throw Self.error("has no head")
        }
        var rest = file[(end + 1)...]
        var lines = String(decoding: file[..<end], as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ")
        }[...]
        guard let first = lines.popFirst(), first.first == "thresholds", first.count == 3, let alone = Float(first[1]),
            let withRule = Float(first[2]), alone.isFinite, withRule.isFinite, let second = lines.popFirst(),
            second.first == "emergency"
        else { throw Self.error("does not begin with its thresholds") }
        self.alone = alone
        self.withRule = withRule
        emergency = try Self.model(second, &rest)
        var categories: [(RedFlagCategory, LinearModel)] = []
        for line in lines {
            guard let category = line.first.flatMap({ RedFlagCategory(rawValue: String($0)) }) else {
                throw Self.error("has an unknown category")
            }
            categories.append((category, try Self.model(line, &rest)))
        }
        guard rest.isEmpty, Set(categories.map(\.0)) == Set(RedFlagCategory.addable) else {
            throw Self.error("is not whole")
        }
        self.categories = categories
    }

    var bytes: [UInt8] {
        let models = [("emergency", emergency)] + categories.map { ($0.category.rawValue, $0.model) }
        let head = models.map { "\($0.0) \($0.1.weights.count) \($0.1.scale) \($0.1.bias)\n" }.joined()
        return Array("thresholds \(alone) \(withRule)\n\(head)\n".utf8)
            + models.flatMap { $0.1.weights.map { UInt8(bitPattern: $0) } }
    }

    private static func model(_ line: [Substring], _ rest: inout ArraySlice<UInt8>) throws(RedFlagRulesError)
        -> LinearModel
    {
        guard line.count == 4, let count = Int(line[1]), let scale = Float(line[2]), let bias = Float(line[3]),
            scale.isFinite, bias.isFinite, count > 0, count & (count - 1) == 0, count <= rest.count
        else { throw error("is not whole") }
        defer { rest = rest.dropFirst(count) }
        return LinearModel(weights: rest.prefix(count).map { Int8(bitPattern: $0) }, scale: scale, bias: bias)
    }

    private static func error(_ reason: String) -> RedFlagRulesError {
        RedFlagRulesError(file: fileName, line: 0, reason: reason)
    }
}
