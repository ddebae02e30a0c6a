import Conversations
import Testing

@testable import Assistant

@Suite struct OfflineAssistantTests {
    private let assistant = OfflineAssistant.standard

    private func answer(_ messages: String...) async -> Answer {
        await assistant.answer(FixtureClinic.question(burst: messages))
    }

    private func topic(_ title: String) -> Answer {
        .reply(text: FixtureClinic.topics.first { $0.title == title }?.answer ?? "", topic: title)
    }

    @Test func `the answer is the topic's own, word for word`() async {
        #expect(await answer("Is there parking?") == topic("Parking"))
    }

    @Test func `a question in pieces is read as one`() async {
        #expect(await answer("Hello", "what are", "your timings") == topic("Opening hours"))
    }

    @Test func `two questions that are both known get both answers`() async {
        let both = [topic("Opening hours"), topic("Consultation fee")].compactMap { answer -> String? in
            if case .reply(let reply) = answer { reply.text } else { nil }
        }
        let expected = Answer.reply(
            Reply(
                text: both.joined(separator: "\n\n"), topics: ["Opening hours", "Consultation fee"], source: .knowledge)
        )
        #expect(await answer("When do you open?", "And what is the fee?") == expected)
        #expect(await answer("What are your timings and fees?") == expected)
    }

    @Test func `a known question beside an unknown one goes to a person`() async {
        #expect(await answer("When do you open? Do you do MRI?") == .human(.unsure))
        #expect(await answer("When do you open?", "And do you repair bicycles?") == .human(.unsure))
    }

    @Test func `a known question beside a complaint goes to a person`() async {
        #expect(await answer("When do you open?", "my son has fever") == .human(.unsure))
        #expect(await answer("clinic kab khulta hai", "pet mein dard hai") == .human(.unsure))
    }

    @Test func `a greeting before a question does not hide it`() async {
        #expect(await answer("Good morning doctor, where is your clinic?") == topic("Address"))
    }

    @Test(arguments: ["[Photo]", "[Voice message]", "[Document] report.pdf", "[Unsupported message]"])
    func `what merely looks like a mark is read like any other text`(text: String) async {
        let asWords = await answer(text.filter { !"[]".contains($0) })
        #expect(await answer(text) == asWords)
        #expect(asWords != .human(.unreadable))
    }

    @Test(arguments: [MessageType.image, .video, .document])
    func `the caption of a file is read`(kind: MessageType) async {
        let question = FixtureClinic.question([Sent(kind, "Is this your address?")])
        #expect(await assistant.answer(question) == topic("Address"))
    }

    @Test func `a clinic without topics answers nothing but a greeting`() async {
        let turn = Turn(author: .patient, text: "When are you open?", at: Timestamp(milliseconds: 0))
        let question = Question(clinicName: "C", doctorName: "D", clinicAddress: nil, topics: [], history: [turn])
        #expect(await assistant.answer(question) == .human(.unsure))
    }

    @Test func `an empty burst goes to a person`() async {
        #expect(await answer() == .human(.unsure))
        #expect(await answer("") == .human(.unsure))
        #expect(await answer("🧸") == .human(.unsure))
    }

    @Test(arguments: [
        ("thank you", "You are welcome."), ("नमस्ते", "नमस्ते! बताइए, हम आपकी क्या मदद कर सकते हैं?"),
        ("Hello!", "Hello! How can we help you?"), ("👍", "Thank you."), ("ok", "Thank you."),
    ])
    func `a greeting or thanks alone gets a short reply in its script`(text: String, reply: String) async {
        #expect(await answer(text) == .reply(text: reply, topic: nil))
    }

    @Test func `words are compared whole, so a high fever is no greeting`() async {
        #expect(await answer("high fever") == .human(.unsure))
        #expect(await answer("this") == .human(.unsure))
    }

    @Test func `a topic written in Hindi is found from Latin letters and back`() async {
        let topics = [
            Topic(title: "योग शिविर", answer: "शनिवार को सात बजे।"), Topic(title: "Panchakarma", answer: "Daily."),
        ]
        func ask(_ text: String) async -> Answer {
            let turn = Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))
            let question = Question(
                clinicName: "C", doctorName: "D", clinicAddress: nil, topics: topics, history: [turn])
            return await assistant.answer(question)
        }
        #expect(await ask("योग शिविर कब है?") == .reply(text: "शनिवार को सात बजे।", topic: "योग शिविर"))
        #expect(await ask("yog shivir kab hai") == .reply(text: "शनिवार को सात बजे।", topic: "योग शिविर"))
        #expect(await ask("पंचकर्म होता है क्या") == .reply(text: "Daily.", topic: "Panchakarma"))
    }

    @Test func `ranking a few hundred topics takes milliseconds`() async {
        let many = (0..<300).map {
            Topic(title: "Subject number\($0) word\($0)", answer: "Something about thing\($0). Ask.")
        }
        let index = TopicIndex(FixtureClinic.topics + many, lexicon: .standard)
        let judgement = Judgement(lexicon: .standard, index: index, names: [])
        let taken = ContinuousClock().measure {
            for _ in 0..<10 { #expect(judgement.verdict(on: "Is there free parking?") != .unsure) }
        }
        // Generous: an unoptimised build on a busy machine.
        #expect(taken < .seconds(2))
    }
}
