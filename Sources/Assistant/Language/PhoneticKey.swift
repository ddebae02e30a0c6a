/// A key under which the spellings of one Hindi or Marathi word meet: `kitna`, `kitnaa` and `कितना`.
///
/// It drops the length of vowels, aspiration, doubled letters and every `a` inside the word. It is meant for Indian
/// words; English words are compared as they are written.
enum PhoneticKey {
    static func of(_ word: String) -> String {
        let latin = TextFolding.isDevanagari(word) ? Transliteration.latin(word) : word
        var key = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for letter in squeezed(Array(latin.unicodeScalars)) {
            if letter == "a", last != nil { continue }
            if letter != last { key.append(letter) }
            last = letter
        }
        return String(key)
    }

    /// One letter per sound: aspirates lose their h, long vowels their length, c becomes what it sounds like.
    private static func squeezed(_ spelled: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var letters: [Unicode.Scalar] = []
        for (index, letter) in spelled.enumerated() {
            let next = index + 1 < spelled.count ? spelled[index + 1] : " "
            if letter == "h", index > 0, isAspirated(spelled[index - 1]) {
                if spelled[index - 1] == "p" { letters[letters.count - 1] = "f" }
            } else if letter == "c" {
                letters.append(next == "h" ? "c" : next == "e" || next == "i" || next == "y" ? "s" : "k")
            } else {
                letters.append(sound(of: letter))
            }
        }
        return letters
    }

    /// Whether an h after this letter only breathes.
    private static func isAspirated(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "k", "g", "c", "j", "t", "d", "p", "b", "s", "z", "h": true
        default: false
        }
    }

    private static func sound(of letter: Unicode.Scalar) -> Unicode.Scalar {
        switch letter {
        case "e", "y": "i"
        case "o": "u"
        case "w": "v"
        case "z": "j"
        case "q", "x": "k"
        default: letter
        }
    }
}
