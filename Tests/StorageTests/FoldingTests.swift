import Storage
import Testing

/// What counts as the same text, in a search and in a title.
@Suite struct FoldingTests {
    @Test(arguments: [
        ("accents and case", ["José", "JOSÉ", "Jose\u{301}", "jose"]),
        ("sharp s", ["Strauß", "STRAUSS", "STRAUẞ"]),
        ("dotted and dotless i", ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul"]),
        ("final sigma", ["ΟΔΟΣ", "οδος", "οδοσ", "Οδός"]),
        ("strokes and ties", ["Søren Łukasz Đæ", "soren lukasz dae"]),
        ("widths", ["ＡＢＣ　１２", "abc 12"]),
        ("ligatures and circled digits", ["ﬁ ①", "fi 1"]),
        ("digits", ["९८७६५", "98765", "٩٨٧٦٥", "৯৮৭৬৫", "98٧65"]),
        ("nukta, composed or not", ["क़ानून", "क\u{93C}ानून"]),
        ("joiners in Devanagari", ["र्\u{200D}य", "र्य", "र्\u{200C}य"]),
        ("apostrophes", ["D'Souza", "D’Souza", "D‘Souza", "Dʼsouza", "D´Souza", "D`Souza", "D＇Souza"]),
        ("quotes", ["“A”", "„a“", "«A»", "\"a\""]),
        ("dashes", ["a-b", "a‐b", "a‑b", "a–b", "a—b", "a−b", "A－B"]),
        ("blanks", ["a b", " a\u{A0}\u{A0}b\t", "a\u{2009}b\n", "a\r\n\u{3000} b", "a\u{2800}b"]),
        (
            "what cannot be seen",
            [
                "ab", "\u{FEFF}a\u{200B}b", "a\u{AD}b", "a\u{2060}b\0", "\u{202A}ab\u{202C}",
                "\u{2066}ab\u{2069}\u{200E}",
            ]
        ),
    ])
    func `these are one`(what: String, texts: [String]) {
        #expect(Set(texts.map(\.folded)).count == 1, "\(what): \(texts.map(\.folded))")
    }

    @Test(arguments: [("की", "के"), ("कम", "काम"), ("क़", "क"), ("মা", "ম"), ("a b", "ab"), ("O'Brien", "OBrien")])
    func `these are not`(first: String, second: String) {
        #expect(first.folded != second.folded)
    }

    @Test(arguments: ["", " \u{A0}\n", "\u{200B}\u{FEFF}", "\0\u{1}", "\u{301}"])
    func `nothing to see is nothing`(text: String) {
        #expect(text.folded.isEmpty)
    }

    @Test func `what is folded stays as it is, whatever it was`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            let scalars = (0..<6).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &random)) }
            let text = String(String.UnicodeScalarView(scalars))
            let once = text.folded
            #expect(once.folded.unicodeScalars.elementsEqual(once.unicodeScalars), "\(scalars)")
        }
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = String(Character(scalar)).folded
            #expect(once.folded.unicodeScalars.elementsEqual(once.unicodeScalars), "\(scalar)")
        }
    }
}
