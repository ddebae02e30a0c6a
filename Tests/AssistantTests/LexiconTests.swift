import Foundation
import Testing

@testable import Assistant

/// The lexicon is read whole or not at all: what is left out in silence could be a word of caution.
@Suite struct LexiconTests {
    /// A lexicon with one form everywhere, as short as it can be.
    private static func smallest(without missing: String = "") -> String {
        let sections = LexiconSection.required.filter { $0 != missing }.compactMap(LexiconSection.init)
        return sections.map { section in
            "[\(section.name)]\n" + section.spellings.map { "\($0.rawValue): word\n" }.sorted().joined()
        }.joined() + "[end]\n"
    }

    private func failure(_ text: String) -> LexiconError? {
        do {
            _ = try LexiconText(Data(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `the file that is shipped is whole`() throws {
        #expect(try LexiconText(Lexicon.bytes).sections.count >= LexiconSection.required.count)
        #expect(failure(Self.smallest()) == nil)
    }

    @Test(arguments: LexiconSection.required)
    func `each section must be there`(name: String) {
        #expect(failure(Self.smallest(without: name)) == .missingSection(name))
    }

    @Test func `a spelling without forms is refused, whether it is empty or not there`() {
        let whole = Self.smallest()
        for words in ["english:", ""] {
            let text = whole.replacing("[complaint]\nenglish: word", with: "[complaint]\n\(words)")
            #expect(failure(text) == .noForms(section: "complaint", spelling: "english"))
        }
        let brands = whole.replacing("[brand]\nany: word", with: "[brand]")
        #expect(failure(brands) == .noForms(section: "brand", spelling: "any"))
    }

    @Test func `a file that is cut off is refused wherever it is cut`() {
        let lines = Self.smallest().split(separator: "\n")
        for count in stride(from: 0, to: lines.count, by: 23) {
            #expect(failure(lines.prefix(count).joined(separator: "\n")) == .noEnd)
        }
    }

    @Test(arguments: [
        ("[parkng]\nenglish: car\n", LexiconError.unknownSection("parkng", line: 1)),
        ("english: car\n", .badLine(1)), ("[parking]\ncar\n", .badLine(2)),
        ("[parking]\nenglish: car,, bike\n", .badLine(2)),
        ("[parking]\nfrench: voiture\n", .unknownSpelling("french", line: 2)),
        ("[parking]\nenglish: car\n[parking]\n", .repeatedSection("parking", line: 3)),
        ("[end]\n[parking]\n", .badLine(2)), ("", .noEnd),
    ])
    func `what it does not understand is named`(text: String, error: LexiconError) {
        #expect(failure(text) == error)
        #expect("\(error)".hasPrefix("the assistant's lexicon can't be used: "))
    }

    @Test func `a spelling that the section cannot have is refused`() {
        let text = Self.smallest().replacing("[brand]\n", with: "[brand]\nenglish: x\n")
        #expect(failure(text) == .wrongSpelling("english", section: "brand"))
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: LexiconError.notText) { try LexiconText(Data([0xFF, 0xFE, 0x00])) }
    }

    @Test func `caution wins where a word is harmless as well`() throws {
        let text = Self.smallest().replacing("[filler]\n", with: "[filler]\nenglish: fever\n")
            .replacing("[complaint]\n", with: "[complaint]\nenglish: fever\n")
        let lexicon = try Lexicon(Data(text.utf8))
        #expect(lexicon.meaning(of: "fever")?.concepts.contains(.medical) == true)
    }
}
