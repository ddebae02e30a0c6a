import Foundation

/// Brings the many ways of writing one text to a single one, so that words can be compared.
enum TextFolding {
    /// Lower case, without Latin diacritics, nukta and joiners, candrabindu as anusvara, digits as ASCII.
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
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

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0300...0x036F, 0x093C, 0x200B...0x200D, 0xFEFF, 0x27, 0x2019: nil
        case 0x0901: "\u{0902}"
        case 0x0966...0x096F: Unicode.Scalar(scalar.value - 0x0966 + 0x30)
        default: scalar
        }
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first else { return false }
        return first.properties.isAlphabetic || first.properties.numericType != nil
            || ((0x0900...0x097F).contains(first.value) && first.value != 0x0964 && first.value != 0x0965)
    }
}
