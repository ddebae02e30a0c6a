import Storage

/// A password in the forms in which somebody would guess it.
struct GuessedPassword {
    /// Folded; as it is, without the digits and signs around it, without signs at all, and with the letters that digits
    /// and signs stand for.
    let forms: Set<String>
    /// Nothing but them, and so few that trying all is possible: dates, telephone numbers.
    let hasOnlyDigitsAndSigns: Bool

    init(_ text: String) {
        let whole = text.folded
        let written = [whole, Self.withoutSignsBehind(whole), Self.core(whole)]
        let spelled = written.map { String($0.map { Self.letters[$0] ?? $0 }) }
        let cores = (written + spelled).map(Self.core)
        let all = written + spelled + cores
        forms = Set(all + all.map { $0.filter { $0.isLetter || $0.isNumber } }).subtracting([""])
        hasOnlyDigitsAndSigns =
            whole.unicodeScalars.count < 16
            && whole.unicodeScalars.allSatisfy { $0.isASCII && !$0.properties.isAlphabetic }
    }

    /// Without the digits, signs and blanks at both ends. Vowel signs are letters.
    static func core(_ text: String) -> String { withoutSignsBehind(String(text.drop(while: isSign))) }

    private static func withoutSignsBehind(_ text: String) -> String {
        text.lastIndex { !isSign($0) }.map { String(text[...$0]) } ?? ""
    }

    private static func isSign(_ character: Character) -> Bool {
        !character.isLetter && !(character.unicodeScalars.first?.properties.isAlphabetic ?? false)
    }

    /// One character, or one sequence again and again; the last time it may break off.
    static func isRepeated(_ text: String) -> Bool {
        let all = Array(text)
        return all.count == 1
            || all.count > 1
                && (1...all.count / 2).contains { period in
                    (period..<all.count).allSatisfy { all[$0] == all[$0 - period] }
                }
    }

    /// Whether it goes along a row of the keyboard, or along the alphabet of any script, forwards or backwards.
    static func isRun(_ text: String) -> Bool {
        guard text.count >= 4 else { return false }
        if rows.contains(where: { $0.contains(text) || String($0.reversed()).contains(text) }) { return true }
        let values = text.unicodeScalars.map { Int64($0.value) }
        let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }

    private static let rows = [
        "12345678901234567890", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "qwertzuiopasdfghjklyxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn",
    ]

    private static let letters: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "l",
    ]
}
