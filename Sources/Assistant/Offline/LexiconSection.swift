/// A section of the lexicon: what its words mean, and which spellings it must have.
struct LexiconSection: Sendable {
    enum Spelling: String, CaseIterable, Sendable {
        case english, hindi, marathi
        case hindiLatin = "hindi-latin"
        case marathiLatin = "marathi-latin"
        case any

        /// Whether words of it are compared by how they sound.
        var isIndian: Bool { self != .english && self != .any }
    }

    let name: String
    let meaning: Meaning
    /// Each word names a thing of its own: `insurance.other`.
    let isMixed: Bool
    let spellings: Set<Spelling>

    /// Nil where there is no such section.
    init?(named name: String) {
        let (first, member) = Self.halves(of: name, at: ".")
        self.name = name
        isMixed = member == "other"
        if let member {
            guard !member.isEmpty, let concept = Concept(rawValue: first), concept.isAboutClinic else { return nil }
            meaning = Meaning(role: .content, concepts: [concept], particulars: isMixed ? [] : [name])
        } else {
            guard let meaning = Self.steering[name] ?? Self.topical(name) else { return nil }
            self.meaning = meaning
        }
        spellings = member != nil || Self.inAnySpelling.contains(name) ? [.any] : Self.allSpellings
    }

    /// The sections without which the lexicon is not whole.
    static let required: [String] =
        Concept.allCases.filter { $0.isAboutClinic && !softConcepts.contains($0) }.map(\.rawValue)
        + softConcepts.map { $0.rawValue + " soft" } + ["hours hint", "address hint", "fee hint"]
        + steering.keys.sorted()

    private static let allSpellings = Set(Spelling.allCases).subtracting([.any])
    private static let inAnySpelling: Set<String> = ["brand", "signs"]
    private static let softConcepts: [Concept] = [.children, .whatsapp]

    private static func topical(_ name: String) -> Meaning? {
        let (first, role) = halves(of: name, at: " ")
        guard let concept = Concept(rawValue: first), concept.isAboutClinic else { return nil }
        return switch role {
        case nil: softConcepts.contains(concept) ? nil : Meaning(role: .content, concepts: [concept])
        case "hint": Meaning(role: .hint, concepts: [concept])
        case "soft": Meaning(role: .soft, concepts: [concept])
        default: nil
        }
    }

    private static let steering: [String: Meaning] = {
        var sections: [String: Meaning] = [
            "when": Meaning(role: .hint, concepts: [.hours, .when]),
            "day": Meaning(role: .hint, concepts: [.hours, .day]),
            "daytime": Meaning(role: .hint, concepts: [.hours, .daytime]),
            "age": Meaning(role: .soft, concepts: [.children, .age]),
            "soft": Meaning(role: .soft, concepts: []),
            "elsewhere": Meaning(role: .content, concepts: [.elsewhere]),
            "filler": .nothing,
        ]
        for name in ["complaint", "body", "illness", "medicine", "brand", "result", "advice", "duration", "signs"] {
            sections[name] = Meaning(role: .content, concepts: [.medical])
        }
        let neutral: [Concept] = [
            .span, .only, .all, .person, .doctor, .clinic, .talk, .callBack, .greeting, .thanks, .acknowledgement,
            .sufferer, .ownMatter, .negation, .refusal, .tag, .offer, .way,
        ]
        for concept in neutral { sections[concept.rawValue] = Meaning(role: .neutral, concepts: [concept]) }
        return sections
    }()

    private static func halves(of name: String, at separator: Character) -> (String, String?) {
        let parts = name.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : nil)
    }
}
