package import Classification

/// Tells by what it has learnt from labelled answers whether a sentence is about a clinic's affairs and rests on what was
/// given, or may be counsel or made up. It has no idea of meaning: Tests/training says what it learns from.
package struct AnswerClassifier: Sendable {
    /// Its name beside `medical.txt`.
    package static let fileName = "answers.bin"
    package static let modelName = "answer"

    /// Above nought where a sentence is rather one that must not leave.
    let model: LinearModel
    /// Scores from which an answer waits for a person: by itself, and where a rule of `medical.txt` hits too.
    let alone: Float, withRule: Float

    /// Has learnt nothing, and holds nothing back.
    package static let blank = AnswerClassifier(model: LinearModel(rounding: [0], bias: -1), alone: 0, withRule: 0)

    private init(model: LinearModel, alone: Float, withRule: Float) {
        self.model = model
        self.alone = alone
        self.withRule = withRule
    }

    /// - Parameter file: of one model. Throws where it is not whole.
    package init(_ file: [UInt8]) throws(ModelFileError) {
        let file = try ModelFile(file)
        guard let model = file.models.first, file.models.count == 1, model.name == Self.modelName else {
            throw .notWhole
        }
        self.init(model: model.model, alone: file.alone, withRule: file.withRule)
    }
}
