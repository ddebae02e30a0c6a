import Conversations

/// What a person types to find a patient: every word has to be in the patient's search text, in any order.
struct SearchQuery {
    /// In Unicode scalars. What comes after them is not looked at, nor is a ninth word.
    private static let lengthLimit = 200
    private static let wordLimit = 8

    /// A way to write a word.
    struct Part {
        let text: String
        /// Whether a word has to begin with it; otherwise it may stand anywhere.
        var beginsWord = false
    }

    /// For each word the ways to write it, of which one has to fit.
    let words: [[Part]]

    init(_ text: String) {
        let folded = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.lengthLimit))).folded
        if let number = DialledNumber(folded) {
            words = [number.spellings.map { Part(text: $0) }]
            return
        }
        let written = folded.split(separator: " ").map(String.init)
        let spoken = written.filter { $0.contains { $0.isLetter || $0.isNumber } }
        words = (spoken.isEmpty ? written : spoken).prefix(Self.wordLimit).map(Self.parts)
    }

    /// What a row of `patients p` has to fulfil; empty where nothing is asked for. No planner guesses how rare it is: they
    /// guess wrong, and sort all patients for a page that the first fifty would fill.
    var condition: SQL {
        words.reduce("") { condition, parts in
            let fits = SQL.list(
                parts.flatMap(\.patterns).map { "p.search_text LIKE \($0) ESCAPE '\\'" }, separator: " OR ")
            return "\(condition) AND CASE WHEN \(fits) THEN TRUE ELSE FALSE END"
        }
    }

    private static func parts(_ word: String) -> [Part] {
        guard let number = DialledNumber(word) else { return [Part(text: word)] }
        // Beside a name "7" is part of the name: nearly every phone number has one somewhere.
        return number.spellings.map { Part(text: $0, beginsWord: $0.count < 3) }
    }
}

extension SearchQuery.Part {
    /// For LIKE; one has to fit.
    fileprivate var patterns: [String] {
        let literal = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        return beginsWord ? ["\(literal)%", "% \(literal)%"] : ["%\(literal)%"]
    }
}

/// A phone number, or a part of one, as people write it. A number is stored as digits with its country code, so what
/// stands in front of a national number, and what separates its parts, is left out.
private struct DialledNumber {
    /// Digits; the number contains one of them.
    let spellings: [String]

    /// Nil where `folded` is anything but digits and what people put between and around them.
    init?(_ folded: String) {
        guard folded.contains(where: \.isNumber),
            folded.allSatisfy({ $0.isASCII && ($0.isNumber || "+-()./ ".contains($0)) })
        else { return nil }
        let written = folded.replacing(" ", with: "")
        let digits = written.filter(\.isNumber)
        let number = String(written.replacing("(0)", with: "").filter(\.isNumber).drop { $0 == "0" })
        guard !number.isEmpty else {
            spellings = [digits]
            return
        }
        let isInternational = written.contains("+") || digits.hasPrefix("00")
        spellings = [number] + (isInternational ? Self.withoutTrunkZero(number) : [])
    }

    /// "+91 098765 43210": the zero of national calls was kept after the country code, which has one to three digits.
    private static func withoutTrunkZero(_ number: String) -> [String] {
        (1...3).filter { number.dropFirst($0).first == "0" }
            .map { String(number.prefix($0) + number.dropFirst($0 + 1)) }
    }
}
