import Foundation

extension String {
    /// The one form in which texts are compared: what a search finds, and what tells two topics apart.
    ///
    /// Case, accents of Latin letters, widths, the kind of an apostrophe, a dash, a blank or a digit, and what cannot be
    /// seen make no difference. Vowel signs of Indian scripts are letters and stay; a nukta is the same, composed or not.
    /// What is folded already stays as it is.
    package var folded: String {
        let plain = String(UnicodeScalarView(unicodeScalars.map(\.withPlainQuote)))
        // Over upper case, since ß and SS, ς and Σ, ı and I are the same only there.
        let cased = plain.decomposedStringWithCompatibilityMapping.lowercased().uppercased().lowercased()
        var kept = UnicodeScalarView()
        for scalar in cased.decomposedStringWithCompatibilityMapping.unicodeScalars.map(\.withPlainQuote) {
            switch scalar.folding {
            case .none: break
            case .blank: if let last = kept.last, last != " " { kept.append(" ") }
            case .letters(let letters): kept.append(contentsOf: letters.unicodeScalars)
            case .itself: kept.append(scalar)
            }
        }
        if kept.last == " " { kept.removeLast() }
        return String(kept).precomposedStringWithCanonicalMapping
    }
}

private enum Folding {
    case none, blank, itself
    case letters(String)

    /// Latin letters whose stroke or tie is not an accent to Unicode.
    static let strokes: [Unicode.Scalar: String] = [
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe",
    ]
    static let singleQuotes = Set("`´‘’‚‛ʹʻʼʽˈ′‵‹›＇ꞌ՚׳ߴ".unicodeScalars)
    static let doubleQuotes = Set("“”„‟«»″‶＂ʺˮ〝〞〟״".unicodeScalars)
    /// Signs of minus, and a bullet that looks like a hyphen.
    static let moreDashes = Set("\u{2D7}\u{2043}\u{2212}".unicodeScalars)
}

extension Unicode.Scalar {
    /// Also before anything is decomposed: to Unicode an acute accent alone is a blank with an accent.
    fileprivate var withPlainQuote: Unicode.Scalar {
        if isASCII { return self == "`" ? "'" : self }
        if Folding.singleQuotes.contains(self) { return "'" }
        return Folding.doubleQuotes.contains(self) ? "\"" : self
    }

    /// What becomes of a scalar in lower case, decomposed.
    fileprivate var folding: Folding {
        // The Braille blank looks like a blank.
        if properties.isWhitespace || self == "\u{2800}" { return .blank }
        if isASCII { return properties.generalCategory == .control ? .none : .itself }
        if properties.isDefaultIgnorableCodePoint || isAccent { return .none }
        switch properties.generalCategory {
        case .control: return .none
        case .decimalNumber: return .letters(String(Int(properties.numericValue ?? 0)))
        case .dashPunctuation: return .letters("-")
        default: break
        }
        if Folding.moreDashes.contains(self) { return .letters("-") }
        return Folding.strokes[self].map(Folding.letters) ?? .itself
    }

    /// Whether it is a diacritic of Latin, Greek or Cyrillic letters, or of symbols.
    private var isAccent: Bool {
        switch value {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        default: false
        }
    }
}
