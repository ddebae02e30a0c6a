import Foundation

/// Brings the many ways of writing one text to a single one, so that words can be compared.
enum TextFolding {
    /// Lower case, without Latin diacritics, nukta and joiners, candrabindu as anusvara, digits as ASCII.
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in decomposed(text).unicodeScalars {
            if let kept = fold(scalar) { folded.append(kept) }
        }
        return String(folded)
    }

    /// The words of a text: runs of letters, digits and Devanagari signs. "What's" is one word, `whats`.
    static func words(of text: String) -> [String] {
        fold(text).split { !isPartOfWord($0) }.map(String.init)
    }

    static func isDevanagari(_ word: some StringProtocol) -> Bool {
        word.unicodeScalars.contains { (0x0900...0x097F).contains($0.value) }
    }

    /// In lower case, too, but for ASCII. Most texts have nothing to decompose, and looking is many times as fast.
    private static func decomposed(_ text: String) -> String {
        text.unicodeScalars.allSatisfy(isDecomposed)
            ? text : text.decomposedStringWithCompatibilityMapping.lowercased()
    }

    /// Whether this ASCII or Devanagari character stands for no other ones, and keeps its place among those beside it. (That
    /// of a nukta and a virama does not matter: nuktas go.)
    private static func isDecomposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0929, 0x0931, 0x0934, 0x0951...0x0954, 0x0958...0x095F: false
        case 0x00...0x7F, 0x0900...0x097F: true
        default: false
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20)
        case 0x0300...0x036F, 0x093C, 0x200B...0x200D, 0xFEFF, 0x27, 0x2019: nil
        case 0x0901: "\u{0902}"
        case 0x0966...0x096F: Unicode.Scalar(scalar.value - 0x0966 + 0x30)
        default: scalar
        }
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        if let ascii = character.asciiValue { return isalnum(Int32(ascii)) != 0 }
        guard let first = character.unicodeScalars.first else { return false }
        return first.properties.isAlphabetic || first.properties.numericType != nil
            || ((0x0900...0x097F).contains(first.value) && first.value != 0x0964 && first.value != 0x0965)
    }
}
