import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// Who waits for an answer, and since when.
@Suite struct WaitingTests {
    private static var rules: Rules {
        var rules = Rules.withoutWaiting
        rules.isSmallTalk = { text, _ in ["Hello", "Thanks", "ok"].contains(text) }
        return rules
    }

    private static func since(_ clinic: TestClinic, _ patient: PatientID) async throws -> Timestamp? {
        try await clinic.patient(patient).waitingSince
    }

    /// A message of the given kind.
    private static func write(
        _ text: String, to clinic: TestClinic, _ change: (inout InboundMessage) -> Void
    ) async throws {
        var message = InboundMessage(
            wamid: Wamid("in.\(UUID())")!, person: WhatsAppPerson(phone: "919876543210", name: "Asha"),
            sentAt: clinic.clock.now, body: text)
        change(&message)
        try await clinic.apply(.message(message))
    }

    @Test(arguments: TestEngine.available)
    func `it is WhatsApp's time of the oldest message since the last answer that has left`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let written = clinic.clock.now.adding(.seconds(-90))
            let patient = try await clinic.patientWrites("When are you open?", sentAt: written)
            #expect(try await Self.since(clinic, patient) == written)
            clinic.clock.advance(by: .seconds(1))
            try await clinic.patientWrites("And on Sunday?")
            #expect(try await Self.since(clinic, patient) == written, "the oldest counts")
            // Written earlier, and late to arrive.
            try await clinic.patientWrites("Good morning, I ask", sentAt: written.adding(.seconds(-60)))
            #expect(try await Self.since(clinic, patient) == written.adding(.seconds(-60)))
            try await clinic.assistantAnswers("At nine.")
            #expect(try await Self.since(clinic, patient) != nil, "it has not left")
            try await clinic.delivers(patient)
            #expect(try await Self.since(clinic, patient) == nil)
            clinic.clock.advance(by: .seconds(5))
            try await clinic.patientWrites("And on Monday?")
            #expect(try await Self.since(clinic, patient) == clinic.clock.now)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what nobody has to answer does not wait`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("Hello", wamid: "w.hello")
            try await Self.write("👍", to: clinic) {
                ($0.type, $0.relation) = (.reaction, .reaction(to: "w.hello", emoji: "👍"))
            }
            try await Self.write("Hullo", to: clinic) { $0.relation = .edit(of: "w.hello") }
            try await Self.write("deleted", to: clinic) { $0.relation = .deletion(of: "w.hello") }
            try await Self.write("The number has changed", to: clinic) { $0.type = .system }
            try await Self.write("Hi all, when is it?", to: clinic) { $0.isGroup = true }
            try await clinic.patientWrites("Thanks")
            #expect(try await Self.since(clinic, patient) == nil)
            #expect(try await clinic.chats.patients(filter: .waiting, limit: 9).entries.isEmpty)
            // Whatever is in a file, or long, is not small talk.
            try await Self.write("Thanks", to: clinic) { $0.type = .image }
            #expect(try await Self.since(clinic, patient) == clinic.clock.now)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a person has the conversation, and the patient waits all the same`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("Hello, this is your doctor", to: patient)
            try await clinic.delivers(patient)
            clinic.clock.advance(by: .seconds(60))
            try await clinic.patientWrites("My tooth hurts")
            #expect(try await Self.since(clinic, patient) == clinic.clock.now)
            #expect(try await clinic.patient(patient).needsHuman == nil, "not yet")
            let asked = clinic.clock.now
            clinic.clock.advance(by: .seconds(60))
            try await clinic.doctorWrites("Come today", to: patient)
            #expect(try await Self.since(clinic, patient) == asked, "it has not left")
            try await clinic.delivers(patient)
            #expect(try await Self.since(clinic, patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a fixed sentence is no answer, nor is what is said to a greeting`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            let asked = clinic.clock.now
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.handOver(.unsure, sentence: MessageText("A person will answer.")!, for: claim)
            try await clinic.delivers(patient)
            #expect(try await Self.since(clinic, patient) == asked)
            try await clinic.patientWrites("Thanks")
            let thanks = try #require(await clinic.takeReply())
            _ = try await clinic.replies.enqueue(ReplyText("You are welcome.")!, isSmallTalk: true, for: thanks)
            try await clinic.delivers(patient)
            #expect(try await Self.since(clinic, patient) == asked)
        }
    }

    enum Failure: CaseIterable { case atOnce, reportedLater, neverConfirmed }

    @Test(arguments: TestEngine.available, Failure.allCases)
    func `an answer that has failed is none, also where that turns out later`(
        on engine: TestEngine, failure: Failure
    ) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("My tooth hurts")
            let asked = clinic.clock.now
            try await clinic.chats.markRead(patient: patient, upTo: 1)
            try await clinic.doctorWrites("Come today", to: patient)
            let send = try #require(await clinic.takeSend(patient))
            switch failure {
            case .atOnce: try await clinic.outbox.recordRefused(send, .unreachable, retryAfter: nil)
            case .neverConfirmed:
                try await clinic.outbox.recordUncertain(send)
                clinic.clock.advance(by: clinic.rules.reconcileAfter)
                let again = try #require(await clinic.takeSend(patient))
                try await clinic.outbox.recordUncertain(again)
                clinic.clock.advance(by: clinic.rules.reconcileAfter + clinic.rules.sendTimeout)
                #expect(try await clinic.takeSend(patient) == nil)
            case .reportedLater:
                try await clinic.outbox.recordAccepted(send, wamid: "out.1")
                #expect(try await Self.since(clinic, patient) == nil)
                try await clinic.metaReports(.failed, wamid: "out.1", failure: .unreachable)
            }
            let after = try await clinic.patient(patient)
            #expect(after.waitingSince == asked && after.needsHuman == .sendFailed)
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 1, "the alarm comes as if nobody had answered")
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what has arrived after all is an answer after all`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("My tooth hurts")
            try await clinic.doctorWrites("Come today", to: patient)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(send, wamid: "out.1")
            try await clinic.metaReports(.failed, wamid: "out.1", failure: .unreachable)
            #expect(try await Self.since(clinic, patient) != nil)
            try await clinic.metaReports(.delivered, wamid: "out.1")
            #expect(try await Self.since(clinic, patient) == nil)
            try await clinic.metaReports(.read, wamid: "out.1")
            #expect(try await Self.since(clinic, patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the clinic's own phone answers what was written before it, and no more`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("My tooth hurts")
            let echoed = clinic.clock.now
            clinic.clock.advance(by: .seconds(30))
            try await clinic.patientWrites("It bleeds now")
            let later = clinic.clock.now
            // Written before the second message, and here after it.
            try await clinic.phoneWrites("Come today", sentAt: echoed.adding(.seconds(10)))
            let after = try await clinic.patient(patient)
            #expect(after.waitingSince == later && after.unreadCount == 1)
            try await clinic.phoneWrites("At once")
            #expect(try await Self.since(clinic, patient) == nil)
            #expect(try await clinic.patient(patient).unreadCount == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an answer to a part of what was asked leaves the rest waiting`(on engine: TestEngine) async throws {
        var rules = Self.rules
        rules.recomputeLimit = 0
        try await engine.clinic(rules: rules) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            clinic.clock.advance(by: .seconds(1))
            try await clinic.patientWrites("I have a fever")
            let fever = clinic.clock.now
            try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim)
            try await clinic.delivers(patient)
            #expect(try await Self.since(clinic, patient) == fever)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the patient took back does not wait`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientWrites("Where are you?", wamid: "w.1")
            clinic.clock.advance(by: .seconds(5))
            try await clinic.patientWrites("I have a fever", wamid: "w.2")
            let fever = clinic.clock.now
            try await Self.write("deleted", to: clinic) { $0.relation = .deletion(of: "w.1") }
            #expect(try await Self.since(clinic, patient) == fever)
            try await Self.write("deleted", to: clinic) { $0.relation = .deletion(of: "w.2") }
            #expect(try await Self.since(clinic, patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two rows of one person, what waits in either waits`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let asked = clinic.clock.now
            let byNumber = try await clinic.patientWrites("My tooth hurts", name: nil)
            clinic.clock.advance(by: .seconds(60))
            for text in ["Where are you?", "And the fee?"] {
                try await clinic.apply(
                    .message(
                        InboundMessage(
                            wamid: Wamid("in.\(text)")!, person: WhatsAppPerson(userID: "IN.1"),
                            sentAt: clinic.clock.now, body: text)))
            }
            let other = try #require(await clinic.patients(clinic.account).first { $0.patient.id != byNumber })
            // The longer row, which stays, is answered.
            try await clinic.doctorWrites("In the market", to: other.patient.id)
            try await clinic.delivers(other.patient.id)
            #expect(try await Self.since(clinic, other.patient.id) == nil)
            var reaction = InboundMessage(
                wamid: "in.both", person: WhatsAppPerson(phone: "919876543210", userID: "IN.1"),
                sentAt: clinic.clock.now, body: "👍")
            reaction.type = .reaction
            try await clinic.apply(.message(reaction))
            let one = try #require(await clinic.patients(clinic.account).first)
            #expect(try await clinic.patients(clinic.account).count == 1)
            #expect(one.patient.id == other.patient.id && one.patient.waitingSince == asked)
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 1)
            try await clinic.checkRanks()
            // The next answer is one for all of it.
            try await clinic.doctorWrites("Come today", to: one.patient.id)
            try await clinic.delivers(one.patient.id)
            #expect(try await Self.since(clinic, one.patient.id) == nil)
        }
    }
}

extension TestClinic {
    /// Lets everything that may leave for this patient leave.
    func delivers(_ patient: PatientID) async throws {
        while let send = try await takeSend(patient) {
            try await outbox.recordAccepted(send, wamid: Wamid("out.\(UUID())")!)
        }
    }

    /// Raises every alarm that is due. Returns how many were.
    func raisesAlarms() async throws -> Int {
        var count = 0
        for key in try await database.alarms.claim(limit: 99) where try await database.alarms.raise(key) { count += 1 }
        return count
    }

    /// Each row's rank is what its other columns say.
    func checkRanks(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let rows = try await engine.read(as: .system) {
            try $0.rows("SELECT needs_human, is_bot_paused, waiting_since, list_rank FROM patients").map { row in
                let since: Timestamp? = try row["waiting_since"]
                let isNeeded = try row["needs_human"] || (row["is_bot_paused"] && since != nil)
                let expected = isNeeded ? since.map(ListRank.waiting(since:)) ?? ListRank.needed : ListRank.none
                return (expected, try row["list_rank"] as Int64)
            }
        }
        for (expected, rank) in rows { #expect(rank == expected, sourceLocation: sourceLocation) }
    }
}

extension SendFailure {
    static let unreachable = SendFailure(.meta(code: 131_026), sentence: "Not reachable.", canRetry: false)
}
