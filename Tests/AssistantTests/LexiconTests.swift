import Foundation
import Testing

@testable import Assistant

/// The lexicon is read whole or not at all: what is left out in silence could be a word of caution.
@Suite struct LexiconTests {
    private static let text = String(decoding: Lexicon.bytes, as: UTF8.self)

    private func failure(_ text: String) -> LexiconError? {
        do {
            _ = try LexiconText(Data(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    /// The file without one section.
    private static func without(_ name: String) -> String {
        let start = text.range(of: "[\(name)]\n")
        guard let start, let end = text.range(of: "\n[", range: start.upperBound..<text.endIndex) else { return text }
        return String(text[..<start.lowerBound]) + String(text[text.index(after: end.lowerBound)...])
    }

    @Test func `the file that is shipped is whole`() {
        #expect(failure(Self.text) == nil)
    }

    @Test(arguments: LexiconSection.required)
    func `each section must be there`(name: String) {
        #expect(failure(Self.without(name)) == .missingSection(name))
    }

    @Test func `a spelling without forms is refused`() {
        let emptied = Self.text.replacing(
            /\[complaint\]\n(?:[a-z\-]+:.*\n)*?/, with: "[complaint]\n", maxReplacements: 1)
        #expect(failure(emptied) == nil)
        let english = Self.text.replacing(/\[parking\]\nenglish: .*\n/, with: "[parking]\nenglish:\n")
        #expect(failure(english) == .noForms(section: "parking", spelling: "english"))
        let brands = Self.text.replacing(/\[brand\]\nany: .*\n/, with: "[brand]\n")
        #expect(failure(brands) == .noForms(section: "brand", spelling: "any"))
    }

    @Test func `a file that is cut off is refused wherever it is cut`() {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
        for count in stride(from: 0, to: lines.count - 3, by: 37) {
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
        let text = Self.text.replacing("[brand]\nany: ", with: "[brand]\nenglish: x\nany: ")
        #expect(failure(text) == .wrongSpelling("english", section: "brand"))
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: LexiconError.notText) { try LexiconText(Data([0xFF, 0xFE, 0x00])) }
    }

    @Test func `caution wins where a word is harmless as well`() throws {
        let text = Self.text.replacing("[filler]\nenglish: ", with: "[filler]\nenglish: fever, ")
        let lexicon = try Lexicon(Data(text.utf8))
        #expect(lexicon.meaning(of: "fever")?.concepts.contains(.medical) == true)
    }
}
