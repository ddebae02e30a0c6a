import Conversations
import Logging
@testable import Storage
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// What the worker makes of a due reply, on a real database.
@Suite struct ReplyWorkerTests {
    private static let caption = "Is this result dangerous?"

    @Test(arguments: [
        [Sent("Hi"), Sent(.document, caption)], [Sent(.document, caption), Sent("Hi")], [Sent(.document, caption)],
        [Sent("Hi"), Sent(.image)], [Sent(.image), Sent("Hi")], [Sent(.sticker)], [Sent(.audio)],
    ])
    func `what cannot be read calls a person and the patient is told so`(burst: [Sent]) async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends(burst)
            try await clinic.work(OfflineAssistant.standard) { try await $0.said(to: patient).first }
            #expect(try await clinic.patient(patient).needsHuman == .unreadable)
            let sentence = HandOverSentence.text(for: .unreadable, patientTexts: [""])
            #expect(try await clinic.said(to: patient) == [sentence])
        }
    }

    @Test func `a question beside a photo is answered and a person is called`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent(.image), Sent("Is there parking?")])
            let answer = try await clinic.work(OfflineAssistant.standard) { try await $0.said(to: patient).first }
            #expect(answer == FixtureClinic.topics.first { $0.title == "Parking" }?.answer)
            #expect(try await clinic.patient(patient).needsHuman == .unreadable)
        }
    }

    @Test func `a question alone is answered and nobody is called`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent("Is there parking?"), Sent(.sticker)])
            let answer = try await clinic.work(OfflineAssistant.standard) { try await $0.said(to: patient).first }
            #expect(answer == FixtureClinic.topics.first { $0.title == "Parking" }?.answer)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }

    @Test(arguments: [("क्लिनिक कब खुलता है?", "आपके"), ("mujhe doctor se baat karni hai", "Aapke")])
    func `the sentence is in the language of the words before a voice message`(words: String, begin: String)
        async throws
    {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent(words), Sent(.audio)])
            let assistant = FixedAssistant(answer: .human(.asked))
            let sentence = try await clinic.work(assistant) { try await $0.said(to: patient).first }
            #expect(sentence.hasPrefix(begin))
        }
    }

    @Test(arguments: [([Sent("Hello")], NeedsHuman.failed), ([Sent("Hello"), Sent(.video)], .unreadable)])
    func `a reply that four workers did not end goes to a person`(burst: [Sent], reason: NeedsHuman) async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends(burst)
            for taken in 1...4 {
                #expect(try await clinic.replies.claim(limit: 1).first?.leases == Int64(taken))
                clinic.clock.advance(by: clinic.rules.replyLease)
            }
            try await clinic.work(FixedAssistant(answer: .reply(text: "Too late.", topic: "Parking"))) {
                try await $0.patient(patient).needsHuman
            }
            #expect(try await clinic.patient(patient).needsHuman == reason)
            #expect(try await clinic.said(to: patient).allSatisfy { $0 != "Too late." })
        }
    }

    @Test func `typing is shown for as long as the assistant thinks, and not after a takeover`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent("Hello")])
            try await clinic.work(HangingAssistant(), typingLasts: .milliseconds(20)) { clinic in
                for _ in 1...3 {
                    let shown = try await eventually("typing is shown") {
                        let claims = try await clinic.outbox.receipts.claim(limit: 9)
                        return claims.isEmpty ? nil : claims
                    }
                    #expect(shown.allSatisfy { $0.isTyping && $0.wamid == "in.0" })
                }
                try await clinic.chats.setPaused(true, patient: patient)
                try await Task.sleep(for: .milliseconds(200))
                #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
                return true
            }
        }
    }

    @Test func `a takeover ends the thinking, and nothing else does`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent("Hello")])
            let assistant = HangingAssistant()
            try await clinic.work(assistant) { clinic in
                _ = try await eventually("it thinks") { assistant.isThinking ? true : nil }
                // What others see of the conversation, and what the patient writes, does not change who may speak.
                try await clinic.chats.markRead(patient: patient, upTo: 1)
                _ = try await clinic.patientWrites("Are you there?")
                try await Task.sleep(for: .milliseconds(1500))
                #expect(!assistant.isCancelled)
                try await clinic.chats.setPaused(true, patient: patient)
                return try await eventually("it stops") { assistant.isCancelled ? true : nil }
            }
            #expect(try await clinic.said(to: patient) == [])
        }
    }

    @Test func `an answer with nothing in it is a failure`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent("Hello")])
            let reason = try await clinic.work(FixedAssistant(answer: .reply(text: " \n", topic: nil))) {
                try await $0.patient(patient).needsHuman
            }
            #expect(reason == .failed)
        }
    }

    @Test func `a worker that is cancelled while it thinks gives the reply back`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.patientSends([Sent("Hello")])
            try await clinic.work(HangingAssistant()) { clinic in
                try await clinic.patient(patient).assistantIsWriting ? true : nil
            }
            #expect(try await clinic.patient(patient).needsHuman == nil)
            #expect(try await clinic.replies.claim(limit: 1).first?.leases == 1)
        }
    }

    @Test func `a long conversation is summarised after the answer, which does not wait for it`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.longTalk()
            let assistant = SummarisingAssistant(hangs: false)
            let words = try await clinic.work(assistant) { try await $0.summary }
            #expect(words.contains("They spoke"))
            #expect(try await clinic.said(to: patient).last == "Yes.")
            _ = try await clinic.patientWrites("And now?")
            clinic.clock.advance(by: clinic.rules.replyDelay)
            let claim = try #require(try await clinic.replies.claim(limit: 1).first)
            #expect(try await clinic.replies.question(for: claim)?.summary?.talk == "They spoke.")
        }
    }

    @Test func `a takeover ends a summary that is under way`() async throws {
        try await withClinic { clinic in
            let patient = try await clinic.longTalk()
            let assistant = SummarisingAssistant(hangs: true)
            try await clinic.work(assistant) { clinic in
                _ = try await eventually("it summarises") { assistant.isThinking ? true : nil }
                #expect(try await clinic.said(to: patient).last == "Yes.")
                try await clinic.chats.setPaused(true, patient: patient)
                return try await eventually("it stops") { assistant.isCancelled ? true : nil }
            }
            #expect(try await clinic.summary == nil)
        }
    }

    private func withClinic(_ body: (TestClinic) async throws -> Void) async throws {
        try await TestEngine.sqlite.clinic { clinic in
            _ = try await clinic.database.operator.importTopics(FixtureClinic.topics, for: clinic.clinicID)
            try await body(clinic)
        }
    }
}

private struct FixedAssistant: Answering {
    let answer: Answer
    func answer(_ question: Question) async -> Answer { answer }
}

/// Thinks until it is cancelled.
private final class HangingAssistant: Answering {
    private let state = Mutex((isThinking: false, isCancelled: false))

    var isThinking: Bool { state.withLock { $0.isThinking } }
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func answer(_ question: Question) async -> Answer {
        state.withLock { $0.isThinking = true }
        let (stream, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        state.withLock { $0.isCancelled = true }
        return .human(.failed)
    }
}

/// Answers at once; its summaries may never end.
private final class SummarisingAssistant: Answering, Summarising {
    private let hangs: Bool
    private let thinker = HangingAssistant()

    init(hangs: Bool) { self.hangs = hangs }

    var isThinking: Bool { thinker.isThinking }
    var isCancelled: Bool { thinker.isCancelled }

    func answer(_ question: Question) async -> Answer { .reply(text: "Yes.", topic: nil) }

    func summary(of stretch: Stretch) async -> ConversationSummary? {
        if hangs { _ = await thinker.answer(FixtureClinic.question("Hello")) }
        return ConversationSummary(talk: "They spoke.", byPerson: "", hadEmergency: false)
    }
}

extension TestClinic {
    /// Many messages of the patient, whose reply is due afterwards.
    fileprivate func longTalk() async throws -> PatientID {
        for number in 1...40 { _ = try await patientWrites("Question \(number)") }
        let patient = try await patientWrites("Is there parking?")
        clock.advance(by: rules.replyDelay)
        return patient
    }

    /// What is kept of the one conversation; nil where nothing is.
    fileprivate var summary: String? {
        get async throws {
            try await engine.read(as: .system) {
                let row = try $0.row("SELECT words FROM summaries")
                return try row?["words"] as String?
            }
        }
    }

    /// One burst, whose reply is due afterwards.
    fileprivate func patientSends(_ burst: [Sent]) async throws -> PatientID {
        for (index, sent) in burst.enumerated() {
            let message = InboundMessage(
                wamid: Wamid("in.\(index)")!, person: WhatsAppPerson(phone: "919876543210"), sentAt: clock.now,
                type: sent.kind, body: sent.text)
            try await apply(.message(message))
        }
        clock.advance(by: rules.replyDelay)
        return try #require(try await patients(account).first).patient.id
    }

    /// Lets a worker work until `look` finds something, which is returned.
    @discardableResult
    fileprivate func work<Found: Sendable>(
        _ assistant: any Answering, typingLasts: Duration = ReplyWorker.typingLasts,
        until look: (TestClinic) async throws -> Found?
    ) async throws -> Found {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let worker = ReplyWorker(
            replies: replies, assistant: assistant, offline: .standard, logger: logger, typingLasts: typingLasts)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await worker.run() }
            defer { group.cancelAll() }
            return try await eventually("the worker did it") { try await look(self) }
        }
    }

    /// What the assistant has said, in order.
    fileprivate func said(to patient: PatientID) async throws -> [String] {
        try await history(patient).filter { $0.author == .assistant }.map(\.body)
    }
}
