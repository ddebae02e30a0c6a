/// Something in figures or number words that a text says.
struct Claim: Sendable {
    enum Kind: Equatable, Sendable {
        /// Minutes after midnight; two where a text leaves open which half of the day it means.
        case time([Int])
        case price
        case percent
        /// Its last digits, without the country's code and the leading zero.
        case phone(String)
        /// So many days, minutes: as minutes.
        case span(Double)
        /// A day of a month.
        case date(month: Int)
        case number
    }

    let kind: Kind
    let value: Double
    let text: String
    /// So many people or things that were spoken of: "both", "twins", "तिन्ही". It claims nothing by itself.
    var isGroup = false
    /// A number that is said as a day of a month which is named elsewhere: "26 तारखेला".
    var isDay = false
    /// A price for more than one thing: "the consultation is included". Nothing comes on top of it.
    var isInclusive = false
}

/// Reads the claims of a text.
struct ClaimReader {
    private enum Token: Equatable {
        case number(Double, minutes: Int?)
        case word(String)
        case sign(Character)
    }

    private var tokens: [Token] = []
    private(set) var claims: [Claim] = []

    static func claims(in text: String) -> [Claim] {
        var reader = ClaimReader(text)
        reader.read()
        return reader.claims
    }

    private init(_ text: String) {
        var folded = TextFolding.fold(Self.withStops(WebAddresses.removed(from: text)))
        folded = folded.replacing(#/(?m)^\s*[0-9]{1,2}[.)]\s+/#, with: " ")
        // Digits within a word that has letters too, such as a reference, are no number.
        let whole = folded
        for match in whole.matches(of: Self.phone) where !whole.touchesLetter(match.range) {
            let digits = Self.digits(String(match.output))
            guard digits.count >= 7, !String(match.output).contains(#/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/#) else { continue }
            claims.append(Claim(kind: .phone(Self.national(digits)), value: 0, text: String(match.output)))
            folded = folded.replacing(String(match.output), with: " ")
        }
        folded = folded.replacing(#/\b([1-9][0-9]{2}) ([0-9]{3})\b/#) { "\($0.output.1)\($0.output.2)" }
            // "पाचशे-पाचशे": five hundred each.
            .replacing(#/([^\s\-0-9]+)-\1(?=\s|$)/#) { "\($0.output.1)" }
            .replacing(Self.joined) { "\($0.output.1) \($0.output.2)" }
        tokens = folded.replacing(#/\b([0-9]{1,2})(st|nd|rd|th)\b/#) { "\($0.output.1) \($0.output.2)" }
            .matches(of: Self.token).compactMap { Self.token(String($0.output)) }
    }

    /// What ends a sentence parts the numbers and words on its sides: "since 2004. She", "till twelve. May I".
    private static func withStops(_ text: String) -> String {
        text.replacing(#/\b(rs|no|dr|approx|[ap]\.m|रु|नं|क्र)\./#.ignoresCase()) { "\($0.output.1) " }
            .replacing(#/[.!?;](?=\s|$)|[।॥\n]/#) { "\($0.output) ¶ " }
    }

    /// Ten digits without +91 and 0, as they are dialled in India.
    static func national(_ digits: String) -> String {
        var rest = digits[...]
        if rest.count > 10, rest.hasPrefix("91") { rest = rest.dropFirst(2) }
        while rest.hasPrefix("0") { rest = rest.dropFirst() }
        return String(rest)
    }

    private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }

    nonisolated(unsafe) private static let phone = #/\+?[0-9](?:[0-9]|[ \-()\/](?=[0-9(])){5,}[0-9]/#
        .matchingSemantics(.unicodeScalar)
    /// "twenty-two"
    nonisolated(unsafe) private static let joined =
        #/\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(one|two|three|four|five|six|seven|eight|nine)\b/#
    nonisolated(unsafe) private static let token =
        #/[0-9]+(?:,[0-9]{2,3})*(?:[:.][0-9]+)?(?:[a-z]+[a-z0-9]*)?|[a-z][a-z0-9]*|[\u0900-\u0963\u0970-\u097F]+|[₹%\-–—\/+,¶]/#
        .matchingSemantics(.unicodeScalar)

    private static func token(_ text: String) -> Token? {
        guard let first = text.first else { return nil }
        guard first.isASCII, first.isNumber else {
            if first.isLetter || text.unicodeScalars.contains(where: { (0x900...0x97F).contains($0.value) }) {
                return .word(text)
            }
            return .sign(first)
        }
        let figures = String(text.prefix { !$0.isLetter })
        let tail = String(text.dropFirst(figures.count))
        // "2nd" and "12mb" aren't numbers by themselves, "9am" and "500mg" are.
        guard tail.isEmpty || ClaimWords.attached.contains(tail) else { return .word(text) }
        return number(figures, tail: tail)
    }

    private static func number(_ figures: String, tail: String) -> Token? {
        let parts = figures.replacing(",", with: "").split(whereSeparator: { $0 == ":" || $0 == "." })
        guard let whole = Double(parts[0]) else { return nil }
        if parts.count == 2, parts[1].count == 2, let minutes = Int(parts[1]), minutes < 60, whole <= 24 {
            return .number(whole, minutes: minutes)
        }
        return .number(parts.count == 2 ? Double("\(parts[0]).\(parts[1])") ?? whole : whole, minutes: nil)
    }

    // MARK: Reading

    private mutating func read() {
        var index = 0
        while index < tokens.count {
            if let (count, end) = group(at: index) {
                claims.append(Claim(kind: .number, value: count, text: word(at: index) ?? "", isGroup: true))
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
        guard let word = word(at: end) else { return false }
        return ClaimWords.clock.contains(word) || ClaimWords.rupees.contains(word)
            || ClaimWords.minutesBySpan[word] != nil
    }

    /// "एक रुपया भी नहीं", "not a single rupee" name no price.
    private func isNothing(_ value: Double, _ start: Int, _ end: Int) -> Bool {
        guard value == 1, let word = word(at: end), ClaimWords.rupees.contains(word) else { return false }
        let near = (start - 3..<start).map { $0 } + (end + 1..<end + 4).map { $0 }
        return near.compactMap(self.word(at:)).contains(where: ClaimWords.denials.contains)
    }

    private func number(at start: Int) -> (value: Double, minutes: Int?, end: Int, isBare: Bool)? {
        if case .number(let value, let minutes) = tokens[start] {
            if minutes == nil, case .scale(let scale)? = part(at: start + 1), !isPronoun(at: start + 1) {
                return (value * scale, nil, start + 2, false)
            }
            return (value, minutes, start + 1, false)
        }
        guard let word = word(at: start) else { return nil }
        // "half past six", "quarter to twelve"
        if word == "half" || word == "quarter", let middle = self.word(at: start + 1),
            middle == "past" || middle == "to",
            let hour = hour(at: start + 2), hour <= 24
        {
            let minutes = (word == "half" ? 30 : 15) * (middle == "past" ? 1 : -1)
            let total = Int(hour) * 60 + minutes
            return (Double(total / 60), total % 60, start + 3, false)
        }
        return words(at: start)
    }

    private func hour(at index: Int) -> Double? {
        guard index < tokens.count else { return nil }
        if case .number(let value, _) = tokens[index] { return value }
        if case .unit(let value)? = part(at: index) { return value }
        return nil
    }

    /// "saat sau pachas", "sade nau", "two hundred and fifty".
    private func words(at start: Int) -> (value: Double, minutes: Int?, end: Int, isBare: Bool)? {
        var (total, current, shift) = (0.0, 0.0, 0.0)
        var index = start
        var hasCurrent = false
        var hasShift = false
        loop: while let part = part(at: index) {
            switch part {
            case .unit(let value):
                let joins =
                    current >= 20 && current < 100 && current.truncatingRemainder(dividingBy: 10) == 0 && value < 10
                if hasCurrent && !joins { break loop }
                current += value
                hasCurrent = true
            case .fraction(let value):
                if hasCurrent || hasShift && value < 100 { break loop }
                // "पाचशेचे पाचशे दहा" are two numbers, "एक हजार पाचशे" is one.
                if total > 0, total < 1000 || value >= 1000 { break loop }
                if value >= 100 {
                    // "saade paachshe"
                    total += value + shift * (value >= 1000 ? 1000 : 100)
                    (shift, hasShift) = (0, false)
                } else {
                    (current, hasCurrent) = (value, true)
                }
            case .shift(let value):
                if hasCurrent || hasShift { break loop }
                shift = value
                hasShift = true
            case .scale(let scale):
                if !hasCurrent && total > 0 && scale <= 100 { break loop }
                if isPronoun(at: index), !hasCurrent || NumberWords.isEnglish(word(at: index - 1)) { break loop }
                total += ((hasCurrent ? current : 1) + shift) * scale
                (current, shift, hasCurrent) = (0, 0, false)
            }
            index += 1
            if word(at: index) == "and" || word(at: index) == "aur", total > 0, !hasCurrent, part.isScale,
                case .unit? = self.part(at: index + 1), word(at: index) == "and"
            {
                index += 1
            }
        }
        guard index > start, total > 0 || hasCurrent else { return nil }
        let value = total + (hasCurrent ? current + shift : 0)
        let isBare = value == 1 && index == start + 1
        if value < 24, value != value.rounded(), isClockLike(start, index, hasShift) {
            let minutes = Int((value * 60).rounded())
            return (Double(minutes / 60), minutes % 60, index, false)
        }
        return (value, nil, index, isBare)
    }

    /// "sade nau" and "साडेनऊ" name a time; "dedh ghanta" and "half an hour" a span.
    private func isClockLike(_ start: Int, _ end: Int, _ hasShift: Bool) -> Bool {
        if isSpan(at: end) != nil { return false }
        if let word = word(at: end), ClaimWords.rupees.contains(word) { return false }
        if hasShift { return true }
        guard let first = word(at: start), case .fraction(let value)? = NumberWords.part(first) else { return false }
        return value > 1
    }

    private func part(at index: Int) -> NumberWords.Part? {
        guard let word = word(at: index) else { return nil }
        if ClaimWords.group(word) != nil || isPraise(at: index) { return nil }
        if ["do", "nav", "sat", "be"].contains(word) {
            // A number only before what is counted.
            guard word == "do" || word == "nav", let next = self.word(at: index + 1), !next.hasPrefix("varsh") else {
                return nil
            }
            let counts =
                ClaimWords.clock.contains(next) || ClaimWords.minutesBySpan[next] != nil
                || ClaimWords.scaleWords.contains(next)
            return counts ? .unit(word == "do" ? 2 : 9) : nil
        }
        return NumberWords.part(word)
    }

    /// "paach she" is five hundred, and "she" is the doctor.
    private func isPronoun(at index: Int) -> Bool {
        (word(at: index) == "she" || word(at: index) == "shes") && sign(at: index - 1) != "-"
    }

    /// "khup bara": very good. It is a twelve, too.
    private func isPraise(at index: Int) -> Bool {
        word(at: index) == "bara" && (word(at: index - 1) == "khup" || word(at: index + 1) == "nahi")
    }

    private func word(at index: Int) -> String? {
        guard tokens.indices.contains(index), case .word(let word) = tokens[index] else { return nil }
        return word
    }

    private mutating func add(_ value: Double, _ minutes: Int?, _ start: Int, _ end: Int) {
        let text = tokens[start..<end].map(Self.shown).joined(separator: " ")
        let before = word(at: start - 1) ?? sign(at: start - 1)
        let after = word(at: end) ?? sign(at: end)
        let tail = after ?? ""
        if before == "₹" || before == "rs" || before == "inr" || before == "रु" || ClaimWords.rupees.contains(tail) {
            let decimals = minutes.map { Double($0) / 100 } ?? 0
            let isInclusive = rest(from: end).contains(where: ClaimWords.inclusive.contains)
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

    /// The words up to the end of a sentence.
    private func rest(from start: Int) -> [String] {
        guard start < tokens.count else { return [] }
        return tokens[start...].prefix { $0 != .sign("¶") }.compactMap {
            if case .word(let word) = $0 { word } else { nil }
        }
    }

    /// "26 तारखेला", "शुक्रवारी वीस", "the 12th".
    private func isDay(_ start: Int, _ end: Int) -> Bool {
        if let word = word(at: end), ClaimWords.dates.contains(word) || ClaimWords.atDay.contains(word) { return true }
        if let word = word(at: start), start + 1 == end, word.endsInScalars("ला") { return true }
        return [start - 1, start - 2, end].compactMap(word(at:)).contains { AskedDays.weekday($0) != nil }
    }

    private func month(_ start: Int, _ end: Int) -> Int? {
        // "paach jan" are five people.
        if word(at: end) == "jan", word(at: start) != nil { return nil }
        if let month = ClaimWords.month(word(at: end)) ?? monthAfterOf(end) { return month }
        // In "4 March 10 AM" the month has its day already.
        if let month = ClaimWords.month(word(at: start - 1)), !isNumber(at: start - 2) { return month }
        return listedMonth(value: number(at: start)?.value ?? 0, from: end)
    }

    private func monthAfterOf(_ end: Int) -> Int? {
        guard let word = word(at: end), word == "of" || ClaimWords.ordinals.contains(word) else { return nil }
        return ClaimWords.month(self.word(at: end + (self.word(at: end + 1) == "of" ? 2 : 1)))
    }

    /// The month of the first of "8, 10 और 11 नवंबर".
    private func listedMonth(value: Double, from end: Int) -> Int? {
        var (last, index) = (value, isOrdinal(at: end) ? end + 1 : end)
        for _ in 1...5 {
            guard isJoin(at: index) else { return nil }
            while isJoin(at: index) { index += 1 }
            guard let next = tokens.indices.contains(index) ? number(at: index) : nil, next.minutes == nil,
                next.value > last, next.value <= 31
            else { return nil }
            if let month = ClaimWords.month(word(at: next.end)) ?? monthAfterOf(next.end) { return month }
            (last, index) = (next.value, isOrdinal(at: next.end) ? next.end + 1 : next.end)
        }
        return nil
    }

    private func isOrdinal(at index: Int) -> Bool { word(at: index).map(ClaimWords.ordinals.contains) ?? false }

    private func isJoin(at index: Int) -> Bool {
        if let word = word(at: index) { return ClaimWords.joins.contains(word) }
        return sign(at: index).map { ",-–—/".contains($0) } ?? false
    }

    private func isNumber(at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        if case .number = tokens[index] { return true }
        return isOrdinal(at: index) || part(at: index) != nil
    }

    private func isSpan(at end: Int) -> Double? {
        guard let word = word(at: end) else { return nil }
        for form in WordForms.of(word) { if let found = ClaimWords.minutesBySpan[form] { return found } }
        if word == "an" || word == "a", let next = self.word(at: end + 1) { return ClaimWords.minutesBySpan[next] }
        return nil
    }

    private func sign(at index: Int) -> String? {
        guard tokens.indices.contains(index), case .sign(let sign) = tokens[index] else { return nil }
        return String(sign)
    }

    private func candidates(_ hour: Int, _ minutes: Int, _ start: Int, _ end: Int) -> [Int] {
        if hour > 12 { return [hour * 60 + minutes] }
        let both = [(hour % 12) * 60 + minutes, (hour % 12 + 12) * 60 + minutes]
        let tail = word(at: end) ?? ""
        if ["am", "a"].contains(tail) { return [both[0]] }
        if ["pm", "p"].contains(tail) || tail == "noon" { return [both[1]] }
        for index in stride(from: start - 1, through: max(0, start - 3), by: -1) {
            guard let word = word(at: index) else { break }
            if NumberWords.part(word) != nil || ClaimWords.partsOfDayEnd.contains(word) { break }
            // A session of the morning may end at half past twelve.
            if ClaimWords.morning.contains(word) { return hour == 12 ? both : [both[0]] }
            if ClaimWords.evening.contains(word) { return [both[1]] }
        }
        return both
    }

    // MARK: Times and groups in words

    /// "पाँच बजकर चालीस मिनट", "nau pannas la", "नऊ पन्नासला".
    private func clock(at start: Int) -> (value: Double, minutes: Int?, end: Int, isBare: Bool)? {
        guard let hour = number(at: start), hour.minutes == nil, hour.end == start + 1, (1...12).contains(hour.value),
            hour.value == hour.value.rounded()
        else { return nil }
        if let word = word(at: hour.end), ClaimWords.pastHour.contains(word) {
            guard let past = tokens.indices.contains(hour.end + 1) ? number(at: hour.end + 1) : nil,
                past.minutes == nil, (1..<60).contains(past.value)
            else { return nil }
            return (hour.value, Int(past.value), past.end + (isSpan(at: past.end) == 1 ? 1 : 0), false)
        }
        guard word(at: start) != nil, let (minutes, end, isMarked) = minutes(at: hour.end) else { return nil }
        let isAfterAt = word(at: start - 1).map { ["at", "by", "around", "until", "till"].contains($0) } ?? false
        let isBeforeAt = word(at: end).map(ClaimWords.atTime.contains) ?? false
        let isCounted =
            isSpan(at: end) != nil || word(at: end).map(ClaimWords.rupees.contains) ?? false
        guard isMarked || isBeforeAt || isAfterAt && !isCounted else { return nil }
        return (hour.value, minutes, end, false)
    }

    /// Minutes in a word after an hour, and whether its ending makes it a time.
    private func minutes(at index: Int) -> (Int, end: Int, isMarked: Bool)? {
        guard let word = word(at: index) else { return nil }
        let ending = ["पर्यंत", "पासून", "नंतर", "paryant", "ला"].first(where: word.endsInScalars)
        let stem = ending.map {
            String(String.UnicodeScalarView(word.unicodeScalars.dropLast($0.unicodeScalars.count)))
        }
        let isFull: (Double) -> Bool = { (10...55).contains($0) && $0.truncatingRemainder(dividingBy: 5) == 0 }
        if let stem {
            guard case .unit(let value)? = NumberWords.part(stem), isFull(value) else { return nil }
            return (Int(value), index + 1, true)
        }
        guard let found = words(at: index), found.minutes == nil, isFull(found.value) else { return nil }
        return (Int(found.value), found.end, false)
    }

    /// "both", "for the two of you", "all three languages", "me and my wife".
    private func group(at start: Int) -> (count: Double, end: Int)? {
        guard let first = word(at: start) else { return nil }
        if let count = ClaimWords.group(first) { return (count, start + 1) }
        if first == "all", let second = word(at: start + 1), ["two", "three", "2", "3"].contains(second) {
            return (second == "two" || second == "2" ? 2 : 3, start + 2)
        }
        if first == "do", word(at: start + 1) == "ke" { return (2, start + 1) }
        guard ClaimWords.people.contains(first) else { return nil }
        var next = start + 1
        while let word = word(at: next), ClaimWords.joins.contains(word) || word == "my" { next += 1 }
        guard let second = word(at: next), second != first, ClaimWords.people.contains(second) else { return nil }
        return (2, next + 1)
    }

    private static func shown(_ token: Token) -> String {
        switch token {
        case .number(let value, let minutes):
            let whole = Int(exactly: value).map(String.init) ?? "\(value)"
            return minutes.map { "\(whole):" + ($0 < 10 ? "0\($0)" : "\($0)") } ?? whole
        case .word(let word): return word
        case .sign(let sign): return String(sign)
        }
    }
}

extension NumberWords.Part {
    fileprivate var isScale: Bool { if case .scale = self { true } else { false } }
}

extension String {
    /// Whether a Latin letter stands at either end of `range`.
    fileprivate func touchesLetter(_ range: Range<Index>) -> Bool {
        let isLetter: (Character) -> Bool = { $0.isASCII && $0.isLetter }
        let before = range.lowerBound > startIndex && isLetter(self[index(before: range.lowerBound)])
        return before || range.upperBound < endIndex && isLetter(self[range.upperBound])
    }
}
