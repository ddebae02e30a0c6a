import Conversations
@testable import Storage
import TestSupport
import Testing

/// Summaries of long conversations: when one is made, of what, and when it counts no more.
@Suite struct SummaryTests {
    private static let made = ConversationSummary(
        talk: "They spoke of the hours.", byPerson: "", hadEmergency: false)

    /// So many questions, each answered by the assistant. Returns the claim of the last one.
    @discardableResult
    private static func talk(_ questions: Int, in clinic: TestClinic) async throws -> ReplyClaim {
        var last: ReplyClaim?
        for number in 1...questions {
            // Not so fast that it would be a talk of machines.
            clinic.clock.advance(by: .seconds(120))
            try await clinic.patientWrites("Question \(number)", wamid: "in.\(clinic.clock.now)")
            let claim = try #require(try await clinic.takeReply())
            #expect(try await clinic.replies.enqueue(MessageText("Answer \(number)")!, for: claim) == .enqueued)
            last = claim
        }
        return try #require(last)
    }

    private static func count(_ clinic: TestClinic) async throws -> Int64 {
        try await clinic.engine.read(as: .system) { try $0.rows("SELECT COUNT(*) AS n FROM summaries")[0]["n"] }
    }

    /// The next question with all that a model is told.
    private static func question(in clinic: TestClinic) async throws -> Question? {
        try await clinic.patientWrites("And now?", wamid: "in.\(clinic.clock.now)")
        let claim = try #require(try await clinic.takeReply())
        return try await clinic.replies.question(for: claim)
    }

    @Test(arguments: TestEngine.available)
    func `it is made at the bound, given with the next question, and refreshed from what is new alone`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let early = try await Self.talk(15, in: clinic)
            #expect(try await clinic.replies.summaryTask(after: early) == nil)
            let claim = try await Self.talk(1, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            #expect(task.stretch.earlier == nil && task.stretch.turns.count == 20)
            #expect(task.stretch.turns.first?.text == "Question 1" && task.stretch.turns.last?.text == "Answer 10")
            #expect(try await clinic.replies.keep(Self.made, of: task))
            #expect(try await clinic.replies.keep(Self.made, of: task) == false, "another was kept meanwhile")
            #expect(try await clinic.replies.summaryTask(after: claim) == nil)
            let question = try #require(try await Self.question(in: clinic))
            #expect(question.summary == Self.made)
            #expect(!question.history.contains { $0.text.contains("spoke") })

            let later = try await Self.talk(10, in: clinic)
            let next = try #require(try await clinic.replies.summaryTask(after: later))
            #expect(next.stretch.earlier == Self.made)
            #expect(next.stretch.turns.first?.text == "Question 11", "nothing of what is summarised already")
            let newer = ConversationSummary(talk: "More.", byPerson: "Come at ten.", hadEmergency: true)
            #expect(try await clinic.replies.keep(newer, of: next))
            #expect(try await Self.question(in: clinic)?.summary == newer)
            #expect(try await Self.count(clinic) == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `after a takeover none is made, and one under way counts for nothing`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let claim = try await Self.talk(16, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            let patient = claim.patientID
            _ = try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.replies.keep(Self.made, of: task) == false)
            #expect(try await clinic.replies.summaryTask(after: claim) == nil)
            _ = try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.replies.keep(Self.made, of: task) == false)
            #expect(try await Self.count(clinic) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `while a flag is open none is made, and one under way counts for nothing`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let claim = try await Self.talk(16, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            try await clinic.patientWrites("he has chest pain")
            #expect(try await clinic.replies.keep(Self.made, of: task) == false)
            #expect(try await clinic.replies.summaryTask(after: claim) == nil)
            #expect(try await Self.count(clinic) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic whose assistant is off has none made`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let claim = try await Self.talk(16, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            _ = try await clinic.chats.changeClinic { $0.assistant = .off }
            #expect(try await clinic.replies.summaryTask(after: claim) == nil)
            #expect(try await clinic.replies.keep(Self.made, of: task) == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a message said that is changed or deleted stands in none`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("My secret", wamid: "in.secret")
            let claim = try await Self.talk(16, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            var deletion = InboundMessage(
                wamid: "in.deletion", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now, body: "")
            deletion.relation = .deletion(of: "in.secret")
            try await clinic.apply(.message(deletion))
            #expect(try await clinic.replies.keep(Self.made, of: task) == false, "it was made with the message")
            let again = try #require(try await clinic.replies.summaryTask(after: claim))
            #expect(!again.stretch.turns.contains { $0.text == "My secret" })
            #expect(try await clinic.replies.keep(Self.made, of: again))
            var edit = InboundMessage(
                wamid: "in.edit", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now,
                body: "Another question")
            let first = try #require(try await clinic.history(claim.patientID).first { $0.body == "Question 1" })
            edit.relation = .edit(of: try #require(first.wamid))
            try await clinic.apply(.message(edit))
            #expect(try await Self.count(clinic) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it goes with the patient`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let claim = try await Self.talk(16, in: clinic)
            let task = try #require(try await clinic.replies.summaryTask(after: claim))
            #expect(try await clinic.replies.keep(Self.made, of: task))
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    "DELETE FROM patients WHERE doctor_id = \(clinic.clinicID) AND id = \(claim.patientID)")
            }
            #expect(try await Self.count(clinic) == 0)
            #expect(try await clinic.replies.keep(Self.made, of: task) == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `no person of a clinic reads one`(on engine: TestEngine) async throws {
        guard engine == .postgres else { return }
        _ = try await engine.clinic { clinic in
            await #expect(throws: (any Error).self) {
                _ = try await clinic.engine.read(as: .person(clinic.account.id, of: clinic.clinicID)) {
                    try $0.rows("SELECT words FROM summaries")
                }
            }
        }
    }

    @Test func `a stretch is bounded, whatever there is`() throws {
        let turns = (1...400).map { Turn(author: .patient, text: "\($0)", at: Timestamp(milliseconds: $0)) }
        let stretch = try #require(Stretch(of: .make(), after: nil, turns))
        #expect(stretch.turns.count == Stretch.turnLimit && stretch.length == 388)
        #expect(stretch.turns.last?.text == "388", "the newest are taken in")
        let long = String(repeating: "x", count: 4000)
        let few = (1...9).map { Turn(author: .patient, text: long, at: Timestamp(milliseconds: $0)) }
        let short = try #require(Stretch(of: .make(), after: nil, few))
        #expect(short.turns.reduce(0) { $0 + $1.text.count } <= Stretch.characterLimit)
        #expect(short.length == 8, "one of these is shown as it is")
    }
}
