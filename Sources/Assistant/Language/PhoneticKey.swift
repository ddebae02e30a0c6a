/// A key under which the spellings of one Hindi or Marathi word meet: `kitna`, `kitnaa` and `कितना`.
///
/// It drops the length of vowels, aspiration, doubled letters and every `a` inside the word. It is meant for Indian
/// words; English words are compared as they are written.
enum PhoneticKey {
    static func of(_ word: String) -> String {
        let latin = TextFolding.isDevanagari(word) ? Transliteration.latin(word) : word
        var key = ""
        for letter in squeezed(latin) {
            if letter == "a", !key.isEmpty { continue }
            if letter != key.last { key.append(letter) }
        }
        return key
    }

    /// One letter per sound: aspirates lose their h, long vowels their length, c becomes what it sounds like.
    private static func squeezed(_ latin: String) -> [Character] {
        let spelled = Array(latin)
        var letters: [Character] = []
        for (index, letter) in spelled.enumerated() {
            let next = index + 1 < spelled.count ? spelled[index + 1] : " "
            if letter == "h", index > 0, "kgcjtdpbszh".contains(spelled[index - 1]) {
                if spelled[index - 1] == "p" { letters[letters.count - 1] = "f" }
            } else if letter == "c" {
                letters.append(next == "h" ? "c" : "eiy".contains(next) ? "s" : "k")
            } else {
                letters.append(sounds[letter] ?? letter)
            }
        }
        return letters
    }

    private static let sounds: [Character: Character] = [
        "e": "i", "y": "i", "o": "u", "w": "v", "z": "j", "q": "k", "x": "k",
    ]
}
