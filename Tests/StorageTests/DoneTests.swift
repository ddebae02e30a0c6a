import Conversations
@testable import Storage
import TestSupport
import Testing

/// What a person closes by looking, and how it is taken back.
@Suite struct DoneTests {
    /// A question that the assistant hands over, with the seq that the flag is about.
    private static func flag(_ reason: NeedsHuman, in clinic: TestClinic) async throws -> (PatientID, seq: Int64) {
        let patient = try await clinic.patientWrites("And?")
        let claim = try #require(await clinic.takeReply())
        #expect(try await clinic.replies.handOver(reason, sentence: nil, for: claim) == .enqueued)
        return (patient, claim.upToSeq)
    }

    @Test(arguments: TestEngine.available)
    func `done closes what was raised up to its message, and the rest stays open and waits`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, first) = try await Self.flag(.asked, in: clinic)
            clinic.clock.advance(by: .seconds(60))
            let (_, second) = try await Self.flag(.unsure, in: clinic)
            let asked = try await clinic.history(patient).map(\.sentAt)
            try await clinic.chats.markDone(patient: patient, upTo: first)
            let after = try await clinic.patient(patient)
            #expect(after.needsHuman == .unsure && after.waitingSince == asked[1])
            try await clinic.chats.markDone(patient: patient, upTo: second)
            let end = try await clinic.patient(patient)
            #expect(end.needsHuman == nil && end.waitingSince == nil)
            try await clinic.checkRanks()
        }
    }

    @Test(arguments: TestEngine.available)
    func `without a message it is the read position, and what nobody has seen stays`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, first) = try await Self.flag(.asked, in: clinic)
            try await clinic.chats.markDone(patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == .asked, "nobody has read it")
            try await clinic.chats.markRead(patient: patient, upTo: first)
            _ = try await Self.flag(.unsure, in: clinic)
            try await clinic.chats.markDone(patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == .unsure)
        }
    }

    enum Act: CaseIterable { case message, resume }

    @Test(arguments: TestEngine.available, Act.allCases)
    func `a message and a resume close what was read before them`(on engine: TestEngine, act: Act) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, first) = try await Self.flag(.asked, in: clinic)
            try await clinic.chats.markRead(patient: patient, upTo: first)
            let (_, second) = try await Self.flag(.unsure, in: clinic)
            try await clinic.chats.setPaused(true, patient: patient)
            if act == .message { try await clinic.doctorWrites("Come today", to: patient) }
            if act == .resume { try await clinic.chats.setPaused(false, patient: patient) }
            let open = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT reason, seq FROM alarms WHERE closed_at IS NULL ORDER BY severity DESC")
                    .map { "\(try $0["reason"] as String) \(try $0["seq"] as Int64)" }
            }
            #expect(open.contains("assistant_unsure \(second)") && !open.contains("patient_asked \(first)"))
            // A send moves the read position to its own message.
            guard act == .message else { return }
            #expect(try await clinic.patient(patient).readSeq == 3)
            try await clinic.chats.markDone(patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `done is taken back for a minute, with everything that it changed`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.handOver(.unsure, sentence: MessageText("A person will answer.")!, for: claim)
            try await clinic.delivers(patient)
            let before = try await clinic.patient(patient)
            try await clinic.chats.markDone(patient: patient, upTo: 9)
            #expect(try await clinic.patient(patient).needsHuman == nil)
            clinic.clock.advance(by: .seconds(59))
            try await clinic.chats.undoDone(patient: patient)
            #expect(try await clinic.patient(patient) == before)
            try await clinic.checkRanks()
            // Whoever was told that a person answers is not told again.
            try await clinic.patientWrites("And this?")
            let next = try #require(await clinic.takeReply())
            try await clinic.replies.handOver(.unsure, sentence: MessageText("A person will answer.")!, for: next)
            #expect(try await clinic.takeSend(patient) == nil)
            // The alarm comes as if nobody had looked.
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 1)
            await #expect(throws: Refusal.nothingToUndo) { try await clinic.chats.undoDone(patient: patient) }
        }
    }

    enum Later: CaseIterable { case aMinute, message, resume, never }

    @Test(arguments: TestEngine.available, Later.allCases)
    func `there is nothing to take back after a minute, a message or a resume`(
        on engine: TestEngine, later: Later
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, seq) = try await Self.flag(.asked, in: clinic)
            if later != .never { try await clinic.chats.markDone(patient: patient, upTo: seq) }
            switch later {
            case .aMinute: clinic.clock.advance(by: .seconds(60))
            case .message: try await clinic.doctorWrites("Come today", to: patient)
            case .resume:
                try await clinic.chats.setPaused(true, patient: patient)
                try await clinic.chats.setPaused(false, patient: patient)
            case .never: break
            }
            await #expect(throws: Refusal.nothingToUndo) { try await clinic.chats.undoDone(patient: patient) }
            let other = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchPatient) { try await other.undoDone(patient: patient) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that comes after done waits, taken back or not`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, seq) = try await Self.flag(.asked, in: clinic)
            let first = try await clinic.history(patient)[0].sentAt
            try await clinic.chats.markDone(patient: patient, upTo: seq)
            clinic.clock.advance(by: .seconds(30))
            try await clinic.patientWrites("Hello?")
            #expect(try await clinic.patient(patient).waitingSince == clinic.clock.now)
            try await clinic.chats.undoDone(patient: patient)
            #expect(try await clinic.patient(patient).waitingSince == first)
        }
    }
}
