extension ClaimReader {
    /// A number, how it goes on, and where it ends. A bare one says "a" more often than a number.
    typealias Found = (value: Double, minutes: Int?, end: Int, isBare: Bool)

    func number(at start: Int) -> Found? {
        if case .number(let value, let minutes) = tokens[start] {
            if minutes == nil, case .scale(let scale)? = part(at: start + 1), !isPronoun(at: start + 1) {
                return (value * scale, nil, start + 2, false)
            }
            return (value, minutes, start + 1, false)
        }
        guard let word = tokens.word(at: start) else { return nil }
        // "half past six", "quarter to twelve"
        if word == "half" || word == "quarter", let middle = tokens.word(at: start + 1),
            middle == "past" || middle == "to",
            let hour = hour(at: start + 2), hour <= 24
        {
            let minutes = (word == "half" ? 30 : 15) * (middle == "past" ? 1 : -1)
            let total = Int(hour) * 60 + minutes
            return (Double(total / 60), total % 60, start + 3, false)
        }
        return words(at: start)
    }

    func hour(at index: Int) -> Double? {
        guard index < tokens.indices.upperBound else { return nil }
        if case .number(let value, _) = tokens[index] { return value }
        if case .unit(let value)? = part(at: index) { return value }
        return nil
    }

    /// "saat sau pachas", "sade nau", "two hundred and fifty".
    func words(at start: Int) -> Found? {
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
                if isPronoun(at: index), !hasCurrent || NumberWords.isEnglish(tokens.word(at: index - 1)) { break loop }
                total += ((hasCurrent ? current : 1) + shift) * scale
                (current, shift, hasCurrent) = (0, 0, false)
            }
            index += 1
            if tokens.word(at: index) == "and" || tokens.word(at: index) == "aur", total > 0, !hasCurrent, part.isScale,
                case .unit? = self.part(at: index + 1), tokens.word(at: index) == "and"
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
    func isClockLike(_ start: Int, _ end: Int, _ hasShift: Bool) -> Bool {
        if isSpan(at: end) != nil { return false }
        if let word = tokens.word(at: end), ClaimWords.rupees.contains(word) { return false }
        if hasShift { return true }
        guard let first = tokens.word(at: start), case .fraction(let value)? = NumberWords.part(first) else {
            return false
        }
        return value > 1
    }

    func part(at index: Int) -> NumberWords.Part? {
        guard let word = tokens.word(at: index) else { return nil }
        if ClaimWords.group(word) != nil || isPraise(at: index) { return nil }
        if ["do", "nav", "sat", "be"].contains(word) {
            // A number only before what is counted.
            guard word == "do" || word == "nav", let next = tokens.word(at: index + 1), !next.hasPrefix("varsh") else {
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
    func isPronoun(at index: Int) -> Bool {
        (tokens.word(at: index) == "she" || tokens.word(at: index) == "shes") && tokens.sign(at: index - 1) != "-"
    }

    /// "khup bara": very good. It is a twelve, too.
    func isPraise(at index: Int) -> Bool {
        tokens.word(at: index) == "bara"
            && (tokens.word(at: index - 1) == "khup" || tokens.word(at: index + 1) == "nahi")
    }

    // MARK: Times and groups in words

    /// "पाँच बजकर चालीस मिनट", "nau pannas la", "नऊ पन्नासला".
    func clock(at start: Int) -> Found? {
        guard let hour = number(at: start), hour.minutes == nil, hour.end == start + 1, (1...12).contains(hour.value),
            hour.value == hour.value.rounded()
        else { return nil }
        if let word = tokens.word(at: hour.end), ClaimWords.pastHour.contains(word) {
            guard let past = tokens.indices.contains(hour.end + 1) ? number(at: hour.end + 1) : nil,
                past.minutes == nil, (1..<60).contains(past.value)
            else { return nil }
            return (hour.value, Int(past.value), past.end + (isSpan(at: past.end) == 1 ? 1 : 0), false)
        }
        guard tokens.word(at: start) != nil, let (minutes, end, isMarked) = minutes(at: hour.end) else { return nil }
        let isAfterAt =
            tokens.word(at: start - 1).map { ["at", "by", "around", "until", "till"].contains($0) } ?? false
        let isBeforeAt = tokens.word(at: end).map(ClaimWords.atTime.contains) ?? false
        let isCounted =
            isSpan(at: end) != nil || tokens.word(at: end).map(ClaimWords.rupees.contains) ?? false
        guard isMarked || isBeforeAt || isAfterAt && !isCounted else { return nil }
        return (hour.value, minutes, end, false)
    }

    /// Minutes in a word after an hour, and whether its ending makes it a time.
    func minutes(at index: Int) -> (Int, end: Int, isMarked: Bool)? {
        guard let word = tokens.word(at: index) else { return nil }
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
    func group(at start: Int) -> (count: Double, end: Int)? {
        guard let first = tokens.word(at: start) else { return nil }
        if let count = ClaimWords.group(first) { return (count, start + 1) }
        if first == "all", let second = tokens.word(at: start + 1), ["two", "three", "2", "3"].contains(second) {
            return (second == "two" || second == "2" ? 2 : 3, start + 2)
        }
        if first == "do", tokens.word(at: start + 1) == "ke" { return (2, start + 1) }
        guard ClaimWords.people.contains(first) else { return nil }
        var next = start + 1
        while let word = tokens.word(at: next), ClaimWords.joins.contains(word) || word == "my" { next += 1 }
        guard let second = tokens.word(at: next), second != first, ClaimWords.people.contains(second) else {
            return nil
        }
        return (2, next + 1)
    }
}

extension NumberWords.Part {
    fileprivate var isScale: Bool { if case .scale = self { true } else { false } }
}
