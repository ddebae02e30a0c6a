@testable import Assistant
import Conversations
import Testing

/// A model may choose a medical topic, and never puts it in words of its own.
@Suite struct MedicalTopicTests {
    private static let topics = [
        Topic(title: "Hours", answer: "9 to 6"),
        Topic(title: "Before a blood test", answer: "Eat nothing for *10 hours*.", kind: .medical),
    ]

    private static let call = ModelCall(model: "m", version: "m-1", latency: .zero, inputTokens: nil, outputTokens: nil)

    private static func answer(_ reply: String, topic: String) throws -> Answer {
        let text = #"{"reply":"\#(reply)","needs_human":false,"reason":"answered","topic":"\#(topic)"}"#
        return try #require(ModelAnswer(text)).answer(topics: topics, by: call)
    }

    @Test(arguments: ["Eat nothing for 2 hours.", "", "Do not worry about it!"])
    func `of a medical topic the clinic's own words are said`(_ reply: String) throws {
        #expect(
            try Self.answer(reply, topic: "before a Blood test")
                == .reply(
                    Reply(
                        text: "Eat nothing for *10 hours*.", topics: ["Before a blood test"], source: .model(Self.call))
                ))
    }

    @Test func `other topics may be put in other words`() throws {
        #expect(
            try Self.answer("From nine.", topic: "Hours")
                == .reply(Reply(text: "From nine.", topics: ["Hours"], source: .model(Self.call))))
    }

    @Test func `the instruction keeps medical topics apart, and names none where there is none`() {
        let question = Question(
            clinicName: "Aurora", doctorName: "Dr Rao", clinicAddress: nil, topics: Self.topics, history: [])
        let parts = SystemInstruction.text(for: question).split(separator: "# Medical knowledge")
        #expect(parts.count == 2 && parts[0].contains("## Hours") && !parts[0].contains("blood test"))
        #expect(parts.last?.contains("## Before a blood test\nEat nothing") == true)
        let plain = Question(
            clinicName: "Aurora", doctorName: "Dr Rao", clinicAddress: nil, topics: [Self.topics[0]], history: [])
        #expect(!SystemInstruction.text(for: plain).contains("# Medical knowledge"))
    }
}
