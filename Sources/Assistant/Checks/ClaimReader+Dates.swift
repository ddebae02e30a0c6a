/// Days of a month: "4 March", "8, 10 और 11 नवंबर", "26 तारखेला".
extension ClaimReader {
    /// "26 तारखेला", "शुक्रवारी वीस", "the 12th".
    func isDay(_ start: Int, _ end: Int) -> Bool {
        if let word = tokens.word(at: end), ClaimWords.dates.contains(word) || ClaimWords.atDay.contains(word) {
            return true
        }
        if let word = tokens.word(at: start), start + 1 == end, word.endsInScalars("ला") { return true }
        return [start - 1, start - 2, end].compactMap(tokens.word(at:)).contains { AskedDays.weekday($0) != nil }
    }

    func month(_ start: Int, _ end: Int) -> Int? {
        // "paach jan" are five people.
        if tokens.word(at: end) == "jan", tokens.word(at: start) != nil { return nil }
        if let month = ClaimWords.month(tokens.word(at: end)) ?? monthAfterOf(end) { return month }
        // In "4 March 10 AM" the month has its day already.
        if let month = ClaimWords.month(tokens.word(at: start - 1)), !isNumber(at: start - 2) { return month }
        return listedMonth(value: number(at: start)?.value ?? 0, from: end)
    }

    func monthAfterOf(_ end: Int) -> Int? {
        guard let word = tokens.word(at: end), word == "of" || ClaimWords.ordinals.contains(word) else { return nil }
        return ClaimWords.month(tokens.word(at: end + (tokens.word(at: end + 1) == "of" ? 2 : 1)))
    }

    /// The month of the first of "8, 10 और 11 नवंबर".
    func listedMonth(value: Double, from end: Int) -> Int? {
        var (last, index) = (value, isOrdinal(at: end) ? end + 1 : end)
        for _ in 1...5 {
            guard isJoin(at: index) else { return nil }
            while isJoin(at: index) { index += 1 }
            guard let next = tokens.indices.contains(index) ? number(at: index) : nil, next.minutes == nil,
                next.value > last, next.value <= 31
            else { return nil }
            if let month = ClaimWords.month(tokens.word(at: next.end)) ?? monthAfterOf(next.end) { return month }
            (last, index) = (next.value, isOrdinal(at: next.end) ? next.end + 1 : next.end)
        }
        return nil
    }

    func isOrdinal(at index: Int) -> Bool { tokens.word(at: index).map(ClaimWords.ordinals.contains) ?? false }

    func isJoin(at index: Int) -> Bool {
        if let word = tokens.word(at: index) { return ClaimWords.joins.contains(word) }
        return tokens.sign(at: index).map { ",-–—/".contains($0) } ?? false
    }

    func isNumber(at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        if case .number = tokens[index] { return true }
        return isOrdinal(at: index) || part(at: index) != nil
    }
}
