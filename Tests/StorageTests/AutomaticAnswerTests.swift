import Conversations
@testable import Storage
import TestSupport
import Testing

/// Ten answers in ten minutes without a person, and a greeting once in twelve hours.
@Suite struct AutomaticAnswerTests {
    /// The patient writes, and is answered where a reply is taken at all.
    @discardableResult
    private static func round(_ clinic: TestClinic, _ answer: String = "Noted.") async throws -> ReplyOutcome? {
        try await clinic.patientWrites("We received your message. Ticket 5.")
        return try await clinic.assistantAnswers(answer)
    }

    private static func answers(_ clinic: TestClinic, _ patient: PatientID) async throws -> Int {
        try await clinic.history(patient).filter { $0.author == .assistant }.count
    }

    private static func talkedOut(_ clinic: TestClinic) async throws -> PatientID {
        for _ in 1...10 { #expect(try await round(clinic) == .enqueued) }
        let patient = try await clinic.patientWrites("Ticket 6")
        #expect(try await clinic.patient(patient).needsHuman == nil)
        #expect(try await clinic.takeReply() == nil, "no model is asked for the eleventh")
        #expect(try await clinic.patient(patient).needsHuman == .unsure)
        #expect(try await clinic.patient(patient).assistantIsSilent)
        return patient
    }

    @Test(arguments: TestEngine.available)
    func `after ten answers in ten minutes a person is called, and the assistant stays silent`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await Self.talkedOut(clinic)
            clinic.clock.advance(by: .seconds(3600))
            for _ in 1...3 {
                #expect(try await Self.round(clinic) == nil)
                #expect(try await clinic.replies.nextDue() == nil, "no reply is due")
            }
            #expect(try await Self.answers(clinic, patient) == 10)
        }
    }

    enum Lift: CaseIterable { case done, resume, doctor, phone }

    @Test(arguments: TestEngine.available, Lift.allCases)
    func `a person ends the silence, and what came before is theirs to answer`(on engine: TestEngine, lift: Lift)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.talkedOut(clinic)
            clinic.clock.advance(by: .seconds(5))
            switch lift {
            case .done: try await clinic.chats.markDone(patient: patient, upTo: .max)
            case .resume: try await clinic.chats.setPaused(true, patient: patient)
            case .doctor: try await clinic.doctorWrites("Hello", to: patient)
            case .phone: try await clinic.phoneWrites("Hello")
            }
            if lift != .done { try await clinic.chats.setPaused(false, patient: patient) }
            #expect(try await !clinic.patient(patient).assistantIsSilent)
            clinic.clock.advance(by: .seconds(1))
            try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["When are you open?"])
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
        }
    }

    @Test(arguments: TestEngine.available) func `a pause alone does not end it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await Self.talkedOut(clinic)
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await Self.round(clinic) == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `ten in more than ten minutes are no endless talk`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            for _ in 1...25 {
                let outcome = try await Self.round(clinic)
                #expect(outcome == .enqueued)
                clinic.clock.advance(by: .seconds(60))
            }
        }
    }

    @Test(arguments: TestEngine.available) func `a reply of three messages is one answer, and a fixed sentence is one`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let long = ReplyText(String(repeating: "One sentence of many. ", count: 500))!
            for _ in 1...9 {
                try await clinic.patientWrites("Ticket")
                let claim = try #require(await clinic.takeReply())
                #expect(try await clinic.replies.enqueue(long, for: claim) == .enqueued)
            }
            let patient = try await clinic.patientWrites("Ticket")
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.replies.handOver(.asked, sentence: MessageText("A person answers.")!, for: claim)
            try await clinic.patientWrites("Ticket")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await Self.answers(clinic, patient) == 28)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reply that was taken before the bound is stopped at it, and what it found out is not lost`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            for _ in 1...9 { try await Self.round(clinic) }
            let patient = try await clinic.patientWrites("Tickets")
            let claim = try #require(await clinic.takeReply())
            try await clinic.engine.write(as: .system) { transaction in
                var conversation = try #require(
                    try Conversation(locking: patient, of: clinic.clinicID, in: transaction))
                _ = try conversation.append(NewMessage(author: .assistant, body: "Another", status: .pending))
            }
            let sentence = MessageText("A person answers.")!
            #expect(try await clinic.replies.handOver(.asked, sentence: sentence, for: claim) == .enqueued)
            #expect(try await clinic.patient(patient).needsHuman == .asked)
            #expect(try await Self.answers(clinic, patient) == 10)
            #expect(try await Self.round(clinic) == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `another patient is not silenced`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            _ = try await Self.talkedOut(clinic)
            try await clinic.patientWrites("When are you open?", from: "919800000001")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
        }
    }

    // MARK: Greetings, thanks and nods

    private static func smallTalk(_ clinic: TestClinic) async throws -> Bool {
        try await clinic.patientWrites("Thank you")
        let claim = try #require(await clinic.takeReply())
        if claim.smallTalkIsAnswered {
            #expect(try await clinic.replies.passOver(claim) == .enqueued)
            return false
        }
        return try await clinic.replies.enqueue(ReplyText("You are welcome.")!, isSmallTalk: true, for: claim)
            == .enqueued
    }

    @Test(arguments: TestEngine.available)
    func `small talk is answered once in twelve hours, and then nobody is called for it`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            #expect(try await Self.smallTalk(clinic))
            #expect(try await !Self.smallTalk(clinic))
            let patient = try await clinic.patientWrites("When are you open?")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            while let send = try await clinic.takeSend(patient) {
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(send.messageID)")!)
            }
            #expect(try await !Self.smallTalk(clinic))
            #expect(try await clinic.patient(patient).needsHuman == nil)
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == nil, "thanks need no answer of a person either")
            clinic.clock.advance(by: clinic.rules.smallTalkPeriod)
            #expect(try await Self.smallTalk(clinic))
        }
    }

    @Test(arguments: TestEngine.available) func `two nodes that answer small talk at once answer it once`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let first = try #require(await clinic.takeReply())
            clinic.clock.advance(by: clinic.rules.replyLease)
            let second = try #require(await clinic.takeReply())
            let hello = ReplyText("Hello!")!
            #expect(try await clinic.replies.enqueue(hello, isSmallTalk: true, for: second) == .enqueued)
            #expect(try await clinic.replies.enqueue(hello, isSmallTalk: true, for: first) == .stopped)
            #expect(try await Self.answers(clinic, patient) == 1)
        }
    }
}
