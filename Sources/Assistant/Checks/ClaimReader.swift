/// Reads the claims of a text: its numbers, and what stands beside them.
struct ClaimReader {
    let tokens: ClaimTokens
    private var claims: [Claim]

    static func claims(in text: String) -> [Claim] {
        var reader = ClaimReader(ClaimTokens(text))
        reader.read()
        return reader.claims
    }

    private init(_ tokens: ClaimTokens) {
        self.tokens = tokens
        claims = tokens.phones
    }

    private mutating func read() {
        var index = 0
        while index < tokens.indices.upperBound {
            if let (count, end) = group(at: index) {
                claims.append(Claim(kind: .number, value: count, text: tokens.word(at: index) ?? "", isGroup: true))
                index = end
                continue
            }
            guard let (value, minutes, end, isBare) = clock(at: index) ?? number(at: index) else {
                index += 1
                continue
            }
            if !isBare || isMarked(index, end), !isNothing(value, index, end) { add(value, minutes, index, end) }
            index = max(end, index + 1)
        }
    }

    /// "ek" and "one" say "a" more often than a number.
    private func isMarked(_ start: Int, _ end: Int) -> Bool {
        guard let word = tokens.word(at: end) else { return false }
        return ClaimWords.clock.contains(word) || ClaimWords.rupees.contains(word)
            || ClaimWords.minutesBySpan[word] != nil
    }

    /// "एक रुपया भी नहीं", "not a single rupee" name no price.
    private func isNothing(_ value: Double, _ start: Int, _ end: Int) -> Bool {
        guard value == 1, let word = tokens.word(at: end), ClaimWords.rupees.contains(word) else { return false }
        let near = (start - 3..<start).map { $0 } + (end + 1..<end + 4).map { $0 }
        return near.compactMap(tokens.word(at:)).contains(where: ClaimWords.denials.contains)
    }

    private mutating func add(_ value: Double, _ minutes: Int?, _ start: Int, _ end: Int) {
        let text = tokens.shown(start..<end)
        let before = tokens.word(at: start - 1) ?? tokens.sign(at: start - 1)
        let after = tokens.word(at: end) ?? tokens.sign(at: end)
        let tail = after ?? ""
        if before == "₹" || before == "rs" || before == "inr" || before == "रु" || ClaimWords.rupees.contains(tail) {
            let decimals = minutes.map { Double($0) / 100 } ?? 0
            let isInclusive = tokens.rest(from: end).contains(where: ClaimWords.inclusive.contains)
            return claims.append(
                Claim(kind: .price, value: value + decimals, text: "₹" + text, isInclusive: isInclusive))
        }
        if after == "%" || ClaimWords.percent.contains(tail) {
            return claims.append(Claim(kind: .percent, value: value, text: text + "%"))
        }
        if minutes == nil, value <= 31, let month = month(start, end) {
            return claims.append(Claim(kind: .date(month: month), value: value, text: "\(text) \(month)"))
        }
        if minutes == nil, let unit = isSpan(at: end) {
            return claims.append(Claim(kind: .span(value * unit), value: value, text: "\(text) \(tail)"))
        }
        if minutes != nil || (ClaimWords.clock.contains(tail) && value <= 24) {
            let times = candidates(Int(value), minutes ?? 0, start, end)
            let shown = minutes.map { "\(Int(value)):" + ($0 < 10 ? "0\($0)" : "\($0)") } ?? text
            return claims.append(
                Claim(kind: .time(times), value: value, text: "\(shown) \(ClaimWords.clock.contains(tail) ? tail : "")")
            )
        }
        claims.append(Claim(kind: .number, value: value, text: text, isDay: isDay(start, end)))
    }

    func isSpan(at end: Int) -> Double? {
        guard let word = tokens.word(at: end) else { return nil }
        for form in WordForms.of(word) { if let found = ClaimWords.minutesBySpan[form] { return found } }
        if word == "an" || word == "a", let next = tokens.word(at: end + 1) { return ClaimWords.minutesBySpan[next] }
        return nil
    }

    private func candidates(_ hour: Int, _ minutes: Int, _ start: Int, _ end: Int) -> [Int] {
        if hour > 12 { return [hour * 60 + minutes] }
        let both = [(hour % 12) * 60 + minutes, (hour % 12 + 12) * 60 + minutes]
        let tail = tokens.word(at: end) ?? ""
        if ["am", "a"].contains(tail) { return [both[0]] }
        if ["pm", "p"].contains(tail) || tail == "noon" { return [both[1]] }
        for index in stride(from: start - 1, through: max(0, start - 3), by: -1) {
            guard let word = tokens.word(at: index) else { break }
            if NumberWords.part(word) != nil || ClaimWords.partsOfDayEnd.contains(word) { break }
            // A session of the morning may end at half past twelve.
            if ClaimWords.morning.contains(word) { return hour == 12 ? both : [both[0]] }
            if ClaimWords.evening.contains(word) { return [both[1]] }
        }
        return both
    }
}
