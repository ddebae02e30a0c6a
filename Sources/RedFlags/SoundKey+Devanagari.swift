extension SoundKey {
    static func devanagariSounds(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        var sounds: [UInt8] = []
        for (index, scalar) in scalars.enumerated() {
            let rest = scalars[(index + 1)...].drop { $0 == nukta }
            if let consonant = consonant(scalar.value) {
                let isGlide = scalars.count > 3 && isGlide(scalar, before: rest.first, after: sounds.last)
                sounds.append(isGlide ? Letters.e : consonant)
                if hasOwnVowel(before: rest) { sounds.append(Letters.a) }
            } else if let vowel = vowel(scalar.value) {
                sounds.append(vowel)
            } else if isNasal(scalar), let nasal = nasal(before: rest.first) {
                sounds.append(nasal)
            }
        }
        return sounds
    }

    private static let nukta: Unicode.Scalar = "\u{93C}"

    private static func isNasal(_ scalar: Unicode.Scalar) -> Bool { (0x900...0x902).contains(scalar.value) }

    /// A consonant is read with an a unless another vowel, the sign for none, or nothing comes after it.
    private static func hasOwnVowel(before rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return false }
        return !(0x93E...0x94D).contains(next.value) && next.value != 0x94E && next.value != 0x94F
    }

    /// Over the last vowel, and before those that swallow it, a nasal isn't written in Latin letters.
    private static func nasal(before next: Unicode.Scalar?) -> UInt8? {
        guard let next else { return nil }
        switch next.value {
        case 0x92A...0x92E: return UInt8(ascii: "m")
        case 0x92F...0x935, 0x939: return nil
        default: return Letters.n
        }
    }

    private static func vowel(_ value: UInt32) -> UInt8? {
        switch value {
        case 0x904, 0x905, 0x906, 0x93E, 0x945, 0x972: Letters.a
        case 0x907, 0x908, 0x90B, 0x93F, 0x940, 0x943: Letters.i
        case 0x90D...0x910, 0x946...0x948: Letters.e
        case 0x909, 0x90A, 0x941, 0x942: Letters.u
        case 0x911...0x914, 0x949...0x94C: Letters.o
        default: nil
        }
    }

    private static func consonant(_ value: UInt32) -> UInt8? {
        switch value {
        case 0x92F, 0x95F: Letters.i
        case 0x939: Letters.h
        case 0x915...0x938: consonants[Int(value - 0x915)]
        case 0x958...0x95E: nuktaConsonants[Int(value - 0x958)]
        default: nil
        }
    }

    /// "दुखतंय" ends as "dukhtay" does: a and y without another vowel are an e.
    private static func isGlide(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?, after last: UInt8?) -> Bool {
        scalar.value == 0x92F && last == Letters.a && next == nil
    }

    /// From क to स.
    private static let consonants = Array("kkggnccjjnttddnttddnnpfbbmirrlllvsss".utf8)
    private static let nuktaConsonants = Array("kkgjddf".utf8)
}
