import Conversations
import Storage
import TestSupport
import Testing

/// When and for what the assistant is asked.
@Suite struct ReplyTests {
    @Test("a worker that comes back after its lease does not answer a second time")
    func lateWorker() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let late = try #require(await clinic.takeReply())
            clinic.clock.advance(by: clinic.store.rules.replyLease)
            let next = try #require(await clinic.takeReply())
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: late) == .stopped)
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: next) == .enqueued)
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: late) == .stopped)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test("a burst gets one reply, after the patient has been quiet")
    func burst() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("Hello")
            clinic.clock.advance(by: .seconds(2))
            try await clinic.patientWrites("When are you open?")
            clinic.clock.advance(by: .seconds(2))
            #expect(try await clinic.store.claimReplies(limit: 9).isEmpty)
            clinic.clock.advance(by: .seconds(1))
            let claims = try await clinic.store.claimReplies(limit: 9)
            #expect(claims.count == 1)
            let question = try #require(await clinic.store.question(for: claims[0]))
            #expect(question.burst.map(\.text) == ["Hello", "When are you open?"])
            #expect(try await clinic.store.claimReplies(limit: 9).isEmpty)
        }
    }

    @Test("a patient who never stops writing is answered all the same")
    func endlessBurst() async throws {
        try await Clinic.with { clinic in
            for _ in 0..<16 {
                try await clinic.patientWrites("And")
                clinic.clock.advance(by: .seconds(2))
            }
            #expect(try await clinic.store.claimReplies(limit: 9).count == 1)
        }
    }

    @Test("a message that comes while the model thinks makes the reply stale, at most three times")
    func stale() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("One")
            for round in 1...3 {
                let claim = try #require(await clinic.takeReply())
                #expect(claim.attempt == Int64(round))
                try await clinic.patientWrites("More")
                let outcome = try await clinic.store.enqueueReply(MessageText("Answer")!, for: claim)
                #expect(outcome == (round < 3 ? .stale : .enqueued))
            }
            let next = try #require(await clinic.takeReply())
            #expect(next.attempt == 1)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 1)
        }
    }

    @Test("a hand-over tells the patient once and the clinic until somebody has looked")
    func handOver() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            let sentence = MessageText("A person will answer.")!
            for _ in 0..<2 {
                let claim = try #require(await clinic.takeReply())
                #expect(try await clinic.store.handOver(.unsure, sentence: sentence, for: claim) == .enqueued)
                try await clinic.patientWrites("Hello?")
            }
            #expect(try await clinic.patient(patient).needsHuman == .unsure)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 1)
            #expect(try await clinic.store.markDone(patient: patient, by: clinic.account))
            #expect(try await clinic.patient(patient).needsHuman == nil)
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.store.handOver(.unsure, sentence: sentence, for: claim)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 2)
        }
    }

    @Test("a lease that ran out gives the reply to another worker")
    func lease() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("Hello")
            _ = try #require(await clinic.takeReply())
            clinic.clock.advance(by: clinic.store.rules.replyLease)
            #expect(try await clinic.store.claimReplies(limit: 9).first?.tries == 2)
        }
    }

    @Test("after a crash, replies that were being computed are due at once")
    func abandoned() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("Hello")
            _ = try #require(await clinic.takeReply())
            try await clinic.store.releaseAbandonedReplies()
            #expect(try await clinic.store.claimReplies(limit: 9).first?.tries == 2)
        }
    }

    @Test("a message that arrives a day late is left to a human")
    func late() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("Hello", sentAt: clinic.clock.now.adding(.seconds(-86_400)))
            #expect(try await clinic.patient(patient).needsHuman == .late)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test("what a reply has answered is not answered again, though a newer message came before it was stored")
    func answeredOnce() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("One")
            for _ in 1...3 {
                let claim = try #require(await clinic.takeReply())
                try await clinic.patientWrites("More")
                _ = try await clinic.store.enqueueReply(MessageText("Answer")!, for: claim)
            }
            let next = try #require(await clinic.takeReply())
            let question = try #require(await clinic.store.question(for: next))
            #expect(question.burst.map(\.text) == ["More"])
            #expect(question.history.map(\.text) == ["One", "More", "More", "Answer", "More"])
        }
    }

    @Test("a reaction is no message to answer: it makes no reply stale, and resuming calls nobody for it")
    func reaction() async throws {
        try await Clinic.with(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.apply(.message(.thumbsUp, to: Clinic.number))
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: claim) == .enqueued)
            try await clinic.doctorWrites("And till six.", to: patient)
            try await clinic.apply(.message(.thumbsUp, to: Clinic.number))
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }

    @Test("a reply that is given back is due at once and counts no try")
    func givenBack() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("Hello")
            let claim = try #require(await clinic.takeReply())
            try await clinic.store.giveBack(claim)
            let again = try #require(await clinic.store.claimReplies(limit: 1).first)
            #expect(again.tries == claim.tries && again.attempt == claim.attempt)
        }
    }
}

extension IncomingMessage {
    fileprivate static var thumbsUp: IncomingMessage {
        IncomingMessage(
            wamid: "in.\(MessageID.make())", sender: WhatsAppIdentity(phone: "919876543210", userID: nil), sentAt: nil,
            content: MessageContent(type: .reaction, body: "👍"), expectsReply: false)
    }
}
