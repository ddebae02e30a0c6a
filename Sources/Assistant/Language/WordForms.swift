/// The forms under which a word may be known: itself, then without the endings of its language.
enum WordForms {
    /// The word first, then its shorter forms, the longest ending cut first.
    static func of(_ word: String) -> [String] {
        [word] + (TextFolding.isDevanagari(word) ? devanagari(word) : latin(word))
    }

    private static func devanagari(_ word: String) -> [String] {
        cut(word, devanagariEndings, leaving: 2)
    }

    private static func latin(_ word: String) -> [String] {
        var forms: [String] = []
        for (ending, replacement) in englishEndings where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            guard stem.count >= 3 else { continue }
            forms.append(stem + replacement)
            if ending != "s", let last = stem.last, stem.dropLast().last == last {
                forms.append(String(stem.dropLast()))
            }
        }
        return forms + cut(word, marathiEndings, leaving: 4)
    }

    private static func cut(_ word: String, _ endings: [String], leaving least: Int) -> [String] {
        endings.compactMap { ending in
            guard word.unicodeScalars.count - ending.unicodeScalars.count >= least, word.endsInScalars(ending) else {
                return nil
            }
            return String(String.UnicodeScalarView(word.unicodeScalars.dropLast(ending.unicodeScalars.count)))
        }
    }

    private static let englishEndings = [
        ("ies", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("ed", "e"), ("s", ""),
    ]

    private static let marathiEndings = [
        "anchya", "anchi", "ancha", "anche", "anshi", "anna", "sathi", "madhye", "madhe", "chya", "cha", "chi", "che",
        "var", "la", "na", "shi",
    ]

    private static let devanagariEndings = [
        "\u{093E}ंच्या", "\u{093E}ंची", "\u{093E}ंना", "\u{093E}ंशी", "\u{093E}साठी", "साठी", "मध्ये",
        "वरून", "पासून", "जवळ", "च्या", "चा", "ची", "चे", "ला", "ना", "ने", "शी", "वर", "हून",
        "\u{094B}ं", "\u{0947}ं", "\u{093F}यों", "\u{093F}यां", "त", "\u{093E}ं", "\u{093E}", "\u{0947}", "\u{0940}",
    ]
}

extension String {
    /// `hasSuffix` compares whole characters, and a Devanagari ending may begin in the middle of one.
    func endsInScalars(_ ending: String) -> Bool {
        unicodeScalars.reversed().starts(with: ending.unicodeScalars.reversed())
    }
}
