import Conversations
@testable import Storage
import TestSupport
import Testing

/// Messages that the patient deleted for everyone, or put in other words.
@Suite struct TakenBackTests {
    private static func burst(_ clinic: TestClinic, _ claim: ReplyClaim?) async throws -> [String] {
        let claim = try #require(claim)
        return try #require(await clinic.replies.question(for: claim)).burst.map(\.text)
    }

    @Test(arguments: TestEngine.available) func `nothing is asked and nobody is called for what was taken back`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("I have a rash", wamid: "m1")
            try await clinic.takesBack("m1")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.replies.nextDue() == nil)
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `what was not taken back is answered`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("I have a rash", wamid: "m1")
            try await clinic.patientWrites("When are you open?", wamid: "m2")
            try await clinic.takesBack("m1")
            let claim = try await clinic.takeReply()
            #expect(try await Self.burst(clinic, claim) == ["When are you open?"])
        }
    }

    @Test(arguments: TestEngine.available) func `in a burst the last of which was taken back the rest is answered`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?", wamid: "m1")
            try await clinic.patientWrites("I have a rash", wamid: "m2")
            try await clinic.takesBack("m2")
            let claim = try #require(await clinic.takeReply())
            #expect(try await Self.burst(clinic, claim) == ["When are you open?"])
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.history(patient).filter { $0.author == .assistant }.count == 1)
        }
    }

    @Test(arguments: TestEngine.available) func `a deletion that comes before its message is heard as well`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Is there parking?", wamid: "m0")
            try await clinic.assistantAnswers("Yes.")
            try await clinic.takesBack("m1")
            try await clinic.patientWrites("I have a rash", wamid: "m1")
            #expect(try await clinic.takeReply() == nil)
            let history = try await clinic.history(patient)
            #expect(history.map(\.body) == ["Is there parking?", "Yes.", ""])
            #expect(history.last?.amendments.deletedAt != nil && history.last?.wamid == "m1")
            try await clinic.patientWrites("And a garden?", wamid: "m2")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.history.map(\.text) == ["Is there parking?", "Yes.", "And a garden?"])
        }
    }

    @Test(arguments: TestEngine.available) func `a deletion while the model thinks makes its answer count for nothing`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("I have a rash", wamid: "m1")
            try await clinic.patientWrites("When are you open?", wamid: "m2")
            let first = try #require(await clinic.takeReply())
            try await clinic.takesBack("m1")
            #expect(try await clinic.replies.enqueue(MessageText("A rash …")!, for: first) == .stopped)
            let second = try #require(await clinic.replies.claim(limit: 1).first)
            #expect(try await Self.burst(clinic, second) == ["When are you open?"])
            try await clinic.takesBack("m2")
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: second) == .stopped)
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.history(patient).allSatisfy { $0.author == .patient })
        }
    }

    @Test(arguments: TestEngine.available) func `a patient who takes everything back again and again is answered`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("When are you open?", wamid: "m")
            var claim = try #require(await clinic.takeReply())
            for round in 1...5 {
                try await clinic.patientWrites("Word \(round)", wamid: "m\(round)")
                try await clinic.takesBack("m\(round)")
                if let next = try await clinic.takeReply() { claim = next }
            }
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
        }
    }

    @Test(arguments: TestEngine.available) func `of an edited message the newest wording is asked`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("When are you opne?", wamid: "m1")
            try await clinic.edits("m1", "When are you open today?", wamid: "e1")
            clinic.clock.advance(by: .seconds(1))
            try await clinic.edits("m1", "When are you open on Sunday?", wamid: "e2")
            let claim = try await clinic.takeReply()
            #expect(try await Self.burst(clinic, claim) == ["When are you open on Sunday?"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edit that comes late does not undo a newer one, and a deletion ends all`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let before = clinic.clock.now.adding(.seconds(-9))
            try await clinic.patientWrites("One", wamid: "m1", sentAt: before)
            try await clinic.edits("m1", "Three", wamid: "e2")
            try await clinic.edits("m1", "Two", wamid: "e1", sentAt: before.adding(.seconds(2)))
            let claim = try await clinic.takeReply()
            #expect(try await Self.burst(clinic, claim) == ["Three"])
            try await clinic.takesBack("m1")
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `nobody takes back what somebody else wrote`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Is there parking?", wamid: "m1")
            try await clinic.doctorWrites("Yes, behind the house", to: patient)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(send, wamid: "d1")
            try await clinic.chats.setPaused(false, patient: patient)
            try await clinic.patientWrites("When are you open?", wamid: "m2")
            // Another patient, and the same one about the clinic's message, and the clinic about the patient's.
            try await clinic.takesBack("m2", from: "919800000001")
            try await clinic.edits("m2", "I have a rash", wamid: "e1", from: "919800000001")
            try await clinic.takesBack("d1")
            try await clinic.phoneWrites("", relation: .deletion(of: "m2"))
            clinic.clock.advance(by: clinic.rules.replyDelay)
            let claims = try await clinic.replies.claim(limit: 9)
            let claim = try #require(claims.first { $0.patientID == patient })
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(
                question.history.map(\.text) == ["Is there parking?", "Yes, behind the house", "When are you open?"])
        }
    }
}

extension TestClinic {
    fileprivate func takesBack(_ wamid: String, from phone: String = "919876543210") async throws {
        try await hears("This message was deleted.", .deletion(of: Wamid(wamid)!), "del.\(wamid).\(phone)", phone, nil)
    }

    fileprivate func edits(
        _ original: String, _ text: String, wamid: String, from phone: String = "919876543210", sentAt: Timestamp? = nil
    ) async throws {
        try await hears(text, .edit(of: Wamid(original)!), wamid, phone, sentAt)
    }

    private func hears(
        _ text: String, _ relation: InboundMessage.Relation, _ wamid: String, _ phone: String, _ sentAt: Timestamp?
    ) async throws {
        var message = InboundMessage(
            wamid: Wamid(wamid)!, person: WhatsAppPerson(phone: PhoneNumber(phone)!), sentAt: sentAt ?? clock.now,
            body: text)
        message.relation = relation
        try await apply(.message(message))
    }
}
