import Conversations
@testable import Storage
import TestSupport
import Testing

/// When and for what the assistant is asked.
@Suite struct ReplyTests {
    @Test(arguments: TestEngine.available)
    func `a worker that comes back after its lease does not answer a second time`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let late = try #require(await clinic.takeReply())
            clinic.clock.advance(by: clinic.rules.replyLease)
            let next = try #require(await clinic.takeReply())
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: late) == .stopped)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: next) == .enqueued)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: late) == .stopped)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: TestEngine.available) func `a burst gets one reply, after the patient has been quiet`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("Hello")
            clinic.clock.advance(by: .seconds(2))
            try await clinic.patientWrites("When are you open?")
            clinic.clock.advance(by: .seconds(2))
            #expect(try await clinic.replies.claim(limit: 9).isEmpty)
            clinic.clock.advance(by: .seconds(1))
            let claims = try await clinic.replies.claim(limit: 9)
            #expect(claims.count == 1)
            let question = try #require(await clinic.replies.question(for: claims[0]))
            #expect(question.burst.map(\.text) == ["Hello", "When are you open?"])
            #expect(try await clinic.replies.claim(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available) func `a patient who never stops writing is answered all the same`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            for _ in 0..<16 {
                try await clinic.patientWrites("And")
                clinic.clock.advance(by: .seconds(2))
            }
            #expect(try await clinic.replies.claim(limit: 9).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that comes while the model thinks makes the reply stale, at most three times`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("One")
            for round in 1...3 {
                let claim = try #require(await clinic.takeReply())
                #expect(claim.recomputed == Int64(round - 1))
                try await clinic.patientWrites("More")
                let outcome = try await clinic.replies.enqueue(MessageText("Answer")!, for: claim)
                #expect(outcome == (round < 3 ? .stale : .enqueued))
            }
            let next = try #require(await clinic.takeReply())
            #expect(next.recomputed == 0)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a hand-over tells the patient once and the clinic until somebody has looked`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            let sentence = MessageText("A person will answer.")!
            for _ in 0..<2 {
                let claim = try #require(await clinic.takeReply())
                #expect(try await clinic.replies.handOver(.unsure, sentence: sentence, for: claim) == .enqueued)
                try await clinic.patientWrites("Hello?")
            }
            #expect(try await clinic.patient(patient).needsHuman == .unsure)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 1)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            #expect(try await clinic.patient(patient).needsHuman == nil)
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.replies.handOver(.unsure, sentence: sentence, for: claim)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 2)
        }
    }

    @Test(arguments: TestEngine.available) func `a lease that ran out gives the reply to another worker`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("Hello")
            _ = try #require(await clinic.takeReply())
            clinic.clock.advance(by: clinic.rules.replyLease)
            #expect(try await clinic.replies.claim(limit: 9).first?.leases == 2)
        }
    }

    @Test(arguments: TestEngine.available) func `after a crash, replies that were being computed are due at once`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("Hello")
            _ = try #require(await clinic.takeReply())
            try await clinic.replies.releaseAbandoned()
            #expect(try await clinic.replies.claim(limit: 9).first?.leases == 2)
        }
    }

    @Test(arguments: TestEngine.available) func `a message that arrives a day late is left to a human`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello", sentAt: clinic.clock.now.adding(.seconds(-86_400)))
            #expect(try await clinic.patient(patient).needsHuman == .late)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a reply has answered is not answered again, though a newer message came before it was stored`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("One")
            for _ in 1...3 {
                let claim = try #require(await clinic.takeReply())
                try await clinic.patientWrites("More")
                _ = try await clinic.replies.enqueue(MessageText("Answer")!, for: claim)
            }
            let next = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: next))
            #expect(question.burst.map(\.text) == ["More"])
            #expect(question.history.map(\.text) == ["One", "More", "More", "Answer", "More"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reaction is no message to answer: it makes no reply stale, and resuming calls nobody for it`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.apply(.message(.thumbsUp))
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
            try await clinic.doctorWrites("And till six.", to: patient)
            try await clinic.apply(.message(.thumbsUp))
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `a reply that is given back is due at once and counts no try`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("Hello")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.giveBack(claim)
            let again = try #require(await clinic.replies.claim(limit: 1).first)
            #expect(again.leases == claim.leases && again.recomputed == claim.recomputed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a file of a burst is shown however much the patient writes after it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            var photo = InboundMessage(
                wamid: "in.photo", person: WhatsAppPerson(phone: "919876543210"), sentAt: nil, body: "")
            photo.type = .image
            try await clinic.apply(.message(photo))
            for n in 1...70 { try await clinic.patientWrites("And \(n)") }
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.first?.kind == .image && question.burst.last?.text == "And 70")
            #expect(question.burst.count == 61)
        }
    }

    @Test(
        arguments: [TestEngine.available],
        [("", "report.pdf", ""), ("", nil, ""), ("Is this fine?", "report.pdf", "Is this fine?")])
    func `people read the name of a file, and an assistant is shown only what the patient wrote`(
        on engines: [TestEngine], document: (caption: String, name: String?, shown: String)
    ) async throws {
        for engine in engines {
            try await engine.clinic { clinic in
                var message = InboundMessage(
                    wamid: "in.document", person: WhatsAppPerson(phone: "919876543210"), sentAt: nil, type: .document,
                    body: document.caption.isEmpty ? document.name ?? "" : document.caption)
                message.media = InboundMedia(
                    id: "1", mimeType: "application/pdf", sha256: nil, filename: document.name,
                    caption: document.caption, isVoice: false, isAnimated: false)
                try await clinic.apply(.message(message))
                let claim = try #require(await clinic.takeReply())
                let turn = try #require(await clinic.replies.question(for: claim)?.burst.first)
                #expect(turn.kind == .document && turn.text == document.shown)
                let patient = try #require(try await clinic.patients(clinic.account).first)
                #expect(patient.lastMessage?.body == message.body)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that the patient took back is nothing to read, and no file`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            var deletion = InboundMessage(
                wamid: "in.revoke", person: WhatsAppPerson(phone: "919876543210"), sentAt: nil, type: .unsupported,
                body: "This message was deleted.")
            deletion.relation = .deletion(of: "in.old")
            try await clinic.apply(.message(deletion))
            try await clinic.patientWrites("When do you open?")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.history.map(\.text) == ["When do you open?"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `replies behind those of busy patients are taken too`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            for n in 0..<6 { try await clinic.patientWrites("Hello", from: "91987654321\(n)") }
            clinic.clock.advance(by: clinic.rules.replyDelay)
            let first = try await clinic.replies.claim(limit: 2)
            let second = try await clinic.replies.claim(limit: 9)
            #expect(first.count == 2 && second.count == 4)
            #expect(Set((first + second).map(\.patientID)).count == 6)
        }
    }
}

extension InboundMessage {
    fileprivate static var thumbsUp: InboundMessage {
        InboundMessage(
            wamid: Wamid("in.\(MessageID.make())")!, person: WhatsAppPerson(phone: "919876543210"), sentAt: nil,
            type: .reaction, body: "👍")
    }
}
