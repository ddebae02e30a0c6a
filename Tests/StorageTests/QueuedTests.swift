import Conversations
@testable import Storage
import TestSupport
import Testing

/// Texts that wait for the patient to write.
@Suite struct QueuedTests {
    private static func queue(
        _ text: String, for patient: PatientID, in clinic: TestClinic, clientMessageID: String? = nil,
        replyTo: MessageID? = nil
    ) async throws -> Message? {
        try await clinic.chats.queue(
            OutgoingMessage(
                patientID: patient, text: MessageText(text)!, clientMessageID: clientMessageID, replyTo: replyTo))
    }

    private static func queued(_ patient: PatientID, in clinic: TestClinic) async throws -> QueuedText? {
        try await clinic.chats.patient(patient).queued
    }

    /// A patient whose window is closed, and a text that waits for them.
    private static func waiting(_ text: String, in clinic: TestClinic) async throws -> PatientID {
        let patient = try await clinic.patientWrites("Is my report there?")
        clinic.clock.advance(by: .seconds(25 * 3600))
        _ = try await queue(text, for: patient, in: clinic)
        return patient
    }

    @Test(arguments: TestEngine.available)
    func `it takes over, is in nothing's way, and leaves when the patient writes`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            let text = try #require(await Self.queued(patient, in: clinic))
            #expect(text.text.value == "It is here" && text.personName == clinic.account.name && text.obstacle == nil)
            let before = try await clinic.patient(patient)
            #expect(before.isPaused && before.lastSeq == 1, "it has no number")
            #expect(try await clinic.takeSend(patient) == nil)
            // What may leave outside the window does.
            try await clinic.doctorWrites("A template", to: patient)
            let template = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(template, wamid: "out.1")

            try await clinic.patientWrites("Hello?", wamid: "in.2")
            try await clinic.patientWrites("Hello??", wamid: "in.3")
            let claim = try #require(await clinic.takeSend(patient))
            #expect(claim.text == "It is here" && claim.messageID == text.id)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.2")
            #expect(try await Self.queued(patient, in: clinic) == nil)
            let history = try await clinic.history(patient)
            #expect(history.map(\.body) == ["Is my report there?", "A template", "Hello?", "It is here", "Hello??"])
            #expect(history[3].author == .doctor && history[3].accountName == clinic.account.name)
            let after = try await clinic.patient(patient)
            #expect(after.isPaused && after.waitingSince == history[2].sentAt, "nobody has answered what is new")
            #expect(after.unreadCount == 2, "nobody has read it")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.takeSend(patient) == nil, "once")
        }
    }

    @Test(arguments: TestEngine.available)
    func `it answers what was there when it was written`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            #expect(try await clinic.patient(patient).waitingSince != nil, "it has not left")
            var thanks = InboundMessage(
                wamid: "in.reaction", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now, body: "👍"
            )
            thanks.type = .reaction
            try await clinic.apply(.message(thanks))
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await clinic.patient(patient).waitingSince == nil)
        }
    }

    enum Cause: CaseIterable { case givenBack, tooOld, writtenLongAgo, held }

    @Test(arguments: TestEngine.available, Cause.allCases)
    func `it stays where it may not leave by itself any more`(on engine: TestEngine, cause: Cause) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            let writtenAt = clinic.clock.now
            switch cause {
            case .givenBack:
                try await clinic.chats.setPaused(false, patient: patient)
                #expect(try await Self.queued(patient, in: clinic)?.obstacle == .givenBack)
                try await clinic.chats.setPaused(true, patient: patient)
            case .tooOld: clinic.clock.advance(by: QueuedText.sendableFor + .seconds(1))
            case .writtenLongAgo: clinic.clock.advance(by: .seconds(25 * 3600))
            case .held:
                try await clinic.engine.write(as: .system) { try $0.execute("UPDATE doctors SET held_at = \($0.now)") }
            }
            let sentAt = cause == .writtenLongAgo ? writtenAt : clinic.clock.now
            try await clinic.patientWrites("Hello?", sentAt: sentAt)
            #expect(try await clinic.takeSend(patient) == nil)
            let kept = try #require(await Self.queued(patient, in: clinic))
            let expected: [Cause: QueuedText.Obstacle] = [.givenBack: .givenBack, .tooOld: .tooOld]
            #expect(kept.text.value == "It is here" && kept.obstacle == expected[cause])
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `another wording makes it new, unless the assistant has the conversation`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is hre", in: clinic)
            let id = try #require(await Self.queued(patient, in: clinic)).id
            clinic.clock.advance(by: QueuedText.sendableFor)
            #expect(try await clinic.chats.reword(id, MessageText("It is here")!) == patient)
            clinic.clock.advance(by: .seconds(3600))
            try await clinic.chats.setPaused(false, patient: patient)
            _ = try await clinic.chats.reword(id, MessageText("It is here now")!)
            #expect(try await Self.queued(patient, in: clinic)?.obstacle == .givenBack)
            try await clinic.chats.setPaused(true, patient: patient)
            _ = try await clinic.chats.reword(id, MessageText("It is here at last")!)
            try await clinic.patientWrites("Hello?")
            #expect(try await clinic.takeSend(patient)?.text == "It is here at last")
            await #expect(throws: Refusal.alreadyLeft) {
                try await clinic.chats.reword(id, MessageText("No")!)
            }
            await #expect(throws: Refusal.alreadyLeft) { try await clinic.chats.removeQueued(id) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `one a patient, once under one client message id, and nobody else's`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let other = try await clinic.patientWrites("Hello", from: "919876543299")
            #expect(try await Self.queue("One", for: patient, in: clinic, clientMessageID: "a") == nil)
            #expect(try await Self.queue("One", for: patient, in: clinic, clientMessageID: "a") == nil)
            await #expect(throws: Refusal.alreadyQueued) { try await Self.queue("Two", for: patient, in: clinic) }
            await #expect(throws: Refusal.clientMessageIDTaken) {
                try await Self.queue("One", for: other, in: clinic, clientMessageID: "a")
            }
            #expect(!(try await clinic.patient(other).isPaused))
            let id = try #require(await Self.queued(patient, in: clinic)).id
            let foreign = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchMessage) { try await foreign.reword(id, MessageText("No")!) }
            await #expect(throws: Refusal.noSuchMessage) { try await foreign.removeQueued(id) }
            await #expect(throws: Refusal.noSuchMessage) { try await clinic.chats.removeQueued(.make()) }
            try await clinic.patientWrites("And?")
            let sent = try #require(await Self.queue("One", for: patient, in: clinic, clientMessageID: "a"))
            #expect(sent.id == id && sent.body == "One")
            #expect(try await clinic.history(patient).count == 3)
        }
    }

    @Test(arguments: TestEngine.available, [true, false])
    func `it is sent at once, or removed, and never twice`(on engine: TestEngine, isSent: Bool) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            let id = try #require(await Self.queued(patient, in: clinic)).id
            if isSent {
                try await clinic.doctorWrites("It is here!", to: patient, clientMessageID: "\(id)")
            } else {
                #expect(try await clinic.chats.removeQueued(id) == patient)
            }
            #expect(try await Self.queued(patient, in: clinic) == nil)
            try await clinic.patientWrites("Hello?")
            let sent = try await clinic.history(patient).filter { $0.author == .doctor }
            #expect(sent.map(\.body) == (isSent ? ["It is here!"] : []))
        }
    }

    @Test(arguments: TestEngine.available)
    func `it quotes, and what cannot be quoted takes nothing over`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When?", wamid: "in.1")
            await #expect(throws: Refusal.cannotBeQuoted) {
                try await Self.queue("At nine", for: patient, in: clinic, replyTo: .make())
            }
            #expect(!(try await clinic.patient(patient).isPaused))
            let question = try #require(await clinic.history(patient).first)
            _ = try await Self.queue("At nine", for: patient, in: clinic, replyTo: question.id)
            try await clinic.patientWrites("And?")
            #expect(try await clinic.takeSend(patient)?.replyTo == "in.1")
        }
    }

    @Test(arguments: TestEngine.available)
    func `those of two rows of one person both leave, the older first`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let byNumber = try await clinic.patientWrites("By number")
            let user = "IN.1" as WhatsAppUserID
            try await clinic.apply(
                .message(
                    InboundMessage(
                        wamid: "in.user", person: WhatsAppPerson(userID: user), sentAt: clinic.clock.now, body: "By id")
                ))
            let byUser = try #require(await clinic.patients(clinic.account).first { $0.patient.id != byNumber }).patient
                .id
            _ = try await Self.queue("First", for: byUser, in: clinic)
            clinic.clock.advance(by: .seconds(1))
            _ = try await Self.queue("Second", for: byNumber, in: clinic)
            try await clinic.patientWrites("I am both", userID: "IN.1")
            let patient = try #require(await clinic.patients(clinic.account).first).patient.id
            let history = try await clinic.history(patient)
            #expect(history.filter { $0.author == .doctor }.map(\.body) == ["First", "Second"])
            #expect(history.map(\.seq) == Array(1...Int64(history.count)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `sent at once a moment after it has left, it is one message, under either of its names`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await Self.queue("It is here", for: patient, in: clinic, clientMessageID: "a")
            let id = try #require(await Self.queued(patient, in: clinic)).id
            try await clinic.patientWrites("And?")
            for name in ["\(id)", "a"] {
                let again = try await clinic.doctorWrites("It is here", to: patient, clientMessageID: name)
                #expect(again.id == id, "\(name)")
            }
            _ = try await Self.queue("Later", for: patient, in: clinic, clientMessageID: "b")
            let later = try #require(await Self.queued(patient, in: clinic)).id
            let sent = try await clinic.doctorWrites("Now", to: patient, clientMessageID: "\(later)")
            #expect(sent.id == later)
            #expect(try await Self.queue("Later", for: patient, in: clinic, clientMessageID: "b")?.id == later)
            #expect(try await Self.queued(patient, in: clinic) == nil)
            let other = try await clinic.patientWrites("Hello", from: "919876543299")
            await #expect(throws: Refusal.clientMessageIDTaken) {
                try await clinic.doctorWrites("No", to: other, clientMessageID: "\(id)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a name that is used twice costs no message of the patient`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let other = try await clinic.patientWrites("Hello", from: "919876543299")
            _ = try await Self.queue("It is here", for: patient, in: clinic, clientMessageID: "a")
            await #expect(throws: Refusal.clientMessageIDTaken) {
                try await clinic.doctorWrites("No", to: other, clientMessageID: "a")
            }
            // Two calls at once may have come past that.
            let message = try await clinic.doctorWrites("Yes", to: other)
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE messages SET client_message_id = 'a' WHERE id = \(message.id)")
            }
            try await clinic.patientWrites("Are you there?")
            #expect(
                try await clinic.history(patient).map(\.body) == ["Hello", "Are you there?", "It is here"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever gives the conversation back after it has left hears of what nobody has answered`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            try await clinic.patientWrites("May I eat before the test?")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.chats.markRead(patient: patient, upTo: 3)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == .unanswered)
        }
    }

    enum End: CaseIterable { case removed, tooOld }

    @Test(arguments: TestEngine.available, End.allCases)
    func `where it does not leave, the alarm that its author closed is raised again`(on engine: TestEngine, end: End)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Is my report there?")
            try await clinic.chats.setPaused(true, patient: patient)
            clinic.clock.advance(by: .seconds(25 * 3600))
            try await clinic.raiseAlarms()
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
            try await clinic.chats.markRead(patient: patient, upTo: 1)
            _ = try await Self.queue("It is here", for: patient, in: clinic)
            #expect(try await clinic.patient(patient).needsHuman == nil)
            switch end {
            case .removed:
                _ = try await clinic.chats.removeQueued(#require(await Self.queued(patient, in: clinic)).id)
            case .tooOld:
                clinic.clock.advance(by: QueuedText.sendableFor + .seconds(1))
                try await clinic.patientWrites("Hello?")
            }
            try await clinic.raiseAlarms()
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
        }
    }

    @Test(arguments: TestEngine.available)
    func `after a restore it does not leave by itself: it may have left already`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.waiting("It is here", in: clinic)
            try await clinic.database.holding.holdAll()
            _ = try await clinic.database.holding.releaseAll()
            try await clinic.patientWrites("Hello?")
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await Self.queued(patient, in: clinic)?.obstacle == .restored)
        }
    }
}

extension TestClinic {
    /// Raises every alarm that is due.
    fileprivate func raiseAlarms() async throws {
        for patient in try await database.alarms.claim(limit: 9) { _ = try await database.alarms.raise(patient) }
    }
}
