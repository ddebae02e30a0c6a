/// A key that Indian words of the same sound share, in whichever script and spelling they are written: "छाती", "chhati"
/// and "chaati" have one, "nahi", "nhi", "nai" and "नहीं" another.
///
/// Consonants without breath (kh as k), three vowels (e as i, o as u), and no a within: people write it or not.
enum SoundKey {
    /// Of small letters a to z.
    static func ofLatin(_ letters: [UInt8]) -> [UInt8] { folded(latinSounds(letters)) }

    static func ofDevanagari(_ scalars: [Unicode.Scalar]) -> [UInt8] { folded(devanagariSounds(scalars)) }

    /// Without any a, and without h, as the words of a text without spaces are compared.
    static func skeleton(_ key: [UInt8]) -> [UInt8] { key.filter { $0 != Letters.a && $0 != Letters.h } }

    private static func folded(_ sounds: [UInt8]) -> [UInt8] {
        let sounds = Letters.squeezed(sounds)
        var key: [UInt8] = []
        key.reserveCapacity(sounds.count)
        for (index, sound) in sounds.enumerated() {
            if sound == Letters.a, index > 0, index < sounds.count - 1 { continue }
            // "ai" and "i" within a word are one vowel now.
            if let last = key.last, last == sound, sound == Letters.i || sound == Letters.u { continue }
            key.append(sound)
        }
        return key
    }

    private static func latinSounds(_ letters: [UInt8]) -> [UInt8] {
        var letters = letters[...]
        if silentNasals.contains(where: { letters.elementsEqual($0.utf8) }) { letters.removeLast() }
        var sounds: [UInt8] = []
        var index = letters.startIndex
        while index < letters.endIndex {
            let next = index + 1 < letters.endIndex ? letters[index + 1] : 0
            sounds.append(contentsOf: sound(letters[index], before: next, isFirst: index == letters.startIndex).utf8)
            index += 1
        }
        return sounds
    }

    /// Those whose n is only the sign over the vowel.
    private static let silentNasals = ["nahin", "nahiin", "naheen", "nhin", "mein", "main", "hain", "hein"]

    private static func sound(_ letter: UInt8, before next: UInt8, isFirst: Bool) -> StaticString {
        switch UnicodeScalar(letter) {
        case "a": "a"
        case "e", "i", "y": "i"
        case "o", "u": "u"
        case "c": soundOfC(before: next)
        case "k", "q": "k"
        case "j", "z": "j"
        case "p": next == Letters.h ? "f" : "p"
        case "v", "w": "v"
        case "x": "ks"
        case "h": isFirst ? "h" : ""
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
