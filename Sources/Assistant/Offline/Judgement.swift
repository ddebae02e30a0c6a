import Conversations

/// Decides about one piece of text. Whatever it does not wholly understand is for a person.
struct Judgement {
    /// With nothing but hints ("kab milenge"), this many are needed.
    static let hintsNeeded = 2
    /// A greeting with more words than this may be more than a greeting.
    static let longestGreeting = 6

    let lexicon: Lexicon
    let index: TopicIndex
    /// Words of the clinic's and the doctor's name.
    let names: Set<String>
    /// Nil where the clinic's hours are not known.
    var hours: HoursDesk?

    func verdict(on text: String) -> Verdict {
        let reading = Reading(text, lexicon: lexicon, names: names, isVocabulary: index.contains)
        if isMedical(reading, text) { return .medical }
        if asksForPerson(reading) { return .asked }
        if !reading.concepts.isDisjoint(with: [.negation, .refusal]), takesBack(text) { return .refused }
        if isOwnMatter(reading) || reading.isStatement || Measure.isIn(text) { return .unsure }
        if let told = hours?.answer(to: text, names) { return .topic(told) }
        if reading.asksNothing, !isEnough(reading) { return smallTalk(reading, text) }
        return best(for: reading).map(Verdict.topic) ?? .unsure
    }

    private func isMedical(_ reading: Reading, _ text: String) -> Bool {
        if reading.concepts.contains(.medical) || lexicon.hasSign(text) { return true }
        guard !reading.concepts.isDisjoint(with: [.emergency, .ambulance]) else { return false }
        return reading.concepts.contains(.sufferer) || !asksForEmergencyContact(reading)
    }

    /// Who has an emergency writes "emergency, are you open"; who asks about it, "is there an ambulance".
    private func asksForEmergencyContact(_ reading: Reading) -> Bool {
        let other = reading.words.filter { $0.role == .content }.flatMap(\.concepts)
        return !reading.concepts.isDisjoint(with: [.phone, .offer])
            && Set(other).isSubset(of: [.emergency, .ambulance, .phone])
    }

    private func asksForPerson(_ reading: Reading) -> Bool {
        if reading.concepts.contains(.callBack) {
            return reading.concepts.isDisjoint(with: [.emergency, .ambulance, .online])
        }
        guard reading.concepts.contains(.talk) else { return false }
        let other = reading.words.filter { $0.role == .content }
        return other.allSatisfy { $0.concepts.contains(.phone) }
            && reading.concepts.isDisjoint(with: [.language, .online])
    }

    /// Clause by clause: "mother can't stand, is there parking?"
    private func takesBack(_ text: String) -> Bool {
        text.split { ",;\n".contains($0) }.contains { clause in
            Reading(String(clause), lexicon: lexicon, names: names, isVocabulary: index.contains).takesBack
        }
    }

    /// "Is my report ready", "when is my appointment", "send my bill"; but not "when are reports ready".
    private func isOwnMatter(_ reading: Reading) -> Bool {
        let concepts = reading.concepts
        if concepts.contains(.ownMatter) { return !concepts.contains(.when) }
        if let first = reading.tokens.first, Self.perfect.contains(first) { return true }
        guard !Self.possessives.isDisjoint(with: reading.tokens) else { return false }
        if concepts.contains(where: \.isPersonal) { return !reading.asksHow }
        return concepts.isSuperset(of: [.appointment, .when]) && !concepts.contains(.cancel)
    }

    /// "Has the doctor come" asks how things stand now.
    private static let perfect: Set<String> = ["has", "have", "had", "did", "was", "were"]
    private static let possessives: Set<String> = [
        "my", "mera", "meri", "mere", "mazi", "majhi", "maza", "majha", "mazhi", "maze", "majhe", "मेरा", "मेरी", "मेरे",
        "माझी", "माझा", "माझे", "माझं",
    ]

    private func smallTalk(_ reading: Reading, _ text: String) -> Verdict {
        if reading.concepts.contains(.thanks) { return .smallTalk(.thanks) }
        if reading.concepts.contains(.greeting) {
            return reading.tokens.count > Self.longestGreeting ? .unsure : .smallTalk(.greeting)
        }
        let isNod = reading.words.isEmpty && text.unicodeScalars.contains { "👍👌🙏😊🙂❤".unicodeScalars.contains($0) }
        if isNod || reading.concepts.contains(.acknowledgement) { return .smallTalk(.acknowledgement) }
        return .nothing
    }

    private func best(for reading: Reading) -> Topic? {
        let asked = Asked(reading)
        return isEnough(reading) ? index.best(for: asked) : nil
    }

    /// A lone "when" or "on Sunday" isn't a question; "where" is, and "when" with the clinic or the doctor.
    private func isEnough(_ reading: Reading) -> Bool {
        if reading.words.contains(where: { $0.role >= .soft }) { return true }
        let hints = reading.words.filter { $0.role == .hint }
        if hints.contains(where: { $0.concepts.contains(.address) }) { return true }
        let others = reading.concepts.isDisjoint(with: [.doctor, .clinic]) ? 0 : 1
        return !hints.isEmpty && hints.count + others >= Self.hintsNeeded
    }
}
