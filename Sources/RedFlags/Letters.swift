/// Letters as they are compared: small a to z. What isn't one of them is written in Devanagari or isn't a letter.
enum Letters {
    static let a = UInt8(ascii: "a"), e = UInt8(ascii: "e"), h = UInt8(ascii: "h"), i = UInt8(ascii: "i")
    static let o = UInt8(ascii: "o"), u = UInt8(ascii: "u"), n = UInt8(ascii: "n")

    /// Small a to z for a Latin letter, with or without an accent; nil for all else.
    static func latin(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x61...0x7A: UInt8(scalar.value)
        case 0x41...0x5A: UInt8(scalar.value + 0x20)
        case 0xFF21...0xFF3A: UInt8(scalar.value - 0xFF21 + 0x61)
        case 0xFF41...0xFF5A: UInt8(scalar.value - 0xFF41 + 0x61)
        case 0xC0...0x17F: accented[Int(scalar.value - 0xC0)]
        default: nil
        }
    }

    /// 0 to 9 for a digit of either script.
    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: UInt8(scalar.value - 0x30)
        case 0x966...0x96F: UInt8(scalar.value - 0x966)
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10)
        default: nil
        }
    }

    /// Marks that stand inside of words and say nothing: accents that stand alone, joiners, selectors, apostrophes.
    static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xAD, 0x2060, 0xFEFF, 0x27, 0x2019, 0x2018, 0x60: true
        default: false
        }
    }

    static func isDevanagari(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x900...0x963, 0x970...0x97F: true
        default: false
        }
    }

    /// One letter instead of several of the same: "heeelp", "swelling".
    static func squeezed(_ letters: some Sequence<UInt8>) -> [UInt8] {
        letters.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// From U+00C0 to U+017F.
    private static let accented: [UInt8?] = {
        let plain =
            "aaaaaa-ceeeeiiii-nooooo--uuuuy--aaaaaa-ceeeeiiii-nooooo--uuuuy-yaaaaaaccccccccdd--eeeeeeeeeegggggggghh"
            + "--iiiiiiiii---jjkk-llllll----nnnnnn---oooooo--rrrrrrsssssssstttt--uuuuuuuuuuuuwwyyyzzzzzz-"
        return plain.utf8.map { $0 == UInt8(ascii: "-") ? nil : $0 }
    }()
}
