extension Asked {
    /// Whether a topic that fits says something about each particular that is asked: the Sunday, the evening, the age,
    /// the card. "Open 9 to 6" does not tell whether that holds on Sunday.
    func isAnswered(by entry: TopicIndex.Entry) -> Bool {
        isTimeTold(by: entry) && isAmountTold(by: entry) && isAgeTold(by: entry)
            && words.allSatisfy { $0.particulars.isEmpty || Self.isTold($0, by: entry) }
    }

    /// Who wants an appointment on Sunday asks for one, not whether the clinic is open.
    private func isTimeTold(by entry: TopicIndex.Entry) -> Bool {
        let isRequest = !entry.title.concepts.isDisjoint(with: [.appointment, .cancel]) && !isContent(.hours)
        if isRequest { return true }
        let times: Set<Concept> = [.day, .daytime, .span, .holiday]
        if has(.when), !entry.speaks(ofAny: times.union([.hours])) { return false }
        if has(.day), !entry.speaks(ofAny: [.day]) { return false }
        return !has(.daytime) || entry.speaks(ofAny: [.daytime])
    }

    private func isAmountTold(by entry: TopicIndex.Entry) -> Bool {
        let asksHowMuch = words.contains { $0.role == .hint && $0.concepts.contains(.fee) }
        return !asksHowMuch || entry.speaks(ofAny: has(.span) ? [.figure] : [.fee, .figure])
    }

    private func isAgeTold(by entry: TopicIndex.Entry) -> Bool {
        !has(.age) || entry.speaks(ofAny: [.age, .span])
    }

    private func isContent(_ concept: Concept) -> Bool { content.contains { $0.concepts.contains(concept) } }

    /// Named, or told by a word such as "only" or "all tests"; of holidays also by "holidays", of insurers by "not".
    private static func isTold(_ word: Reading.Word, by entry: TopicIndex.Entry) -> Bool {
        let named = entry.title.particulars.union(entry.answer.particulars)
        if !word.particulars.isDisjoint(with: named) || entry.answer.concepts.contains(.only) { return true }
        if !word.concepts.isDisjoint(with: entry.answer.whole) { return true }
        let kinds = Set(word.particulars.map(kind))
        if kinds.contains("holiday") { return entry.answer.hasGeneral(.holiday) }
        guard kinds.contains("insurance") else { return false }
        return entry.answer.concepts.contains(.negation) && kinds.isDisjoint(with: named.map(kind))
    }

    private static func kind(of particular: String) -> String {
        String(particular.prefix { $0 != "." })
    }
}

extension TopicIndex.Entry {
    fileprivate func speaks(ofAny concepts: Set<Concept>) -> Bool { concepts.contains(where: says) }
}
