/// The numbers, words and signs of a text, in order, and its telephone numbers.
struct ClaimTokens {
    enum Token: Equatable {
        case number(Double, minutes: Int?)
        case word(String)
        case sign(Character)
    }

    private var all: [Token] = []
    private(set) var phones: [Claim] = []

    init(_ text: String) {
        var folded = TextFolding.fold(Self.withStops(WebAddresses.removed(from: text)))
        folded = folded.replacing(#/(?m)^\s*[0-9]{1,2}[.)]\s+/#, with: " ")
        // Digits within a word that has letters too, such as a reference, are no number.
        let whole = folded
        for match in whole.matches(of: Self.phone) where !whole.touchesLetter(match.range) {
            let digits = Self.digits(String(match.output))
            guard digits.count >= 7, !String(match.output).contains(#/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/#) else { continue }
            phones.append(Claim(kind: .phone(Self.national(digits)), value: 0, text: String(match.output)))
            folded = folded.replacing(String(match.output), with: " ")
        }
        folded = folded.replacing(#/\b([1-9][0-9]{2}) ([0-9]{3})\b/#) { "\($0.output.1)\($0.output.2)" }
            // "पाचशे-पाचशे": five hundred each.
            .replacing(#/([^\s\-0-9]+)-\1(?=\s|$)/#) { "\($0.output.1)" }
            .replacing(Self.joined) { "\($0.output.1) \($0.output.2)" }
        all = folded.replacing(#/\b([0-9]{1,2})(st|nd|rd|th)\b/#) { "\($0.output.1) \($0.output.2)" }
            .matches(of: Self.token).compactMap { Self.token(String($0.output)) }
    }

    /// What ends a sentence parts the numbers and words on its sides: "since 2004. She", "till twelve. May I".
    private static func withStops(_ text: String) -> String {
        text.replacing(#/\b(rs|no|dr|approx|[ap]\.m|रु|नं|क्र)\./#.ignoresCase()) { "\($0.output.1) " }
            .replacing(#/[.!?;](?=\s|$)|[।॥\n]/#) { "\($0.output) ¶ " }
    }

    /// Ten digits without +91 and 0, as they are dialled in India.
    private static func national(_ digits: String) -> String {
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

    // MARK: Looking

    var indices: Range<Int> { all.indices }

    subscript(index: Int) -> Token { all[index] }

    func word(at index: Int) -> String? {
        guard all.indices.contains(index), case .word(let word) = all[index] else { return nil }
        return word
    }

    func sign(at index: Int) -> String? {
        guard all.indices.contains(index), case .sign(let sign) = all[index] else { return nil }
        return String(sign)
    }

    /// The words up to the end of a sentence.
    func rest(from start: Int) -> [String] {
        guard start < all.count else { return [] }
        return all[start...].prefix { $0 != .sign("¶") }.compactMap {
            if case .word(let word) = $0 { word } else { nil }
        }
    }

    /// As they were written, or nearly.
    func shown(_ range: Range<Int>) -> String { all[range].map(Self.shown).joined(separator: " ") }

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

extension String {
    /// Whether a Latin letter stands at either end of `range`.
    fileprivate func touchesLetter(_ range: Range<Index>) -> Bool {
        let isLetter: (Character) -> Bool = { $0.isASCII && $0.isLetter }
        let before = range.lowerBound > startIndex && isLetter(self[index(before: range.lowerBound)])
        return before || range.upperBound < endIndex && isLetter(self[range.upperBound])
    }
}
