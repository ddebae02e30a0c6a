import Conversations
@testable import Storage
import TestSupport
import Testing

/// Conversations that go back to the assistant by themselves.
@Suite struct HandBackTests {
    private static let minutes: Int64 = 30

    /// A patient whom the clinic's phone has answered, in a clinic that wants conversations back after half an hour.
    private static func answered(_ clinic: TestClinic) async throws -> PatientID {
        _ = try await clinic.chats.changeClinic { $0.resumeAfterMinutes = minutes }
        let patient = try await clinic.patientWrites("Can I come today?")
        try await clinic.phoneWrites("Yes, at ten.")
        #expect(try await clinic.patient(patient).isPaused)
        return patient
    }

    private static func wait(_ clinic: TestClinic, minutes: Int64 = Self.minutes) {
        clinic.clock.advance(by: .seconds(60 * minutes))
    }

    private static func giveBack(_ clinic: TestClinic) async throws -> [PatientID] {
        try await clinic.database.handBacks.giveBack()
    }

    @Test(arguments: TestEngine.available)
    func `a conversation goes back once its time is over, and the assistant answers what comes then`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.answered(clinic)
            let generation = try await clinic.patient(patient).generation
            Self.wait(clinic, minutes: Self.minutes - 1)
            #expect(try await Self.giveBack(clinic).isEmpty)
            Self.wait(clinic, minutes: 1)
            #expect(try await Self.giveBack(clinic) == [patient])
            #expect(try await Self.giveBack(clinic).isEmpty, "once")
            let after = try await clinic.patient(patient)
            #expect(!after.isPaused && after.needsHuman == nil && after.generation == generation + 1)
            try await clinic.patientWrites("Is there parking?")
            #expect(try await clinic.assistantAnswers("Yes.") == .enqueued)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is nobody's unless the clinic wants it, and each clinic's own`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.answered(clinic)
            _ = try await clinic.chats.changeClinic { $0.resumeAfterMinutes = nil }
            _ = try await clinic.database.chats(of: clinic.otherAccount).changeClinic { $0.resumeAfterMinutes = 5 }
            Self.wait(clinic, minutes: 10_000)
            #expect(try await Self.giveBack(clinic).isEmpty)
            #expect(try await clinic.patient(patient).isPaused)
        }
    }

    @Test(arguments: TestEngine.available)
    func `several nodes do it once`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.answered(clinic)
            Self.wait(clinic)
            let given = try await withThrowingTaskGroup(of: [PatientID].self) { group in
                for _ in 1...5 { group.addTask { try await Self.giveBack(clinic) } }
                return try await group.reduce(into: [PatientID]()) { $0 += $1 }
            }
            #expect(given == [patient])
        }
    }

    enum Obstacle: String, CaseIterable {
        case unanswered, waitingForAnAlarm, redFlag, newerMessage, takenAgain, queuedText, held, off, notSent
    }

    @Test(arguments: TestEngine.available, Obstacle.allCases)
    func `in doubt it stays with the person`(on engine: TestEngine, obstacle: Obstacle) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.answered(clinic)
            switch obstacle {
            case .unanswered: try await clinic.patientWrites("And tomorrow?")
            case .waitingForAnAlarm:
                try await clinic.engine.write(as: .system) { transaction in
                    var conversation = try #require(
                        try Conversation(locking: patient, of: clinic.clinicID, in: transaction))
                    try conversation.raise(.unreadable)
                }
            case .redFlag:
                try await clinic.patientWrites("he has chest pain")
                try await clinic.phoneWrites("Call 108.")
                try await clinic.patientWrites("he has chest pain")
            case .newerMessage:
                Self.wait(clinic, minutes: Self.minutes - 2)
                try await clinic.phoneWrites("Bring your card.")
            case .takenAgain:
                Self.wait(clinic, minutes: Self.minutes - 2)
                _ = try await clinic.chats.setPaused(false, patient: patient)
                _ = try await clinic.chats.setPaused(true, patient: patient)
            case .queuedText:
                clinic.clock.advance(by: .seconds(25 * 3600))
                _ = try await clinic.chats.queue(
                    OutgoingMessage(patientID: patient, text: MessageText("It is here")!, clientMessageID: nil))
            case .held:
                try await clinic.engine.write(as: .system) { transaction in
                    try transaction.execute("UPDATE doctors SET held_at = \(transaction.now)")
                }
            case .off: _ = try await clinic.chats.changeClinic { $0.assistant = .off }
            case .notSent: try await clinic.doctorWrites("Bring your card.", to: patient)
            }
            Self.wait(clinic, minutes: [.newerMessage, .takenAgain].contains(obstacle) ? 2 : Self.minutes)
            #expect(try await Self.giveBack(clinic).isEmpty, "\(obstacle)")
            #expect(try await clinic.patient(patient).isPaused)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic decides how long the assistant waits for the next message`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            func delay(_ quiet: Int64?) async throws -> Duration? {
                _ = try await clinic.chats.changeClinic { $0.quietMilliseconds = quiet }
                try await clinic.patientWrites("Question \(quiet ?? -1)")
                return try await clinic.replies.nextDue()
            }
            let usual = try #require(try await delay(nil))
            #expect(usual > .zero && usual <= clinic.rules.replyDelay)
            let long = try #require(try await delay(120_000))
            // The first message has bounded the burst by the rule of its time.
            #expect(long > usual && long <= clinic.rules.burstLimit)
            clinic.clock.advance(by: .seconds(60))
            #expect(try await clinic.assistantAnswers("Yes.") == .enqueued)
            let whole = try #require(try await delay(120_000))
            #expect(whole > .seconds(110) && whole <= .seconds(120))
            clinic.clock.advance(by: .seconds(121))
            #expect(try await clinic.assistantAnswers("Yes.") == .enqueued)
            let none = try #require(try await delay(0))
            #expect(none <= .zero)
        }
    }
}
