import Conversations
import Storage
import TestSupport
import Testing

/// The rule of docs/TAKEOVER.md, point by point, on a real database.
@Suite struct TakeoverTests {
    @Test("a reply computed before a takeover is never enqueued")
    func replyBehindTheFence() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            #expect(try await clinic.store.setPaused(true, patient: patient, by: clinic.account))
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: claim) == .stopped)
            #expect(try await clinic.history(patient).map(\.author) == [.patient])
        }
    }

    @Test("a reply computed before a pause and a resume is never enqueued")
    func replyOfAnOlderGeneration() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            #expect(try await clinic.store.enqueueReply(MessageText("At nine.")!, for: claim) == .stopped)
            #expect(
                try await clinic.store.handOver(.unsure, sentence: MessageText("Somebody will answer.")!, for: claim)
                    == .stopped)
            #expect(try await clinic.history(patient).map(\.author) == [.patient])
        }
    }

    @Test("an assistant message that waits is cancelled by a takeover")
    func waitingMessageIsCancelled() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).map(\.status) == [.received, .cancelled])
        }
    }

    @Test(
        "an assistant message that Meta sent back is not tried again after a takeover, nor after a resume",
        arguments: [false, true])
    func retryAfterTakeover(resumes: Bool) async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: claim.timeout)
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            if resumes { _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account) }
            try await clinic.store.recordRefused(claim, .busy, retryAfter: .seconds(1))
            clinic.clock.advance(by: .seconds(2))
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).last?.status == .cancelled)
        }
    }

    @Test("an uncertain assistant message is not sent again after a takeover, and is not called cancelled")
    func uncertainAfterTakeover() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.store.recordUncertain(claim)
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            clinic.clock.advance(by: clinic.store.rules.reconcileAfter)
            #expect(try await clinic.takeSend(patient) == nil)
            let last = try #require(await clinic.history(patient).last)
            #expect(last.status == .failed)
            #expect(last.failure == .unconfirmed)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
    }

    @Test("a pause is answered only when the assistant message on its way has an outcome")
    func pauseWaitsForTheOutcome() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            #expect(try await clinic.patient(patient).assistantInFlight)
            let order = Recorder()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
                    order.note("answered")
                }
                while try await !clinic.patient(patient).isBotPaused { await Task.yield() }
                order.note("outcome")
                try await clinic.store.recordAccepted(claim, wamid: "out.1")
                try await group.waitForAll()
            }
            #expect(order.notes == ["outcome", "answered"])
            #expect(try await !clinic.patient(patient).assistantInFlight)
        }
    }

    @Test("a pause does not wait for an assistant message whose deadline is past")
    func pauseAfterTheDeadline() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: claim.timeout)
            #expect(try await clinic.store.setPaused(true, patient: patient, by: clinic.account))
            #expect(try await clinic.history(patient).last?.status == .sending)
        }
    }

    @Test("a toggle that changes nothing changes no generation, time or author of the pause")
    func repeatedPause() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            let before = try await clinic.patient(patient)
            clinic.clock.advance(by: .seconds(60))
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            #expect(try await clinic.patient(patient) == before)
            #expect(before.botPausedBy == clinic.doctorID)
            #expect(before.botPausedByName == clinic.account.name)
        }
    }

    @Test("a doctor's message pauses, raises the generation and stands behind what the patient wrote")
    func doctorWrites() async throws {
        try await Clinic.with(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let before = try await clinic.patient(patient)
            let message = try #require(await clinic.doctorWrites("Hello, this is your doctor", to: patient))
            let after = try await clinic.patient(patient)
            #expect(message.seq == 2 && message.author == .doctor && message.status == .pending)
            #expect(message.accountName == clinic.account.name)
            #expect(after.isBotPaused && after.botGeneration == before.botGeneration + 1)
            #expect(after.unreadCount == 0)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test("resuming calls a human for what nobody has answered, and the assistant leaves it alone")
    func resumeWithUnanswered() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            #expect(try await clinic.patient(patient).needsHuman == .unanswered)
            #expect(try await clinic.takeReply() == nil)
            try await clinic.patientWrites("Hello?")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.store.question(for: claim))
            #expect(question.burst.map(\.text) == ["Hello?"])
            #expect(question.history.map(\.text) == ["When are you open?", "Hello?"])
        }
    }

    @Test("resuming after the doctor has answered calls nobody")
    func resumeWithAnswer() async throws {
        try await Clinic.with(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.doctorWrites("At nine.", to: patient)
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            let after = try await clinic.patient(patient)
            #expect(after.needsHuman == nil && !after.isBotPaused && after.botPausedAt == nil)
        }
    }

    @Test("the typing indicator passes the same fence and expires")
    func typing() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("One", wamid: "in.1")
            let claim = try #require(await clinic.takeReply())
            try await clinic.store.showTyping(for: claim)
            let first = try await clinic.store.claimTyping(limit: 9)
            #expect(first.map(\.wamid) == ["in.1"] && first.allSatisfy(\.isTyping))
            #expect(try await clinic.store.claimTyping(limit: 9).isEmpty)
            try await clinic.store.showTyping(for: claim)
            clinic.clock.advance(by: clinic.store.rules.typingExpiry)
            #expect(try await clinic.store.claimTyping(limit: 9).isEmpty)
            try await clinic.store.showTyping(for: claim)
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            #expect(try await clinic.store.claimTyping(limit: 9).isEmpty)
        }
    }

    @Test("a read receipt that comes after the reply shows no typing behind it")
    func readReceiptAfterTheReply() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("One", wamid: "in.1")
            let claim = try #require(await clinic.takeReply())
            try await clinic.store.showTyping(for: claim)
            _ = try await clinic.store.enqueueReply(MessageText("Two")!, for: claim)
            #expect(try await clinic.store.claimTyping(limit: 9).map(\.isTyping) == [false])
        }
    }
}
