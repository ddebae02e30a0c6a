import Conversations

/// A clinic's own words. They hit wherever they stand: no guard takes them back, and no slip is forgiven.
struct ClinicWords {
    private let phrases: [(words: [PatientWords.Word], category: RedFlagCategory)]

    init(_ words: [RedFlagWord]) {
        phrases = words.map { (PatientWords($0.text).words, $0.category) }.filter { !$0.words.isEmpty }
    }

    func flag(in text: PatientWords) -> RedFlag? {
        let found = phrases.filter { stands($0.words, in: text.words) }.map(\.category)
        let gravest = found.contains(.selfHarm) ? .selfHarm : found.first
        return gravest.map { RedFlag(category: $0, rule: "clinic") }
    }

    private func stands(_ phrase: [PatientWords.Word], in text: [PatientWords.Word]) -> Bool {
        guard text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { start in
            zip(text[start...], phrase).allSatisfy(Self.areSame)
        }
    }

    private static func areSame(_ one: PatientWords.Word, _ other: PatientWords.Word) -> Bool {
        switch (one.script, other.script) {
        case (.number, .number): one.value != nil && one.value == other.value && one.second == other.second
        case (.latin, .latin): one.letters == other.letters
        case (.number, _), (_, .number): false
        default: one.key == other.key
        }
    }
}
