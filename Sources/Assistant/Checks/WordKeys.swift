/// The keys under which a word and its other spellings and inflections meet, in both scripts.
enum WordKeys {
    /// Of a folded word that stands in a text.
    static func ofText(_ word: String) -> Set<String> {
        var keys: Set<String> = [word]
        let isDevanagari = TextFolding.isDevanagari(word)
        var forms = WordForms.of(word) + places(word).flatMap(WordForms.of)
        if isDevanagari { forms += forms.dropFirst().flatMap { WordForms.of($0).dropFirst() } }
        for form in forms {
            keys.insert(form)
            if form.contains(where: \.isNumber) { continue }
            keys.insert("=" + loose(form))
            if let sound = sound(form) { keys.insert(sound) }
        }
        return keys
    }

    /// Of a folded word that stands in a list. English ones are compared as they are written.
    static func ofList(_ word: String, isIndian: Bool) -> Set<String> {
        var keys: Set<String> = [word]
        guard isIndian else { return keys }
        keys.insert("=" + loose(word))
        if let sound = sound(word) { keys.insert(sound) }
        return keys
    }

    /// Without what Marathi joins to the name of a place: `mandirasamor`, `चौकाजवळ`.
    private static func places(_ word: String) -> [String] {
        let endings = [
            "समोर", "जवळ", "मध्ये", "पासून", "शेजारी", "कडे", "पर्यंत", "samor", "javal", "madhe", "pasun", "shejari", "kade",
            "paryant", "च", "ach",
        ]
        return endings.filter { word.endsInScalars($0) && word.unicodeScalars.count - $0.unicodeScalars.count >= 3 }
            .flatMap { ending -> [String] in
                let stem = word.unicodeScalars.dropLast(ending.unicodeScalars.count)
                let last = stem.last.map { $0 == "a" || $0 == "\u{093E}" } ?? false
                return ([stem] + (last ? [stem.dropLast()] : [])).map { String(String.UnicodeScalarView($0)) }
            }
    }

    /// The consonants of a word, by which a name meets itself in the other script: `library` and `लाइब्रेरी`.
    static func skeleton(_ word: String) -> String? {
        let isDevanagari = TextFolding.isDevanagari(word)
        let latin = isDevanagari ? Transliteration.latin(word) : word
        var result = ""
        var last: Character = " "
        for letter in latin where letter.isASCII {
            defer { last = letter }
            if letter == last || "aeiouy".contains(letter) || (letter == "h" && "kgcjtdpbs".contains(last)) { continue }
            result.append(["w": "v", "z": "s", "j": "s", "c": "k", "q": "k"][letter] ?? letter)
        }
        return result.count >= 3 ? result : nil
    }

    /// Too many short words sound alike.
    private static func sound(_ word: String) -> String? {
        let key = PhoneticKey.of(word)
        return key.count >= 4 ? "~" + key : nil
    }

    /// Latin letters with short vowels and without the h of aspirates at the end: `sham` for `shaam` and for `शाम`.
    private static func loose(_ word: String) -> String {
        let latin = TextFolding.isDevanagari(word) ? Transliteration.latin(word) : word
        var result = ""
        for letter in latin.replacing("ee", with: "i").replacing("oo", with: "u").replacing("w", with: "v") {
            if letter != result.last { result.append(letter == "z" ? "j" : letter) }
        }
        return result
    }
}
