import Conversations
@testable import Storage
import TestSupport
import Testing

/// What is said of a message after it stands with it, and is no message of its own.
@Suite struct AmendmentTests {
    private static func says(
        _ relation: InboundMessage.Relation, _ text: String = "", wamid: String, at seconds: Int = 0,
        from phone: String = "919876543210", in clinic: TestClinic
    ) async throws {
        var message = InboundMessage(
            wamid: Wamid(wamid)!, person: WhatsAppPerson(phone: PhoneNumber(phone)!),
            sentAt: clinic.clock.now.adding(.seconds(seconds)), body: text)
        if case .reaction = relation { message.type = .reaction }
        message.relation = relation
        try await clinic.apply(.message(message))
    }

    private static func only(_ clinic: TestClinic, _ patient: PatientID) async throws -> Message {
        let history = try await clinic.history(patient)
        #expect(history.count == 1)
        return try #require(history.first)
    }

    @Test(arguments: TestEngine.available)
    func `a reaction stands on its message, is changed and taken back, in whatever order it comes`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let asha = try await clinic.patientWrites("Thank you", wamid: "m")
            let heart = MessageReaction(emoji: "❤️", author: .patient, status: .sent)
            clinic.clock.advance(by: .seconds(60))
            try await Self.says(.reaction(to: "m", emoji: "👍"), wamid: "r1", at: -9, in: clinic)
            try await Self.says(.reaction(to: "m", emoji: "❤️"), wamid: "r3", at: -5, in: clinic)
            try await Self.says(.reaction(to: "m", emoji: ""), wamid: "r2", at: -7, in: clinic)
            for _ in 0..<2 { try await Self.says(.reaction(to: "m", emoji: "👍"), wamid: "r1", at: -9, in: clinic) }
            #expect(try await Self.only(clinic, asha).amendments.reactions == [heart])
            // The clinic's phone reacts as well, which takes over.
            try await clinic.phoneWrites("🙏", wamid: "p1", relation: .reaction(to: "m", emoji: "🙏"))
            #expect(
                try await Self.only(clinic, asha).amendments.reactions
                    == [heart, MessageReaction(emoji: "🙏", author: .doctor, status: .sent)])
            #expect(try await clinic.patient(asha).pause != nil)
            try await Self.says(.reaction(to: "m", emoji: ""), wamid: "r4", at: 0, in: clinic)
            #expect(try await Self.only(clinic, asha).amendments.reactions.map(\.emoji) == ["🙏"])
            #expect(try await clinic.patient(asha).unreadCount <= 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reaction to what is not known is a row of its own, and nobody reacts in another's chat`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let asha = try await clinic.patientWrites("Thank you", wamid: "m")
            try await Self.says(.reaction(to: "gone", emoji: "👍"), "👍", wamid: "r1", in: clinic)
            try await Self.says(.reaction(to: "m", emoji: "👍"), wamid: "r2", from: "919800000001", in: clinic)
            try await Self.says(.deletion(of: "m"), wamid: "r3", from: "919800000001", in: clinic)
            let history = try await clinic.history(asha)
            #expect(history.map(\.type) == [.text, .reaction] && history[0].amendments == .none)
            #expect(try await clinic.patients(clinic.account).count == 1, "a stranger's word begins no conversation")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edited message says the newest wording, and keeps the earlier ones`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let start = clinic.clock.now
            let asha = try await clinic.patientWrites("One", wamid: "m")
            clinic.clock.advance(by: .seconds(60))
            try await clinic.chats.markRead(patient: asha, upTo: 1)
            try await Self.says(.edit(of: "m"), "Three", wamid: "e2", at: -10, in: clinic)
            #expect(try await clinic.patient(asha).unreadCount == 1, "what it says now has not been read")
            try await Self.says(.edit(of: "m"), "Two", wamid: "e1", at: -20, in: clinic)
            try await Self.says(.edit(of: "m"), "Three", wamid: "e2", at: -10, in: clinic)
            let message = try await Self.only(clinic, asha)
            #expect(message.body == "Three" && message.amendments.editedAt == start.adding(.seconds(50)))
            #expect(
                message.amendments.earlier == [
                    EarlierWording(body: "One", saidAt: start),
                    EarlierWording(body: "Two", saidAt: start.adding(.seconds(40))),
                ])
            try await Self.says(.deletion(of: "m"), wamid: "d", in: clinic)
            let deleted = try await Self.only(clinic, asha)
            #expect(deleted.body == "Three" && deleted.amendments.deletedAt == clinic.clock.now)
            #expect(try await clinic.patient(asha).waitingSince == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is edited before it is answered is answered as it is, what is edited after calls a person`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let asha = try await clinic.patientWrites("When are you opne?", wamid: "m")
            let stale = try #require(await clinic.takeReply())
            try await Self.says(.edit(of: "m"), "When are you open on Sunday?", wamid: "e1", in: clinic)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: stale) == .stopped)
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["When are you open on Sunday?"])
            #expect(try await clinic.replies.enqueue(MessageText("We are closed.")!, for: claim) == .enqueued)
            #expect(try await clinic.patient(asha).needsHuman == nil)
            clinic.clock.advance(by: .seconds(1))
            try await Self.says(.edit(of: "m"), "When are you open on Monday?", wamid: "e2", in: clinic)
            #expect(try await clinic.patient(asha).needsHuman == .unsure)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edit that comes before its message stands for it, on both sides`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await Self.says(.edit(of: "m"), "When are you open?", wamid: "e", in: clinic)
            let asha = try await clinic.patientWrites("When are you opne?", wamid: "m")
            let message = try await Self.only(clinic, asha)
            #expect(message.wamid == "m" && message.body == "When are you open?")
            #expect(message.amendments.editedAt != nil)
            try await Self.says(.edit(of: "m"), "When are you open?", wamid: "e", in: clinic)
            _ = try await Self.only(clinic, asha)
            let claim = try #require(await clinic.takeReply())
            #expect(try await clinic.replies.question(for: claim)?.burst.map(\.text) == ["When are you open?"])
            try await clinic.phoneWrites("At nine", wamid: "pe", relation: .edit(of: "p"))
            try await clinic.phoneWrites("At nien", wamid: "p")
            #expect(try await clinic.history(asha).map(\.body) == ["When are you open?", "At nine"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reaction that has waited too long for a locked account does not leave any more`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Thank you", wamid: "m")
            let id = try await Self.only(clinic, asha).id
            _ = try await clinic.chats.react(Emoji("👍"), to: id, of: asha)
            try await clinic.outbox.pause(clinic.clinicID, reason: "Locked.")
            clinic.clock.advance(by: clinic.rules.sendAgeLimit + .seconds(1))
            try await clinic.database.connections.sendingBlocks.release(clinic.clinicID)
            #expect(try await clinic.outbox.reactions.claim(limit: 9).isEmpty)
            #expect(try await Self.only(clinic, asha).amendments.ofClinic?.status == .failed)
            #expect(try await clinic.outbox.reactions.nextDue() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the doctor reacts, and nothing else changes`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Thank you", wamid: "m")
            let id = try await Self.only(clinic, asha).id
            let sends = clinic.outbox.reactions
            let thumb = Emoji("👍")
            let reacted = try await clinic.chats.react(thumb, to: id, of: asha)
            #expect(reacted.amendments.ofClinic == MessageReaction(emoji: "👍", author: .doctor, status: .pending))
            #expect(try await clinic.patient(asha).pause == nil)
            // Another one before the first was tried takes its place.
            _ = try await clinic.chats.react(Emoji("❤️"), to: id, of: asha)
            let first = try #require(await sends.claim(limit: 9).first)
            #expect(first.emoji == "❤️" && first.target == "m" && first.recipient == .phone("919876543210"))
            // And one after it waits for its end.
            _ = try await clinic.chats.react(nil, to: id, of: asha)
            #expect(try await sends.claim(limit: 9).isEmpty)
            try await sends.recordAccepted(first, wamid: "r1")
            let second = try #require(await sends.claim(limit: 9).first)
            #expect(second.emoji.isEmpty)
            try await sends.recordRefused(second, .unconfirmed, retryAfter: .seconds(5))
            #expect(try await sends.nextDue() == .seconds(5))
            clinic.clock.advance(by: .seconds(5))
            try await sends.recordAccepted(try #require(await sends.claim(limit: 9).first), wamid: "r2")
            #expect(try await Self.only(clinic, asha).amendments.reactions == [])
            #expect(try await sends.nextDue() == nil)

            _ = try await clinic.chats.react(thumb, to: id, of: asha)
            let third = try #require(await sends.claim(limit: 9).first)
            try await sends.recordAccepted(third, wamid: "r3")
            try await clinic.metaReports(.delivered, wamid: "r3")
            #expect(try await Self.only(clinic, asha).amendments.ofClinic?.status == .sent)
            try await clinic.metaReports(
                .failed, wamid: "r3", failure: SendFailure(.meta(code: 131_047), sentence: "Too late.", canRetry: false)
            )
            #expect(
                try await Self.only(clinic, asha).amendments.ofClinic
                    == MessageReaction(emoji: "👍", author: .doctor, status: .failed, error: "Too late."))
        }
    }

    @Test(arguments: TestEngine.available)
    func `nobody reacts to what WhatsApp would not show, nor in another clinic`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Thank you", wamid: "m")
            let id = try await Self.only(clinic, asha).id
            let other = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchPatient) { _ = try await other.react(nil, to: id, of: asha) }
            await #expect(throws: Refusal.noSuchMessage) {
                _ = try await clinic.chats.react(nil, to: .make(), of: asha)
            }
            let written = try await clinic.doctorWrites("Hello", to: asha)
            await #expect(throws: Refusal.cannotBeReactedTo) {
                _ = try await clinic.chats.react(nil, to: written.id, of: asha)
            }
            try await Self.says(.deletion(of: "m"), wamid: "d", in: clinic)
            await #expect(throws: Refusal.cannotBeReactedTo) { _ = try await clinic.chats.react(nil, to: id, of: asha) }
        }
    }
}
