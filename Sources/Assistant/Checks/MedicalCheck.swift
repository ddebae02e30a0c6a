/// What makes a text medical.
package struct MedicalHit: Hashable, Sendable {
    /// The rule's name in `medical.txt`, such as `dose`. It doesn't change.
    package let rule: String
    /// The words that it was found by, as the list has them.
    package let found: String
    /// A sentence for the clinic.
    package let reason: String
}

/// Whether a text says something medical: counsel, a diagnosis, a medicine, a dose, what a report means, what to eat,
/// that it is harmless. It knows English, and Hindi and Marathi in both scripts. What a clinic does and sells ("ECG on
/// weekdays", "the pharmacy sells medicines until 9 PM") is administrative; how to prepare for a test is medical.
///
/// Made once, from the resource `medical.txt`, which says what stands in it.
package struct MedicalCheck: Sendable {
    private let rules: [MedicalText.Section]
    private let list: WordList

    /// - Parameter bytes: of the resource. Throws where it is not whole.
    package init(_ bytes: [UInt8]) throws(MedicalTextError) {
        let sections = try MedicalText(bytes).sections
        rules = sections.filter { $0.role != .words }
        var list = WordList()
        for section in sections {
            for form in section.forms { list.add(form.text, section: section.name, isIndian: form.isIndian) }
        }
        self.list = list
    }

    /// Nil for a text that says nothing medical, as far as the words are known.
    package func hit(in text: String) -> MedicalHit? { hit(in: CheckedText(text), roles: [.rule]) }

    /// What stands in an answer of a model, which may say less than the clinic itself.
    func hit(inAnswer text: CheckedText) -> MedicalHit? { hit(in: text, roles: [.rule, .answer]) }

    func matches(in sentence: [CheckedText.Word]) -> [WordList.Match] { list.matches(in: sentence) }

    private func hit(in text: CheckedText, roles: Set<MedicalText.Role>) -> MedicalHit? {
        text.sentences.lazy.compactMap { hit(in: $0, roles: roles) }.first
    }

    private func hit(in sentence: [CheckedText.Word], roles: Set<MedicalText.Role>) -> MedicalHit? {
        let found = Dictionary(grouping: list.matches(in: sentence), by: \.section)
        let hasNumber = sentence.contains { $0.text.contains(where: \.isNumber) }
        for rule in rules where roles.contains(rule.role) && rule.name != "confirmation" {
            guard rule.unless.allSatisfy({ found[$0] == nil }) else { continue }
            if let match = found[rule.name]?.first { return hit(rule, match.text) }
            for parts in rule.whens {
                let texts = parts.compactMap {
                    $0 == "number" ? (hasNumber ? "a number" : nil) : found[$0]?.first?.text
                }
                if texts.count == parts.count { return hit(rule, texts.joined(separator: " + ")) }
            }
        }
        return nil
    }

    private func hit(_ rule: MedicalText.Section, _ found: String) -> MedicalHit {
        MedicalHit(rule: rule.name, found: found, reason: rule.reason)
    }
}
