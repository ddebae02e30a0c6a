/// The sentences of a text, as words that can be compared.
struct CheckedText: Sendable {
    struct Word: Sendable {
        /// Folded.
        let text: String
        let keys: Set<String>

        init(_ text: String) {
            self.text = text
            keys = WordKeys.ofText(text)
        }
    }

    let sentences: [[Word]]
    /// The same sentences as they are written.
    let texts: [String]

    init(_ text: String) {
        texts = Self.split(text).filter { !TextFolding.words(of: $0).isEmpty }
        sentences = texts.map { TextFolding.words(of: $0).map(Word.init) }
    }

    /// A point within "9.30", "a.m." or "Dr. Deshpande" ends no sentence.
    private static func split(_ text: String) -> [String] {
        let joined = text.replacing(#/(?i)\b(dr|no|rs|st|mr|mrs|approx|[ap]\.m|डॉ|रु|नं|क्र)\./#) { "\($0.output.1) " }
            .replacing(#/([0-9०-९])\.([0-9०-९])/#) { "\($0.output.1):\($0.output.2)" }
        return joined.split { ".!?।॥\n;•".contains($0) }.map(String.init)
    }
}
