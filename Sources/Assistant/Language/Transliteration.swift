/// Devanagari in rough Latin letters, as people type Hindi and Marathi on a phone.
enum Transliteration {
    /// Every other character is left as it is. Expects a folded word.
    static func latin(_ word: String) -> String {
        var result = ""
        var owesVowel = false
        let scalars = Array(word.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if let consonant = consonants[scalar] {
                result += (owesVowel ? "a" : "") + consonant
                owesVowel = true
            } else if let sign = signs[scalar] {
                result += sign
                owesVowel = false
            } else {
                let needsVowel = owesVowel && (scalar == "\u{0902}" || scalar == "\u{0903}")
                let isBeforeLip = scalar == "\u{0902}" && index + 1 < scalars.count && lips.contains(scalars[index + 1])
                result += (needsVowel ? "a" : "") + (isBeforeLip ? "m" : vowels[scalar] ?? String(scalar))
                owesVowel = false
            }
        }
        return result
    }

    private static let consonants: [Unicode.Scalar: String] = [
        "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
        "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
        "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v",
        "श": "sh", "ष": "sh", "स": "s", "ह": "h",
    ]

    /// Vowel signs and the virama, which takes the inherent vowel away.
    private static let signs: [Unicode.Scalar: String] = [
        "\u{093E}": "aa", "\u{093F}": "i", "\u{0940}": "i", "\u{0941}": "u", "\u{0942}": "u", "\u{0943}": "ri",
        "\u{0945}": "e", "\u{0947}": "e", "\u{0948}": "ai", "\u{0949}": "o", "\u{094B}": "o", "\u{094C}": "au",
        "\u{094D}": "",
    ]

    /// Before these an anusvara sounds like m: नंबर, nambar.
    private static let lips: Set<Unicode.Scalar> = ["प", "फ", "ब", "भ", "म"]

    private static let vowels: [Unicode.Scalar: String] = [
        "अ": "a", "आ": "aa", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri", "ए": "e", "ऐ": "ai", "ऑ": "o",
        "ओ": "o", "औ": "au", "\u{0972}": "a", "\u{0902}": "n", "\u{0903}": "h",
    ]
}
