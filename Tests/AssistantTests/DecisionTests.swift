import Conversations
import Testing

@testable import Assistant

/// What of an answer leaves: made for WhatsApp, whole, or a person's to give.
@Suite struct DecisionTests {
    private static func question(_ topics: [Topic], _ text: String) -> Question {
        Question(
            clinicName: "C", doctorName: "D", clinicAddress: nil, topics: topics,
            history: [Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))])
    }

    private static let filler = String(repeating: "Behind the house. ", count: 200)

    @Test func `a topic that is longer than a message becomes several, in order and whole`() async throws {
        let answer = String(repeating: "Behind the house. ", count: 400)
        let decision = await Self.question([Topic(title: "Parking", answer: answer)], "Is there parking?")
            .decision(of: OfflineAssistant.standard)
        guard case .say(let text, let basis, nil) = decision, basis.topics == ["Parking"] else {
            throw Unexpected(decision)
        }
        #expect(text.parts.count == 2)
        #expect(text.parts.map(\.value).joined(separator: " ") + " " == answer)
    }

    @Test func `two topics that together are too long become several messages`() async throws {
        let topics = [
            Topic(title: "Parking", answer: "Parking is behind. " + Self.filler),
            Topic(title: "Fees", answer: "The fee is 500. " + Self.filler),
        ]
        let decision = await Self.question(topics, "Is there parking? What is the fee?").decision(
            of: OfflineAssistant.standard)
        guard case .say(let text, _, nil) = decision else { throw Unexpected(decision) }
        #expect(text.parts.count == 2 && text.parts[1].value.hasPrefix("The fee is 500."))
    }

    @Test func `what needs more than three messages is a person's to give`() async throws {
        let reply = Answer.reply(text: String(repeating: "Words and more words. ", count: 600), topic: "Parking")
        guard case .handOver(.unsure, _) = Self.question([], "Hello?").decision(for: reply) else {
            throw Unexpected(reply)
        }
    }

    @Test func `the clinic's Markdown leaves as WhatsApp's marks, without its comments`() async throws {
        let answer = "**Parking** is [behind](https://m.example/a_b).\n<!-- ask Anita -->\n* free\n* guarded"
        let decision = await Self.question([Topic(title: "Parking", answer: answer)], "Is there parking?")
            .decision(of: OfflineAssistant.standard)
        guard case .say(let text, _, _) = decision else { throw Unexpected(decision) }
        #expect(text.whole == "*Parking* is behind: https://m.example/a_b.\n\n- free\n- guarded")
    }

    @Test func `a topic that is only a comment is none, and no comment is told to a model`() throws {
        let question = Self.question(
            [Topic(title: "A", answer: "<!-- x -->"), Topic(title: "B", answer: "Yes <!-- secret -->")], "Hello?")
        #expect(question.topics.map(\.title) == ["B"])
        #expect(!SystemInstruction.text(for: question).contains("secret"))
    }

    @Test(arguments: [
        "", " \n", "\u{200B}", "\u{2800}\u{FEFF}", "<!-- only -->", "---", "**\u{200B}**", "# \u{2060}",
        "- \u{FEFF}\n- ",
        "> \u{200B}", "`\u{200B}`", "~~\u{2800}~~", "**", "***\u{AD}***",
    ])
    func `an answer that shows nothing has failed`(text: String) throws {
        let decision = Self.question([], "Hello?").decision(for: .reply(text: text, topic: nil))
        guard case .handOver(.failed, let sentence) = decision else { throw Unexpected(decision) }
        #expect(sentence.parts.count == 1)
    }

    private struct Unexpected: Error, CustomStringConvertible {
        let description: String
        init(_ value: some Any) { description = "\(value)" }
    }
}
