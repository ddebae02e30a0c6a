/// What kind of emergency a patient's words tell of.
package enum RedFlagCategory: String, Hashable, Sendable, CaseIterable {
    case heart, breathing, stroke, unconscious, bleeding, injury, poisoning
    case selfHarm = "self_harm"
    case pregnancy, child, allergy, abdomen
    case sugarPressure = "sugar_pressure"
    case sight
    /// The gate itself has failed: nobody has looked at the words, so a person has to.
    case unchecked

    /// What a clinic can add words to.
    package static let addable = allCases.filter { $0 != .unchecked }

    /// A person who speaks of suicide or self-harm gets another text than everybody else.
    package var emergency: Emergency { self == .selfHarm ? .selfHarm : .general }
}

/// What the gate has found in the words of a patient.
package struct RedFlag: Hashable, Sendable {
    package let category: RedFlagCategory
    /// The rule that has found it.
    package let rule: String

    package init(category: RedFlagCategory, rule: String) {
        self.category = category
        self.rule = rule
    }

    /// What counts where the gate could not be asked.
    package static let unchecked = RedFlag(category: .unchecked, rule: "unchecked")
}

/// A word or phrase that a clinic has added to the gate. It adds, and takes nothing away.
package struct RedFlagWord: Hashable, Sendable, Codable {
    /// The most words of one clinic.
    package static let countLimit = 200
    /// In UTF-16 units.
    package static let lengthLimit = 100

    package let text: String
    package let category: RedFlagCategory

    package init(text: String, category: RedFlagCategory) {
        self.text = text
        self.category = category
    }
}

extension RedFlagCategory: Codable {}

/// The gate: what it finds in a text, with the words that the clinic has added. Pure, and quick enough for the transaction
/// that stores a message.
package struct RedFlagGate: Sendable {
    private let find: @Sendable (_ text: String, _ words: [RedFlagWord]) throws -> RedFlag?

    package init(_ find: @escaping @Sendable (_ text: String, _ words: [RedFlagWord]) throws -> RedFlag?) {
        self.find = find
    }

    /// No gate was put in: whatever a patient writes is a flag.
    package static let missing = RedFlagGate { _, _ in .unchecked }

    /// One that throws counts as a flag. Nothing is found where there are no words.
    package func flag(in text: String, of clinic: Clinic) -> RedFlag? {
        guard !text.isBlank else { return nil }
        do {
            return try find(text, clinic.redFlagWords)
        } catch {
            return .unchecked
        }
    }
}
