import Conversations
import Testing

@testable import Assistant

/// Whatever of a burst no assistant can read is never passed over in silence, whichever assistant answers.
@Suite struct UnreadPartsTests {
    private static let files: [MessageType] = [.image, .document, .audio, .video, .unsupported]
    private static let hours = FixtureClinic.topics[0]

    private static let smallTalk = [
        "Hi", "नमस्ते", "namaskar", "Hello doctor!", "thank you", "dhanyavad", "धन्यवाद", "ok", "👍",
    ]
    private static let askingForHours = [
        "When do you open?", "क्लिनिक कब खुलता है?", "clinic kab khulta hai", "दवाखाना कधी उघडतो?",
    ]

    private func offline(_ burst: [Sent]) async -> Answer {
        await FixtureClinic.question(burst).answer(from: OfflineAssistant.standard)
    }

    /// What becomes of a burst when a model says `step`, and how often the model was asked.
    private func model(_ step: ScriptedGemini.Step, _ burst: [Sent]) async throws -> (answer: Answer, calls: Int) {
        try await ScriptedGemini.run([step]) { server, url in
            let answer = try await withGemini(at: url) { await FixtureClinic.question(burst).answer(from: $0) }
            return (answer, server.calls.count)
        }
    }

    private func withAlarm(_ topic: Topic) -> Answer {
        .reply(text: topic.answer, topic: topic.title, alarm: .unreadable)
    }

    // MARK: The offline assistant

    @Test(arguments: files, smallTalk)
    func `small talk beside a file is no answer`(kind: MessageType, text: String) async {
        #expect(await offline([Sent(text), Sent(kind)]) == .human(.unreadable))
        #expect(await offline([Sent(kind), Sent(text)]) == .human(.unreadable))
        #expect(await offline([Sent(kind), Sent(text), Sent(kind)]) == .human(.unreadable))
    }

    @Test(arguments: files, askingForHours)
    func `a question beside a file is answered and a person is called`(kind: MessageType, text: String) async {
        #expect(await offline([Sent(text), Sent(kind)]) == withAlarm(Self.hours))
        #expect(await offline([Sent(kind), Sent(text)]) == withAlarm(Self.hours))
        #expect(await offline([Sent("Hello"), Sent(kind), Sent(text)]) == withAlarm(Self.hours))
    }

    @Test(
        arguments: [MessageType.image, .document, .video],
        [
            "Is this result dangerous?", "Is this fever medicine right?", "क्या यह रिपोर्ट ठीक है? बुखार है",
            "mujhe bukhar hai", "ताप आहे, हे औषध घेऊ का?", "Which colour has the moon?",
        ])
    func `a caption that the assistant may not answer goes to a person`(kind: MessageType, caption: String) async {
        #expect(await offline([Sent(kind, caption)]) == .human(.unreadable))
        #expect(await offline([Sent("Hi"), Sent(kind, caption)]) == .human(.unreadable))
        #expect(await offline([Sent(kind, caption), Sent("Hi")]) == .human(.unreadable))
        #expect(await offline([Sent("When do you open?"), Sent(kind, caption)]) == .human(.unreadable))
    }

    @Test(arguments: [MessageType.image, .document, .video], askingForHours)
    func `a caption is a question like any other`(kind: MessageType, caption: String) async {
        #expect(await offline([Sent(kind, caption)]) == withAlarm(Self.hours))
        #expect(await offline([Sent("Hi"), Sent(kind, caption), Sent("thank you")]) == withAlarm(Self.hours))
    }

    @Test func `two files and a thanks go to a person`() async {
        #expect(await offline([Sent(.document), Sent(.image), Sent("Thanks!")]) == .human(.unreadable))
        #expect(await offline([Sent(.document, "thanks"), Sent(.image, "thanks")]) == .human(.unreadable))
    }

    @Test func `a patient who asks for a person beside a file has asked for a person`() async {
        #expect(await offline([Sent("I want to talk to the doctor"), Sent(.image)]) == .human(.asked))
        #expect(await offline([Sent(.image, "I want to talk to the doctor")]) == .human(.asked))
    }

    @Test(arguments: askingForHours)
    func `a sticker beside a question says nothing more`(text: String) async {
        #expect(
            await offline([Sent(text), Sent(.sticker)]) == .reply(text: Self.hours.answer, topic: Self.hours.title))
        #expect(
            await offline([Sent(.sticker), Sent(text)]) == .reply(text: Self.hours.answer, topic: Self.hours.title))
    }

    @Test func `a sticker beside a greeting is greeted`() async {
        #expect(
            await offline([Sent(.sticker), Sent("Hello!")]) == .reply(text: "Hello! How can we help you?", topic: nil))
    }

    @Test(arguments: ["Hi", "[Photo]", "[Document] Is this result dangerous?", "When do you open? [Photo]"])
    func `a patient who types a mark has typed a text`(text: String) async {
        let question = FixtureClinic.question(text)
        #expect(await question.answer(from: OfflineAssistant.standard) == OfflineAssistant.standard.answer(question))
        #expect(await question.answer(from: OfflineAssistant.standard) != .human(.unreadable))
    }

    // MARK: Nothing that has words

    @Test(arguments: [
        [Sent(.sticker)], [Sent(.sticker), Sent(.sticker)], [Sent(.image)], [Sent(.audio), Sent(.audio)],
        [Sent(.document), Sent(.sticker)], [Sent(.unsupported)], [Sent(.video), Sent("  ")], [Sent(.image, " \n")],
        [Sent(.location)], [Sent(.contacts), Sent(.sticker)],
    ])
    func `a burst without words is not shown to any assistant`(burst: [Sent]) async throws {
        #expect(await offline(burst) == .human(.unreadable))
        let (answer, calls) = try await model(GeminiAnswers.good("Nice.", topic: "Parking"), burst)
        #expect(answer == .human(.unreadable))
        #expect(calls == 0)
    }

    // MARK: What has its content in words

    @Test(arguments: [
        Sent(.location, "Aurora Clinic, 1 Station Road (18.5195694, 73.8553467)"),
        Sent(.contacts, "Ravi: +91 98765 43210"),
        Sent(.order, "Order: 2 × tonic (90 INR)"), Sent(.interactive, "Opening hours"), Sent(.button, "Opening hours"),
        Sent(.sticker),
    ])
    func `a place, a card, an order or a choice beside a question calls nobody by itself`(sent: Sent) async throws {
        let expected = Answer.reply(text: "Nine to six.", topic: "Opening hours")
        for burst in [[sent, Sent("When do you open?")], [Sent("When do you open?"), sent]] {
            let good = GeminiAnswers.good("Nine to six.", topic: "Opening hours")
            #expect(try await model(good, burst).answer.said == expected)
            let answer = await offline(burst)
            #expect(answer != .human(.unreadable) && answer != withAlarm(Self.hours))
        }
    }

    @Test(arguments: [MessageType.location, .contacts, .order, .interactive, .button])
    func `a place, a card, an order or a choice without words is as unknown as a photo`(kind: MessageType) async {
        #expect(await offline([Sent("Hi"), Sent(kind)]) == .human(.unreadable))
        #expect(await offline([Sent(kind), Sent("When do you open?")]) == withAlarm(Self.hours))
    }

    // MARK: A model

    @Test(arguments: files)
    func `a model's small talk beside a file is not sent`(kind: MessageType) async throws {
        for burst in [[Sent("Hi"), Sent(kind)], [Sent(kind), Sent("Hi")]] {
            let (answer, calls) = try await model(GeminiAnswers.good("Hello! How can we help?"), burst)
            #expect(answer == .human(.unreadable))
            #expect(calls == 1)
        }
    }

    @Test(arguments: files)
    func `a model's answer from a topic is sent beside a file and a person is called`(kind: MessageType) async throws {
        let good = GeminiAnswers.good("Nine to six.", topic: "opening hours")
        for burst in [[Sent("When do you open?"), Sent(kind)], [Sent(kind, "When do you open?")]] {
            #expect(
                try await model(good, burst).answer.said
                    == .reply(text: "Nine to six.", topic: "Opening hours", alarm: .unreadable))
        }
    }

    @Test func `a topic that a model made up is no ground to answer on`() async throws {
        let good = GeminiAnswers.good("It is harmless.", topic: "Test results")
        #expect(try await model(good, [Sent(.document, "Is it bad?")]).answer == .human(.unreadable))
    }

    @Test(arguments: [
        ("asked_for_person", NeedsHuman.asked), ("medical", .unreadable), ("urgent", .unreadable),
        ("not_in_knowledge", .unreadable),
    ])
    func `of a model's reason and the file the worse is told`(reason: String, expected: NeedsHuman) async throws {
        let step = GeminiAnswers.good("", needsHuman: true, reason: reason)
        #expect(try await model(step, [Sent("Please look"), Sent(.image)]).answer == .human(expected))
    }

    @Test func `a model that fails hides no file`() async throws {
        let broken = GeminiAnswers.failure(400, "INVALID_ARGUMENT")
        #expect(try await model(broken, [Sent("Hi"), Sent(.image)]).answer == .human(.unreadable))
        #expect(try await model(broken, [Sent("Hi")]).answer == .human(.failed))
    }

    // MARK: The rule by itself

    @Test(arguments: NeedsHuman.known + [.unknown("of_next_year")])
    func `the worse reason stays`(reason: NeedsHuman) {
        let question = FixtureClinic.question([Sent(.image), Sent("Hi")])
        let worse = reason.severity > NeedsHuman.unreadable.severity ? reason : .unreadable
        #expect(question.minding(.human(reason)) == .human(worse))
        #expect(question.minding(.reply(text: "a", topic: nil, alarm: reason)) == .human(worse))
        #expect(
            question.minding(.reply(text: "a", topic: "b", alarm: reason))
                == .reply(text: "a", topic: "b", alarm: worse))
    }

    @Test func `a file that was answered before counts no more`() {
        func turn(_ author: Author, _ kind: MessageType, _ text: String) -> Turn {
            Turn(author: author, kind: kind, text: text, at: Timestamp(milliseconds: 0))
        }
        let history = [
            turn(.patient, .image, ""), turn(.assistant, .text, "A person will look."), turn(.patient, .text, "Hi"),
        ]
        let question = Question(clinicName: "C", doctorName: "D", clinicAddress: nil, topics: [], history: history)
        let hello = Answer.reply(text: "Hello!", topic: nil)
        #expect(question.minding(hello) == hello)
    }
}
