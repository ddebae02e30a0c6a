import Conversations
@testable import Storage
import TestSupport
import Testing

/// While a flag is open the assistant is silent, however it came to be open: raised by a message or an edit, opened again by
/// a *done* that is taken back, or brought along by another row of the same person.
@Suite struct OpenFlagTests {
    private static let phone: PhoneNumber = "919876543210"
    private static let user: WhatsAppUserID = "IN.1"

    /// How far the assistant has come with its answer to the newest message.
    enum Stage: CaseIterable { case due, thinking, inOutbox, drafted }

    private static func bring(_ stage: Stage, _ clinic: TestClinic) async throws -> ReplyClaim? {
        guard stage != .due else { return nil }
        let claim = try #require(await clinic.takeReply())
        switch stage {
        case .due, .thinking: break
        case .inOutbox: #expect(try await clinic.replies.enqueue(ReplyText("At nine.")!, for: claim) == .enqueued)
        case .drafted: #expect(try await keepDraft(for: claim, clinic) == .drafted)
        }
        return claim
    }

    private static func keepDraft(for claim: ReplyClaim, _ clinic: TestClinic) async throws -> ReplyOutcome {
        let why = DraftReason(rule: "r", sentence: "Why.", isMedical: false)
        let draft = NewDraft(ReplyText("At nine.")!, .fixed, why: why, knowledge: [])
        return try await clinic.replies.keep(draft, sentence: nil, for: claim)
    }

    /// Nothing of the assistant's answer is left, wherever it was.
    private static func expectSilence(
        _ clinic: TestClinic, _ patient: PatientID, _ claim: ReplyClaim?
    ) async throws {
        #expect(try await clinic.patient(patient).isUrgent)
        #expect(try await clinic.engine.read(as: .system) { try $0.rows("SELECT 1 AS one FROM due_replies").isEmpty })
        if let claim {
            #expect(try await isFenced(claim, clinic), "the thinking is cut short")
            #expect(try await clinic.replies.enqueue(ReplyText("At nine.")!, for: claim) == .stopped)
            #expect(try await keepDraft(for: claim, clinic) == .stopped)
        }
        #expect(try await clinic.takeReply() == nil, "no model is asked")
        while let send = try await clinic.takeSend(patient) {
            #expect(send.author == .doctor || send.text?.contains("108") == true)
            try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(send.messageID)")!)
        }
        #expect(try await clinic.chats.patient(patient).draft == nil)
        #expect(try await clinic.chats.patientCounts()[.draft] == 0)
        #expect(try await clinic.history(patient).allSatisfy { $0.body != "At nine." || $0.status == .cancelled })
    }

    @Test(.timeLimit(.minutes(1)), arguments: TestEngine.available)
    func `a flag that is raised before the model is asked is not missed`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            let watch = clinic.replies.watch(claim)
            #expect(try await clinic.replies.question(for: claim) != nil)
            try await clinic.patientWrites("he has chest pain")
            // Nobody waits yet: the next look by the clock is a minute away.
            await watch.untilStopped()
            #expect(try await clinic.replies.question(for: claim) == nil)
        }
    }

    /// The worker's watch asks the same.
    private static func isFenced(_ claim: ReplyClaim, _ clinic: TestClinic) async throws -> Bool {
        try await clinic.engine.write(as: .system) { transaction in
            let conversation = try Conversation(locking: claim.patientID, of: claim.clinicID, in: transaction)
            return conversation?.generation != claim.generation
        }
    }

    @Test(arguments: TestEngine.available, Stage.allCases)
    func `a done that is taken back opens the flag again`(on engine: TestEngine, stage: Stage) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("When do you open?")
            let claim = try await Self.bring(stage, clinic)
            try await clinic.chats.undoDone(patient: patient)
            try await Self.expectSilence(clinic, patient, claim)
        }
    }

    @Test(arguments: TestEngine.available, Stage.allCases)
    func `an edit raises it about a message that was answered long ago`(on engine: TestEngine, stage: Stage)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("All well", wamid: "in.first")
            try await clinic.assistantAnswers("Good.")
            let sent = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(sent, wamid: "out.1")
            clinic.clock.advance(by: .seconds(600))
            try await clinic.patientWrites("When do you open?")
            let claim = try await Self.bring(stage, clinic)
            var edit = InboundMessage(
                wamid: "in.edit", person: WhatsAppPerson(phone: Self.phone), sentAt: clinic.clock.now,
                body: "All well but chest pain")
            edit.relation = .edit(of: "in.first")
            try await clinic.apply(.message(edit))
            try await Self.expectSilence(clinic, patient, claim)
        }
    }

    @Test(arguments: TestEngine.available, Stage.allCases)
    func `a row of the same person brings it along`(on engine: TestEngine, stage: Stage) async throws {
        for staying in [true, false] { try await Self.joins(on: engine, stage, flaggedStays: staying) }
    }

    private static func joins(on engine: TestEngine, _ stage: Stage, flaggedStays staying: Bool) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let flagged = try await clinic.patientWrites("he has chest pain", from: "919876543210", name: nil)
            // The row with more messages stays.
            for _ in 0..<(staying ? 1 : 4) { try await clinic.apply(.message(.hidden(user))) }
            let claim = try await bring(stage, clinic)
            if let claim { #expect(claim.patientID != flagged) }
            var reaction = InboundMessage.both(phone, user)
            reaction.type = .reaction
            try await clinic.apply(.message(reaction))
            let all = try await clinic.patients(clinic.account).map(\.patient.id)
            #expect(all.count == 1 && (all.first == flagged) == staying)
            try await expectSilence(clinic, try #require(all.first), claim)
            let texts = try await clinic.history(flagged).filter { $0.body.contains("108") }
            #expect(texts.map(\.status) == [.sent], "what was to be told is told")
        }
    }

    @Test(arguments: TestEngine.available, [false, true])
    func `two rows of one person have no draft, whichever had one`(on engine: TestEngine, ofStaying: Bool) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let byNumber = try await clinic.patientWrites("By number", from: "919876543210", name: nil)
            if ofStaying { _ = try await Self.bring(.drafted, clinic) }
            try await clinic.apply(.message(.hidden(Self.user)))
            if !ofStaying {
                clinic.clock.advance(by: clinic.rules.replyDelay)
                for claim in try await clinic.replies.claim(limit: 9) where claim.patientID != byNumber {
                    #expect(try await Self.keepDraft(for: claim, clinic) == .drafted)
                }
            }
            let drafted = try #require(
                await clinic.chats.patients(filter: .draft, limit: 9).entries.first { $0.hasDraft })
            #expect((drafted.patient.id == byNumber) == ofStaying)
            var reaction = InboundMessage.both(Self.phone, Self.user)
            reaction.type = .reaction
            try await clinic.apply(.message(reaction))
            let patient = try await clinic.chats.patient(byNumber)
            #expect(patient.draft == nil && patient.patient.needsHuman == nil)
            #expect(try await clinic.chats.patientCounts()[.draft] == 0)
            await #expect(throws: Refusal.draftIsStale) {
                try await clinic.chats.sendDraft(try #require(drafted.draft).id, of: byNumber)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `holding a clinic leaves no draft`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When do you open?")
            _ = try await Self.bring(.drafted, clinic)
            let draft = try #require(await clinic.chats.patient(patient).draft)
            try await clinic.database.holding.holdAll()
            #expect(try await clinic.chats.patient(patient).draft == nil)
            _ = try await clinic.database.holding.releaseAll()
            await #expect(throws: Refusal.draftIsStale) {
                try await clinic.chats.sendDraft(draft.id, of: patient)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the clinic's phone wrote before a resume, and is told of late, makes a draft void`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.chats.setPaused(true, patient: patient)
            let before = clinic.clock.now
            clinic.clock.advance(by: .seconds(60))
            _ = try await clinic.chats.setPaused(false, patient: patient)
            try await clinic.patientWrites("When do you open?")
            _ = try await Self.bring(.drafted, clinic)
            #expect(try await clinic.chats.patient(patient).draft != nil)
            try await clinic.phoneWrites("At nine", sentAt: before)
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.chats.patient(patient).draft == nil)
        }
    }

    /// Each of them holds by itself, whatever the others have done already.
    @Test(arguments: TestEngine.available)
    func `every fence asks whether a flag is open`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let rules = clinic.rules
            let patient = try await clinic.patientWrites("When do you open?")
            try await clinic.patientWrites("he has chest pain")
            try await clinic.engine.write(as: .system) { transaction in
                var conversation = try #require(
                    try Conversation(locking: patient, of: clinic.clinicID, in: transaction))
                #expect(try !conversation.hasDueReply, "what was due is a person's")
                #expect(conversation.isUrgent && conversation.answeredSeq == conversation.lastPatientSeq)
                #expect(!conversation.letsAssistantSpeak(under: conversation.generation))
                let claim = ReplyClaim(
                    conversation: conversation.key, generation: conversation.generation, mode: conversation.mode,
                    isHeldByPerson: false, upToSeq: 2, afterSeq: 0, lastSeq: 2, begunAt: transaction.now, recomputed: 0,
                    leases: 1, smallTalkIsAnswered: false)
                #expect(!conversation.letsAssistantDraft(claim))
                try conversation.setAnswered(0)
                try conversation.requestReplyAgain()
                #expect(try !conversation.hasDueReply)
                try conversation.requestReply(sentAt: transaction.now, rules: rules)
                #expect(try !conversation.hasDueReply && conversation.answeredSeq == 2)
                try transaction.execute(
                    """
                    INSERT INTO due_replies (doctor_id, patient_id, due_at, latest_at)
                    VALUES (\(clinic.clinicID), \(patient), \(transaction.now), \(transaction.now))
                    """)
                #expect(try conversation.leaseReply(rules) == nil)
                #expect(try !conversation.hasDueReply)
            }
        }
    }

    // MARK: The emergency text

    @Test(arguments: TestEngine.available)
    func `a further flag shares the text of the first, also when that one is closed`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            let seen = try await clinic.patient(patient).lastSeq
            let claim = try #require(try await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.patientWrites("chest pain is worse")
            try await clinic.chats.markDone(patient: patient, upTo: seen)
            try await clinic.patientWrites("chest pain is bad")
            #expect(try await clinic.takeSend(patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `its own check knows that a clinic is held`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            let text = try #require(await clinic.history(patient).last)
            for isHeld in [false, true] {
                try await clinic.engine.write(as: .system) { transaction in
                    if isHeld { try Holding.hold(clinic.clinicID, in: transaction) }
                    let conversation = try #require(
                        try Conversation(locking: patient, of: clinic.clinicID, in: transaction))
                    let later = transaction.now.adding(.seconds(60))
                    #expect(try conversation.letsEmergencyTextLeave(text.id, until: later) == !isHeld)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `one whose own flag is closed is not sent again because another is open`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(claim)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("I want to end my life")
            clinic.clock.advance(by: clinic.rules.reconcileAfter + .seconds(1))
            var texts: [String] = []
            while let send = try await clinic.takeSend(patient) {
                texts.append(send.text ?? "")
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(send.messageID)")!)
            }
            #expect(texts.count == 1 && texts.first?.contains("14416") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it does not leave where somebody wrote to another row of the same person`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let flagged = try await clinic.patientWrites("he has chest pain", from: "919876543210", name: nil)
            try await clinic.apply(.message(.hidden(Self.user)))
            let other = try #require(await clinic.patients(clinic.account).first { $0.patient.id != flagged })
            try await clinic.doctorWrites("I am with you", to: other.patient.id)
            var reaction = InboundMessage.both(Self.phone, Self.user)
            reaction.type = .reaction
            try await clinic.apply(.message(reaction))
            var texts: [String] = []
            while let send = try await clinic.takeSend(flagged) {
                texts.append(send.text ?? "")
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(send.messageID)")!)
            }
            #expect(texts == ["I am with you"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `it does not leave to whom WhatsApp blocks, nor from a clinic that is held`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let blocked = try await clinic.patientWrites("he has chest pain")
            try await clinic.chats.setBlocked(true, patient: blocked)
            #expect(try await clinic.takeSend(blocked) == nil)
            try await clinic.chats.setBlocked(false, patient: blocked)
            let held = try await clinic.patientWrites("he has chest pain", from: "919800000002")
            try await clinic.engine.write(as: .system) { try Holding.hold(clinic.clinicID, in: $0) }
            #expect(try await clinic.takeSend(held) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `where a person wrote, none is made that would leave too late`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("How are you?", to: patient)
            // It would wait for five minutes, and is half an hour old after four.
            try await clinic.patientWrites("chest pain", sentAt: clinic.clock.now.adding(.seconds(-26 * 60)))
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await !clinic.history(patient).contains { $0.author == .assistant })
        }
    }
}
