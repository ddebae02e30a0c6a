import Conversations
import Testing

/// What can be sent, and how a long text is cut.
@Suite struct ReplyTextTests {
    @Test(arguments: [
        "", " \n\t", "\u{200B}", "\u{2060}", "\u{2800}", "\u{FEFF}", "\u{AD}", "\u{180E}", "\u{3164}",
        "\u{115F}\u{1160}",
        "\u{FE0F}", "\u{E0041}", "\u{202A}\u{202C}", "\u{2066}\u{2069}", "\u{200D}", "\u{200C} \u{200E}", "\u{34F}",
        "\u{FFA0}", "\u{2800} \u{2800}\n\u{200B}", "\u{0}", "\u{85}\u{2028}", "\u{FFF9}", "\u{2061}", "\u{61C}",
    ])
    func `what shows nothing is no message`(text: String) {
        #expect(MessageText(text) == nil && ReplyText(text) == nil && text.isBlank)
    }

    @Test(arguments: ["👩‍⚕️", "❤️", "क्‍ष", "श्र‌ी", "\u{200B}a", ".", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "٣", "\u{FFFD}", "\u{301}"])
    func `what shows anything is one`(text: String) {
        #expect(MessageText(text)?.value == text)
    }

    @Test func `a text that fits stays whole`() throws {
        let text = String(repeating: "ठ", count: 4096)
        #expect(try #require(ReplyText(text)).parts.map(\.value) == [text])
    }

    @Test func `a long text is cut between paragraphs, in order, with nothing lost`() throws {
        let paragraphs = (1...6).map { n in String(repeating: "Sentence \(n) is here. ", count: 60).trimmed }
        let parts = try #require(ReplyText(paragraphs.joined(separator: "\n\n"))).parts.map(\.value)
        #expect(parts.count == 2)
        #expect(parts.joined(separator: "\n\n") == paragraphs.joined(separator: "\n\n"))
    }

    @Test(arguments: ["।", ".", "?", "!"])
    func `without paragraphs it is cut after a sentence`(end: String) throws {
        let text = String(repeating: "डॉ. राव सोमवार को मिलते हैं\(end) ", count: 300).trimmed
        let parts = try #require(ReplyText(text)).parts.map(\.value)
        #expect(parts.count > 1 && parts.allSatisfy { $0.hasSuffix("हैं" + end) && $0.utf16.count <= 4096 })
        #expect(parts.joined(separator: " ") == text)
    }

    @Test func `without sentences it is cut between words, and without words between characters`() throws {
        let words = String(repeating: "शब्द ", count: 2000).trimmed
        #expect(try #require(ReplyText(words)).parts.map(\.value).joined(separator: " ") == words)
        let family = "👩‍👩‍👧‍👦"
        let faces = String(repeating: family, count: 1000)
        let parts = try #require(ReplyText(faces)).parts
        #expect(
            parts.map(\.value).joined() == faces && parts.allSatisfy { $0.value.count * family.utf16.count <= 4096 })
    }

    @Test(arguments: ["*", "_", "~"]) func `no mark is parted from the one that ends it`(mark: String) throws {
        let marked = mark + String(repeating: "bold words. ", count: 100).trimmed + mark
        let text = Array(repeating: marked, count: 8).joined(separator: " and ")
        let parts = try #require(ReplyText(text)).parts.map(\.value)
        #expect(parts.count > 1)
        for part in parts { #expect(part.count { String($0) == mark }.isMultiple(of: 2)) }
        #expect(parts.joined(separator: " ") == text)
    }

    @Test func `code and an address stay whole`() throws {
        let code = "```\n" + String(repeating: "a b. ", count: 300) + "\n```"
        let address = "https://clinic.example/" + String(repeating: "a", count: 900)
        let text = Array(repeating: code + "\n" + address, count: 4).joined(separator: "\n")
        let parts = try #require(ReplyText(text)).parts.map(\.value)
        #expect(parts.allSatisfy { ($0.components("```") - 1).isMultiple(of: 2) })
        #expect(parts.map { $0.components(address) - 1 }.reduce(0, +) == 4)
    }

    @Test func `what needs more than three is no reply, and three full ones are`() {
        #expect(ReplyText(String(repeating: "a", count: 3 * 4096 + 1)) == nil)
        #expect(ReplyText(String(repeating: "a", count: 3 * 4096))?.parts.count == 3)
        #expect(ReplyText(String(repeating: "Words and words. ", count: 720))?.parts.count == 3)
        #expect(ReplyText("*" + String(repeating: "bold ", count: 1000).trimmed + "*") == nil)
        #expect(ReplyText("a" + String(repeating: "\u{301}", count: 5000)) == nil)
    }

    @Test func `a part of nothing but blanks is left out`() throws {
        let text = String(repeating: "a", count: 3000) + "\n\n\u{200B}\n\n" + String(repeating: "b", count: 3000)
        #expect(try #require(ReplyText(text)).parts.count == 2)
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count + 1 }
}
