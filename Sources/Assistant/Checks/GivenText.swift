import Synchronization

/// One text that a model was given, read for what may be taken from it.
struct GivenText: Sendable {
    let addresses: [String]
    let claims: [Claim]
    let days: [DayClaim]
    /// Under which its words are known, also in other spellings.
    let keys: Set<String>
    /// It speaks of medicine: it leaves word for word, and lends nothing.
    let isMedical: Bool

    init(_ text: String, _ medical: MedicalCheck) {
        addresses = WebAddresses.all(in: text)
        claims = ClaimReader.claims(in: text)
        days = DayReader.claims(in: text)
        keys = Self.keys(of: text)
        isMedical = medical.hit(in: text) != nil
    }

    private static func keys(of text: String) -> Set<String> {
        CheckedText(text).sentences.joined().reduce(into: []) { keys, word in
            // Not every inflection of an inflection: what is known is a word as the clinic writes it.
            keys.formUnion(WordKeys.ofList(word.text, isIndian: true))
            let mark = TextFolding.isDevanagari(word.text) ? "devanagari " : "latin "
            if let skeleton = WordKeys.skeleton(word.text) { keys.insert(mark + skeleton) }
            for form in WordForms.of(word.text) { keys.formUnion(WordKeys.ofList(form, isIndian: true)) }
        }
    }
}

/// Texts that were read before: what a clinic wrote is the same for every answer until somebody changes it. A text is its own
/// version. Bounded: those that were not asked for lately are forgotten.
final class GivenTexts: Sendable {
    private struct Kept {
        var recent: [String: GivenText] = [:]
        var earlier: [String: GivenText] = [:]
        var characters = 0
    }

    private let medical: MedicalCheck
    /// In characters, of each of two generations.
    private let limit: Int
    private let kept = Mutex(Kept())

    init(_ medical: MedicalCheck, limit: Int = 300_000) {
        self.medical = medical
        self.limit = limit
    }

    func reading(of text: String) -> GivenText {
        if let known = kept.withLock({ $0.recent[text] ?? $0.earlier[text] }) {
            keep(known, text)
            return known
        }
        let read = GivenText(text, medical)
        keep(read, text)
        return read
    }

    /// How many texts are kept.
    var count: Int { kept.withLock { Set($0.recent.keys).union($0.earlier.keys).count } }

    private func keep(_ reading: GivenText, _ text: String) {
        kept.withLock { kept in
            guard kept.recent.updateValue(reading, forKey: text) == nil else { return }
            kept.characters += text.count
            guard kept.characters > limit else { return }
            (kept.earlier, kept.recent, kept.characters) = (kept.recent, [:], 0)
        }
    }
}
