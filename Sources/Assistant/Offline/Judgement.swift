import Conversations

/// Decides about one piece of text, with the words and thresholds that the labelled questions were fitted to.
struct Judgement {
    /// The share of a question that a topic must explain.
    static let coverage = 0.7
    /// How far the best topic must be ahead of the second.
    static let margin = 1.25
    /// With nothing but hints ("kab milenge"), this many are needed.
    static let hintsNeeded = 2

    let index: TopicIndex
    /// Words of the clinic's and the doctor's name.
    let names: Set<String>

    func verdict(on text: String) -> Verdict {
        let reading = Reading(text, names: names, isVocabulary: index.contains)
        if isMedical(reading) { return .medical }
        if asksForPerson(reading) { return .asked }
        if reading.concepts.contains(.ownMatter), !reading.words.contains(where: { $0.text == "when" }) {
            return .unsure
        }
        if reading.asksNothing { return smallTalk(reading, text) }
        return best(for: reading).map(Verdict.topic) ?? .unsure
    }

    private func isMedical(_ reading: Reading) -> Bool {
        if reading.concepts.contains(.medical) || reading.concepts.contains(.advice) {
            return !reading.concepts.contains(.emergency) || reading.concepts.contains(.medical)
        }
        guard reading.concepts.contains(.emergency) else { return false }
        return reading.concepts.contains(.sufferer) || reading.concepts.isDisjoint(with: [.phone, .hours, .address])
    }

    private func asksForPerson(_ reading: Reading) -> Bool {
        if reading.concepts.contains(.callBack) { return reading.concepts.isDisjoint(with: [.emergency, .online]) }
        guard reading.concepts.contains(.talk) else { return false }
        let other = reading.words.filter { $0.role == .content }
        return other.allSatisfy { $0.concepts.contains(.phone) }
            && reading.concepts.isDisjoint(with: [.language, .online])
    }

    private func smallTalk(_ reading: Reading, _ text: String) -> Verdict {
        if reading.concepts.contains(.thanks) { return .smallTalk(.thanks) }
        if reading.concepts.contains(.greeting) { return .smallTalk(.greeting) }
        let isNod = reading.words.isEmpty && text.unicodeScalars.contains { "👍👌🙏😊🙂❤".unicodeScalars.contains($0) }
        if isNod || reading.concepts.contains(.acknowledgement) { return .smallTalk(.acknowledgement) }
        return .nothing
    }

    private func best(for reading: Reading) -> Topic? {
        let matches = index.matches(for: reading).filter { isAllowed($0, reading) }
        guard let first = matches.first(where: { $0.isGrounded && $0.coverage >= Self.coverage }) else { return nil }
        guard hasEnough(reading) else { return nil }
        let rivals = matches.filter { $0.topic != first.topic && $0.isGrounded && $0.coverage >= first.coverage - 0.2 }
        guard let second = rivals.first else { return first.topic }
        return first.score >= second.score * Self.margin ? first.topic : nil
    }

    /// An emergency contact is given only to those who ask for one, not to those who ask for a phone number.
    private func isAllowed(_ match: TopicMatch, _ reading: Reading) -> Bool {
        !match.isForEmergencies || reading.concepts.contains(.emergency)
    }

    /// A lone "when" or "on Sunday" isn't a question; "where" is.
    private func hasEnough(_ reading: Reading) -> Bool {
        if reading.words.contains(where: { $0.role == .content }) { return true }
        let hints = reading.words.filter { $0.role == .hint }
        return hints.count >= Self.hintsNeeded || hints.contains { $0.concepts.contains(.address) }
    }
}
