import Conversations
@testable import Storage
import TestSupport
import Testing

/// Answers that wait for a person: how they come, how each becomes void, and that nothing of them leaves by itself.
@Suite struct DraftTests {
    private static let hours = Topic(title: "Opening hours", answer: "Nine to six.")
    private static let why = DraftReason(rule: "foreign_number", sentence: "It names a number.", isMedical: false)
    private static let sentence = ReplyText("A person will answer you here.")!

    private static func draft(_ text: String = "We open at nine.", isMedical: Bool = false) -> NewDraft {
        let why = DraftReason(rule: "r", sentence: "Why.", isMedical: isMedical)
        let provenance = Provenance(kind: .knowledge, topics: [hours.title])
        return NewDraft(ReplyText(text)!, provenance, why: why, knowledge: [hours])
    }

    /// A patient whose question has a draft as its answer, in the mode of the clinic.
    private static func drafted(
        in clinic: TestClinic, mode: AssistantMode = .answer, isMedical: Bool = false
    ) async throws -> PatientID {
        _ = try await clinic.database.operator.importTopics([hours], for: clinic.clinicID)
        if mode != .answer { _ = try await clinic.chats.changeClinic { $0.assistant = mode } }
        let patient = try await clinic.patientWrites("When do you open?", wamid: "in.1")
        let claim = try #require(await clinic.takeReply())
        let outcome = try await clinic.replies.keep(draft(isMedical: isMedical), sentence: sentence, for: claim)
        #expect(outcome == .drafted)
        _ = try #require(await waiting(patient, in: clinic))
        return patient
    }

    private static func waiting(_ patient: PatientID, in clinic: TestClinic) async throws -> Draft? {
        try await clinic.chats.patient(patient).draft
    }

    /// What the assistant has put into the outbox or sent.
    private static func said(_ patient: PatientID, in clinic: TestClinic) async throws -> [String] {
        try await clinic.history(patient).filter { $0.author == .assistant && $0.status != .cancelled }.map(\.body)
    }

    // MARK: How they come

    @Test(arguments: TestEngine.available)
    func `in mode answer it is kept, a person is called, and the patient is told so once`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            #expect(draft.text.whole == "We open at nine." && draft.provenance.topics == ["Opening hours"])
            #expect(draft.why.rule == "r" && draft.why.sentence == "Why.")
            let row = try await clinic.patient(patient)
            #expect(row.needsHuman == .draftWaits && !row.isPaused && row.waitingSince != nil)
            #expect(try await Self.said(patient, in: clinic) == [Self.sentence.whole])
            let counts = try await clinic.chats.patientCounts()
            #expect(counts[.draft] == 1)
            #expect(try await clinic.chats.patients(filter: .draft, limit: 9).entries.map(\.patient.id) == [patient])
            #expect(try await clinic.chats.messages(of: patient, page: .newest, limit: 9).last?.provenance == .fixed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `in mode draft nothing leaves by itself`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic, mode: .draft)
            try await clinic.patientWrites("And where?", wamid: "in.2")
            let claim = try #require(await clinic.takeReply())
            #expect(try await clinic.replies.enqueue(ReplyText("Here.")!, for: claim) == .stopped)
            #expect(try await clinic.replies.handOver(.asked, sentence: Self.sentence, for: claim) == .enqueued)
            #expect(try await clinic.patient(patient).needsHuman == .asked)
            #expect(try await Self.said(patient, in: clinic).isEmpty)
            #expect(try await clinic.takeSend(patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `in mode draft one is also made for a conversation that a person has`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.chats.changeClinic { $0.assistant = .draft }
            let patient = try await clinic.patientWrites("Hello", wamid: "in.1")
            try await clinic.doctorWrites("I am here", to: patient)
            let sent = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(sent, wamid: "out.1")
            try await clinic.patientWrites("When do you open?", wamid: "in.2")
            let claim = try #require(await clinic.takeReply())
            #expect(claim.isForDraft && claim.isHeldByPerson)
            #expect(claim.afterSeq == 1 && claim.upToSeq == 3, "what the person has answered is not asked again")
            #expect(try await clinic.replies.enqueue(ReplyText("At nine.")!, for: claim) == .stopped)
            let draft = NewDraft(
                ReplyText("At nine.")!, Provenance(kind: .fixed, topics: []), why: .mode, knowledge: [])
            #expect(try await clinic.replies.keep(draft, sentence: Self.sentence, for: claim) == .drafted)
            #expect(try await Self.waiting(patient, in: clinic) != nil)
            #expect(try await clinic.patient(patient).isPaused)
            #expect(try await Self.said(patient, in: clinic).isEmpty)
            #expect(try await clinic.takeSend(patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `in mode answer none is made for a conversation that a person has`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("I am here", to: patient)
            try await clinic.patientWrites("When do you open?")
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `in mode off nothing is computed, and what came is not answered later`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.chats.changeClinic { $0.assistant = .off }
            let patient = try await clinic.patientWrites("When do you open?")
            #expect(try await clinic.takeReply() == nil)
            let row = try await clinic.patient(patient)
            #expect(row.waitingSince != nil && row.needsHuman == nil)
            _ = try await clinic.chats.changeClinic { $0.assistant = .answer }
            try await clinic.patientWrites("And where?")
            let claim = try #require(await clinic.takeReply())
            #expect(claim.afterSeq == 1 && claim.upToSeq == 2)
        }
    }

    // MARK: How they become void

    enum Cause: CaseIterable {
        case patientWrites, doctorWrites, phoneWrites, edited, deleted, pause, mode, topic, topicGone, blocked, flag
    }

    @Test(arguments: TestEngine.available, Cause.allCases)
    func `what makes it void`(on engine: TestEngine, cause: Cause) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            try await Self.happen(cause, to: patient, in: clinic)
            #expect(try await Self.waiting(patient, in: clinic) == nil)
            #expect(try await clinic.patient(patient).needsHuman != .draftWaits)
            #expect(try await clinic.chats.patientCounts()[.draft] == 0)
            await #expect(throws: Refusal.draftIsStale) {
                try await clinic.chats.sendDraft(draft.id, of: patient)
            }
            await #expect(throws: Refusal.draftIsStale) {
                try await clinic.chats.discardDraft(draft.id, of: patient)
            }
            #expect(try await !clinic.history(patient).contains { $0.body == draft.text.whole })
        }
    }

    private static func happen(_ cause: Cause, to patient: PatientID, in clinic: TestClinic) async throws {
        switch cause {
        case .patientWrites: try await clinic.patientWrites("Hello?", wamid: "in.2")
        case .doctorWrites: try await clinic.doctorWrites("I am here", to: patient)
        case .phoneWrites: try await clinic.phoneWrites("I am here")
        case .edited, .deleted:
            var said = InboundMessage(
                wamid: "in.change", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now,
                body: "When do you close?")
            said.relation = cause == .edited ? .edit(of: "in.1") : .deletion(of: "in.1")
            try await clinic.apply(.message(said))
        case .pause: try await clinic.chats.setPaused(true, patient: patient)
        case .mode: _ = try await clinic.chats.changeClinic { $0.assistant = .draft }
        case .topic:
            let other = Topic(title: hours.title, answer: "Ten to six.")
            _ = try await clinic.database.operator.importTopics([other], for: clinic.clinicID)
        case .topicGone: _ = try await clinic.database.operator.removeTopic(hours.title, of: clinic.clinicID)
        case .blocked: try await clinic.chats.setBlocked(true, patient: patient)
        case .flag: try await clinic.patientWrites("he has chest pain", wamid: "in.2")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a restore makes it void, and what is being computed becomes none`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            let other = try await clinic.patientWrites("When do you close?", from: "919000000012", wamid: "in.2")
            let claim = try #require(await clinic.takeReply())
            let said = try await Self.said(other, in: clinic)

            try await clinic.database.holding.holdAll()
            #expect(try await Self.waiting(patient, in: clinic) == nil)
            #expect(try await clinic.replies.keep(Self.draft(), sentence: Self.sentence, for: claim) == .stopped)
            #expect(try await Self.waiting(other, in: clinic) == nil)
            #expect(try await Self.said(other, in: clinic) == said)
            await #expect(throws: Refusal.held) { try await clinic.chats.sendDraft(draft.id, of: patient) }

            try await clinic.database.holding.release(clinic.clinicID)
            #expect(try await clinic.chats.patientCounts()[.draft] == 0)
            await #expect(throws: Refusal.draftIsStale) { try await clinic.chats.sendDraft(draft.id, of: patient) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a resume makes it void`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.chats.changeClinic { $0.assistant = .draft }
            let patient = try await clinic.patientWrites("Hello", wamid: "in.1")
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.patientWrites("When do you open?", wamid: "in.2")
            let claim = try #require(await clinic.takeReply())
            let draft = NewDraft(ReplyText("At nine.")!, .fixed, why: .mode, knowledge: [])
            #expect(try await clinic.replies.keep(draft, sentence: nil, for: claim) == .drafted)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await Self.waiting(patient, in: clinic) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a newer message has the whole burst answered anew`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            try await clinic.patientWrites("On Sunday, I mean", wamid: "in.2")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["When do you open?", "On Sunday, I mean"])
            #expect(
                try await clinic.replies.keep(Self.draft("On Sunday too."), sentence: Self.sentence, for: claim)
                    == .drafted)
            #expect(try await Self.said(patient, in: clinic).count == 1, "the sentence is told once")
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is computed before a change of the mode counts for nothing`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When do you open?")
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.chats.changeClinic { $0.assistant = .draft }
            #expect(try await clinic.replies.enqueue(ReplyText("At nine.")!, for: claim) == .stopped)
            let again = try #require(await clinic.takeReply())
            #expect(again.isForDraft)
            _ = try await clinic.chats.changeClinic { $0.assistant = .answer }
            #expect(try await clinic.replies.enqueue(ReplyText("At nine.")!, for: again) == .stopped)
            try await clinic.assistantAnswers("At nine.")
            _ = try await clinic.chats.changeClinic { $0.assistant = .draft }
            #expect(try await clinic.takeSend(patient) == nil, "what waits in the outbox does not leave")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a topic that changes while the answer is made makes no draft`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When do you open?")
            let claim = try #require(await clinic.takeReply())
            #expect(try await clinic.replies.keep(Self.draft(), sentence: Self.sentence, for: claim) == .stale)
            #expect(try await Self.waiting(patient, in: clinic) == nil)
            #expect(try await clinic.takeReply() != nil, "it is due again")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a topic that was changed in a busy moment keeps it from being sent`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            try await clinic.engine.write(as: .system) { try $0.execute("UPDATE knowledge SET answer = 'Ten.'") }
            await #expect(throws: Refusal.draftIsStale) { try await clinic.chats.sendDraft(draft.id, of: patient) }
        }
    }

    // MARK: What a person does with it

    @Test(arguments: TestEngine.available, [nil, "We open at ten."])
    func `it is sent as the message of whoever accepts it`(on engine: TestEngine, wording: String?) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            let text = wording.flatMap { MessageText($0) }
            let sent = try await clinic.chats.sendDraft(draft.id, of: patient, as: text)
            #expect(sent.author == .doctor && sent.accountName == clinic.account.name)
            #expect(sent.body == wording ?? "We open at nine." && sent.clientMessageID == draft.id.description)
            let provenance = try #require(sent.provenance)
            #expect(provenance.approvedBy == clinic.account.id && provenance.topics == ["Opening hours"])
            #expect(provenance.isEdited == (wording != nil))
            let row = try await clinic.patient(patient)
            #expect(row.isPaused && row.needsHuman == nil)
            #expect(try await Self.waiting(patient, in: clinic) == nil)
            let again = try await clinic.chats.sendDraft(draft.id, of: patient, as: text)
            #expect(again.id == sent.id, "sent twice it is one message")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await clinic.patient(patient).waitingSince == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `thrown away it takes nothing over`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            try await clinic.chats.discardDraft(draft.id, of: patient)
            let row = try await clinic.patient(patient)
            #expect(!row.isPaused && row.needsHuman == nil && row.waitingSince != nil)
            #expect(try await Self.waiting(patient, in: clinic) == nil)
            #expect(try await clinic.takeReply() == nil, "it is not made again")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receptionist sends no medical one, and another clinic none`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.drafted(in: clinic, isMedical: true)
            let draft = try #require(await Self.waiting(patient, in: clinic))
            await #expect(throws: Refusal.noSuchPatient) {
                try await clinic.database.chats(of: clinic.otherAccount).sendDraft(draft.id, of: patient)
            }
            let account = clinic.account.id
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE accounts SET role = 'receptionist' WHERE id = \(account)")
            }
            await #expect(throws: Refusal.doctorOnly) { try await clinic.chats.sendDraft(draft.id, of: patient) }
            #expect(try await !clinic.patient(patient).isPaused, "nothing is taken over")
            #expect(try await Self.waiting(patient, in: clinic) != nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of sending and making void at the same time one happens`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            for round in 0..<8 {
                let patient = try await clinic.patientWrites("When?", from: "91987654\(1000 + round)")
                let claim = try #require(await clinic.takeReply())
                let new = NewDraft(ReplyText("At nine.")!, .fixed, why: Self.why, knowledge: [])
                _ = try await clinic.replies.keep(new, sentence: nil, for: claim)
                let draft = try #require(await Self.waiting(patient, in: clinic))
                async let sent = succeeds { _ = try await clinic.chats.sendDraft(draft.id, of: patient) }
                async let thrown = succeeds { try await clinic.chats.discardDraft(draft.id, of: patient) }
                let (isSent, isGone) = await (sent, thrown)
                #expect(isSent != isGone)
                let texts = try await clinic.history(patient).filter { $0.author == .doctor }
                #expect(texts.count == (isSent ? 1 : 0))
            }
        }
    }
}

private func succeeds(_ body: @Sendable () async throws -> Void) async -> Bool {
    do {
        try await body()
        return true
    } catch {
        return false
    }
}
