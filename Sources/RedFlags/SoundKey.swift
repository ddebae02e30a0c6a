/// A key that Indian words of the same sound share, in whichever script and spelling they are written: "छाती", "chhati"
/// and "chaati" have one, "nahi", "nhi" and "नहीं" another.
///
/// Consonants without breath (kh as k), one letter for long and short vowels (ee as i), and no a within: people
/// write it or not. Longer words have a loose key too, where e is i, o is u, and no h is within: "behosh", "bihos".
enum SoundKey {
    /// Of small letters a to z.
    static func ofLatin(_ letters: [UInt8]) -> [UInt8] {
        // "ny" is no word, "nay" and "ni" are as common as "nahi".
        shortDenials.contains { letters.elementsEqual($0.utf8) }
            ? Array(denial) : plainDenial(folded(latinSounds(letters)))
    }

    static func ofDevanagari(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        let key = plainDenial(folded(devanagariSounds(scalars)))
        return key.elementsEqual("ni".utf8) ? Array(denial) : key
    }

    private static let denial = "nhi".utf8
    private static let shortDenials = ["nay", "nai", "naay", "naai", "ni", "nhi", "nhe", "nahe", "nay"]

    /// "नाही", "नाहीये", "नाहीत" and "नाहीयेत" deny alike.
    private static func plainDenial(_ key: [UInt8]) -> [UInt8] {
        key.starts(with: denial) && ["nhie", "nhit", "nhiet", "nhin"].contains { key.elementsEqual($0.utf8) }
            ? Array(denial) : key
    }

    /// Without any a, as the words of a text without spaces are compared.
    static func skeleton(_ key: [UInt8]) -> [UInt8] { key.filter { $0 != Letters.a } }

    /// Nil for words that are too short to be told apart by so little.
    static func loose(_ key: [UInt8]) -> [UInt8]? {
        var loose: [UInt8] = []
        for (index, sound) in key.enumerated() {
            let sound = sound == Letters.e ? Letters.i : sound == Letters.o ? Letters.u : sound
            if sound == Letters.h && index > 0 || sound == loose.last { continue }
            loose.append(sound)
        }
        return loose.count < 4 ? nil : loose
    }

    private static func folded(_ sounds: [UInt8]) -> [UInt8] {
        let sounds = Letters.squeezed(sounds)
        var key: [UInt8] = []
        key.reserveCapacity(sounds.count)
        for (index, sound) in sounds.enumerated() {
            if sound == Letters.a, index > 0, index < sounds.count - 1 { continue }
            // "ayi" and "i" are one vowel now.
            if key.last == sound, "eiou".utf8.contains(sound) { continue }
            key.append(sound)
        }
        return key
    }

    private static func latinSounds(_ letters: [UInt8]) -> [UInt8] {
        var letters = letters[...]
        if silentNasals.contains(where: { letters.elementsEqual($0.utf8) }) { letters.removeLast() }
        if letters.elementsEqual("hai".utf8) || letters.elementsEqual("mai".utf8) { return [letters[0], Letters.e] }
        var sounds: [UInt8] = []
        var index = letters.startIndex
        while index < letters.endIndex {
            let rest = letters[(index + 1)...]
            if let pair = vowelPair(letters[index], before: rest, last: sounds.last) {
                sounds.append(pair)
                index += 2
                continue
            }
            sounds.append(contentsOf: sound(letters[index], before: rest.first ?? 0, after: sounds.last).utf8)
            index += 1
        }
        return sounds
    }

    /// Two letters for one vowel: ee, oo; ai and ay as e, au and ow as o, unless another vowel or the end follows.
    private static func vowelPair(_ one: UInt8, before rest: ArraySlice<UInt8>, last: UInt8?) -> UInt8? {
        guard let other = rest.first else { return nil }
        let next = rest.dropFirst().first
        let isBeforeVowel = next.map { "aeiouy".utf8.contains($0) } ?? false
        switch (UnicodeScalar(one), UnicodeScalar(other)) {
        case ("e", "e"): return Letters.i
        case ("o", "o"): return Letters.u
        case ("a", "i"): return next == nil || isBeforeVowel || last == nil ? nil : Letters.e
        case ("a", "y"): return isBeforeVowel || last == nil || rest.endIndex < 4 ? nil : Letters.e
        case ("e", "y"), ("e", "i"): return isBeforeVowel ? nil : Letters.e
        case ("a", "u"), ("o", "u"), ("o", "w"): return isBeforeVowel || last == nil ? nil : Letters.o
        default: return nil
        }
    }

    /// Those whose n is only the sign over the vowel.
    private static let silentNasals = ["nahin", "nahiin", "naheen", "nhin", "mein", "main", "hain", "hein"]

    private static func sound(_ letter: UInt8, before next: UInt8, after last: UInt8?) -> StaticString {
        switch UnicodeScalar(letter) {
        case "a": "a"
        case "e": "e"
        case "i", "y": "i"
        case "o": "o"
        case "u": "u"
        case "c": soundOfC(before: next)
        case "k", "q": "k"
        case "j", "z": "j"
        case "p": next == Letters.h ? "f" : "p"
        case "v", "w": "v"
        case "x": "ks"
        case "h": isBreath(after: last) ? "" : "h"
        case "b": "b"
        case "d": "d"
        case "f": "f"
        case "g": "g"
        case "l": "l"
        case "m": "m"
        case "n": "n"
        case "r": "r"
        case "s": "s"
        case "t": "t"
        default: ""
        }
    }

    /// The h of kh, th, sh … is not heard; that of "nahi", however short it is written, is.
    private static func isBreath(after last: UInt8?) -> Bool {
        last.map { !"aeiounmrl".utf8.contains($0) } ?? false
    }

    private static func soundOfC(before next: UInt8) -> StaticString {
        switch UnicodeScalar(next) {
        case "h": "c"
        case "e", "i", "y": "s"
        default: "k"
        }
    }
}

extension StaticString {
    fileprivate var utf8: UnsafeBufferPointer<UInt8> { .init(start: utf8Start, count: utf8CodeUnitCount) }
}
