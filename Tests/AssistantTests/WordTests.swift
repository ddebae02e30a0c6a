import Foundation
import Testing

@testable import Assistant

/// How texts become comparable words.
@Suite struct WordTests {
    @Test func `composed and decomposed spellings fold to the same`() {
        let text = "क़लम फ़ीस Café ÀÉ"
        #expect(
            TextFolding.fold(text.precomposedStringWithCanonicalMapping)
                == TextFolding.fold(text.decomposedStringWithCanonicalMapping))
        #expect(TextFolding.fold("फ़ीस") == TextFolding.fold("फीस"))
        #expect(TextFolding.fold("कहाँ") == TextFolding.fold("कहां"))
        #expect(TextFolding.fold("Café") == "cafe")
    }

    @Test func `plain texts fold as they do among others, where everything is decomposed`() {
        var random = SystemRandomNumberGenerator()
        let letters = Array(0x20...0x7E as ClosedRange<UInt32>) + Array(0x0900...0x097F as ClosedRange<UInt32>)
        for _ in 0..<5000 {
            let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                letters.randomElement(using: &random).flatMap(Unicode.Scalar.init)
            }
            let text = String(String.UnicodeScalarView(scalars))
            // A full-width letter has to be decomposed, and then everything is.
            #expect(TextFolding.fold(text + "Ａ") == TextFolding.fold(text) + "a", "\(scalars)")
        }
    }

    @Test func `Devanagari and full-width digits become ASCII`() {
        #expect(TextFolding.fold("९:३० １２") == "9:30 12")
    }

    @Test func `words end at punctuation, danda and emoji`() {
        #expect(
            TextFolding.words(of: "What's your fee?🙏 क्लिनिक खुला है।")
                == ["whats", "your", "fee", "क्लिनिक", "खुला", "है"])
    }

    @Test(arguments: [
        ("कब", "kab"), ("कितना", "kitanaa"), ("समय", "samay"), ("पत्ता", "pattaa"),
        ("कहां", "kahaan"), ("क्लिनिक", "klinik"),
        ("रिपोर्ट", "riport"), ("आहे", "aahe"),
    ])
    func `Devanagari is written in Latin letters`(word: String, latin: String) {
        #expect(Transliteration.latin(TextFolding.fold(word)) == latin)
    }

    @Test(arguments: [
        ["कितना", "kitna", "kitnaa"], ["फीस", "fees", "fis", "phees"], ["समय", "samay", "samaya", "samai"],
        ["खुलता", "khulta", "kulta", "khultaa"], ["अपॉइंटमेंट", "appointment"], ["कुठे", "kuthe", "kute"],
        ["दवाखाना", "davakhana", "dawakhana"],
    ])
    func `spellings of one word share a key`(spellings: [String]) {
        #expect(Set(spellings.map { PhoneticKey.of(TextFolding.fold($0)) }).count == 1)
    }

    @Test func `different words have different keys`() {
        let words = ["kab", "kitna", "kahan", "fees", "samay", "patta", "parking", "report", "kaun"]
        #expect(Set(words.map(PhoneticKey.of)).count == words.count)
    }

    @Test(arguments: [
        ("parkng", "parking", true), ("prking", "parking", true), ("pakring", "parking", true),
        ("parkink", "parking", true),
        ("parking", "parking", true), ("parkinson", "parking", false), ("barkink", "parking", false), ("", "ab", false),
    ])
    func `a slip is one letter`(typed: String, meant: String, isNear: Bool) {
        #expect(EditDistance.isAtMostOne(Array(typed), Array(meant)) == isNear)
        #expect(EditDistance.isAtMostOne(Array(meant), Array(typed)) == isNear)
    }

    @Test func `endings are cut to find a known word`() {
        #expect(WordForms.of("vaccines").contains("vaccine"))
        #expect(WordForms.of("parking").contains("park"))
        #expect(WordForms.of("क्लिनिकची").contains("क्लिनिक"))
        #expect(!WordForms.of("this").contains("th"))
    }
}
