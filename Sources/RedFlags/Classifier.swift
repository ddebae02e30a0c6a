import Classification
import Conversations

/// Tells by what it has learnt from labelled messages whether a text speaks of an emergency, and of which.
///
/// It has no idea of meaning, and says nothing of why. It is there for what the rules have no words for.
struct Classifier {
    static let fileName = "classifier.bin"
    private static let emergencyName = "emergency"

    /// Whether a text tells of an emergency.
    let emergency: LinearModel
    /// Of which, where it does.
    let categories: [(category: RedFlagCategory, model: LinearModel)]
    /// Scores from which a text is flagged: by itself, and where a rule hits too.
    let alone: Float, withRule: Float

    func category(_ features: Features) -> RedFlagCategory {
        // There is always one: the file is refused where none stands in it.
        categories.map { ($0.category, $0.model.score(features)) }.max { $0.1 < $1.1 }?.0 ?? .unchecked
    }
}

extension Classifier {
    init(_ file: [UInt8]) throws(RedFlagRulesError) {
        let models: ModelFile
        do { models = try ModelFile(file) } catch { throw Self.error(error.rawValue) }
        guard let first = models.models.first, first.name == Self.emergencyName else {
            throw Self.error("does not begin with what tells an emergency")
        }
        var categories: [(RedFlagCategory, LinearModel)] = []
        for (name, model) in models.models.dropFirst() {
            guard let category = RedFlagCategory(rawValue: name) else { throw Self.error("has an unknown category") }
            categories.append((category, model))
        }
        guard categories.count == RedFlagCategory.addable.count,
            Set(categories.map(\.0)) == Set(RedFlagCategory.addable)
        else { throw Self.error("is not whole") }
        self.init(emergency: first.model, categories: categories, alone: models.alone, withRule: models.withRule)
    }

    var file: ModelFile {
        ModelFile(
            alone: alone, withRule: withRule,
            models: [(Self.emergencyName, emergency)] + categories.map { ($0.category.rawValue, $0.model) })
    }

    private static func error(_ reason: String) -> RedFlagRulesError {
        RedFlagRulesError(file: fileName, line: 0, reason: reason)
    }
}
