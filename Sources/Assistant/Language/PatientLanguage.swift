/// The language and script in which a patient writes, as far as a fixed sentence needs it.
enum PatientLanguage: Sendable, CaseIterable {
    case english, hindi, marathi, romanised, romanisedMarathi

    /// The language of what a patient has written, oldest first. The newest text decides where it is clear; a short or
    /// undecided one takes what the earlier ones have shown. English where nothing tells which.
    init(of texts: [String]) {
        var evidence = LanguageEvidence()
        var isDevanagari: Bool?
        for text in texts.reversed().prefix(Self.longestMemory) {
            let found = LanguageEvidence(of: text)
            if isDevanagari == nil, found.tells || found.isDevanagari { isDevanagari = found.isDevanagari }
            evidence.add(found)
            if evidence.isClear { break }
        }
        self = Self.best(evidence, isDevanagari: isDevanagari ?? false)
    }

    /// A conversation's last texts are enough.
    private static let longestMemory = 12

    private static func best(_ evidence: LanguageEvidence, isDevanagari: Bool) -> PatientLanguage {
        let isIndian = isDevanagari || evidence.isIndian
        guard isIndian else { return .english }
        if evidence.marathi > evidence.hindi { return isDevanagari ? .marathi : .romanisedMarathi }
        return isDevanagari ? .hindi : .romanised
    }
}
