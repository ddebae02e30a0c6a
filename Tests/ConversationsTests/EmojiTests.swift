import Conversations
import Testing

@Suite struct EmojiTests {
    @Test(arguments: ["👍", "❤️", "❤", "👨‍👩‍👧‍👦", "🇮🇳", "1️⃣", "👍🏽", "🙏"])
    func `one emoji is one`(text: String) { #expect(Emoji(text)?.value == text) }

    @Test(arguments: ["", "a", "1", "👍👍", "👍 ", "#", "क", "\0", "e\u{301}", "<b>"])
    func `everything else is none`(text: String) { #expect(Emoji(text) == nil) }
}
