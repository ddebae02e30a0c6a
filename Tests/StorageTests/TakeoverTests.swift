import Conversations
@testable import Storage
import TestSupport
import Testing

/// The rule of docs/TAKEOVER.md, point by point, on a real database.
@Suite struct TakeoverTests {
    @Test(arguments: TestEngine.available) func `a reply computed before a takeover is never enqueued`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .stopped)
            #expect(try await clinic.history(patient).map(\.author) == [.patient])
        }
    }

    @Test(arguments: TestEngine.available) func `a reply computed before a pause and a resume is never enqueued`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .stopped)
            #expect(
                try await clinic.replies.handOver(.unsure, sentence: MessageText("Somebody will answer.")!, for: claim)
                    == .stopped)
            #expect(try await clinic.history(patient).map(\.author) == [.patient])
        }
    }

    @Test(arguments: TestEngine.available) func `an assistant message that waits is cancelled by a takeover`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).map(\.status) == [.received, .cancelled])
        }
    }

    @Test(arguments: [false, true], TestEngine.available)
    func `an assistant message that Meta sent back is not tried again after a takeover, nor after a resume`(
        resumes: Bool, on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: claim.timeout)
            try await clinic.chats.setPaused(true, patient: patient)
            if resumes { try await clinic.chats.setPaused(false, patient: patient) }
            try await clinic.outbox.recordRefused(claim, .busy, retryAfter: .seconds(1))
            clinic.clock.advance(by: .seconds(2))
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).last?.status == .cancelled)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an uncertain assistant message is not sent again after a takeover, and is not called cancelled`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(claim)
            try await clinic.chats.setPaused(true, patient: patient)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            #expect(try await clinic.takeSend(patient) == nil)
            let last = try #require(await clinic.history(patient).last)
            #expect(last.status == .failed)
            #expect(last.failure == .unconfirmed)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a pause is answered only when the assistant message on its way has an outcome`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            #expect(try await clinic.patient(patient).assistantInFlight)
            let order = Recorder()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await clinic.chats.setPaused(true, patient: patient)
                    order.note("answered")
                }
                while try await !clinic.patient(patient).isPaused { await Task.yield() }
                order.note("outcome")
                try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
                try await group.waitForAll()
            }
            #expect(order.notes == ["outcome", "answered"])
            #expect(try await !clinic.patient(patient).assistantInFlight)
        }
    }

    @Test(arguments: TestEngine.available) func `a pause does not wait for an assistant message whose deadline is past`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: claim.timeout)
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.history(patient).last?.status == .sending)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a toggle that changes nothing changes no generation, time or author of the pause`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.chats.setPaused(true, patient: patient)
            let before = try await clinic.patient(patient)
            clinic.clock.advance(by: .seconds(60))
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.patient(patient) == before)
            #expect(before.pause?.personName == clinic.account.name)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a doctor's message pauses, raises the generation and stands behind what the patient wrote`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let before = try await clinic.patient(patient)
            let message = try await clinic.doctorWrites("Hello, this is your doctor", to: patient)
            let after = try await clinic.patient(patient)
            #expect(message.seq == 2 && message.author == .doctor && message.status == .pending)
            #expect(message.accountName == clinic.account.name)
            #expect(after.isPaused && after.generation == before.generation + 1)
            #expect(after.unreadCount == 0)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `resuming calls a human for what nobody has answered, and the assistant leaves it alone`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).needsHuman == .unanswered)
            #expect(try await clinic.takeReply() == nil)
            try await clinic.patientWrites("Hello?")
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["Hello?"])
            #expect(question.history.map(\.text) == ["When are you open?", "Hello?"])
        }
    }

    @Test(arguments: TestEngine.available) func `resuming after the doctor has answered calls nobody`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.doctorWrites("At nine.", to: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            let after = try await clinic.patient(patient)
            #expect(after.needsHuman == nil && !after.isPaused)
        }
    }

    @Test(arguments: TestEngine.available) func `the typing indicator passes the same fence and expires`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("One", wamid: "in.1")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.showTyping(for: claim)
            let first = try await clinic.outbox.receipts.claim(limit: 9)
            #expect(first.map(\.wamid) == ["in.1"] && first.allSatisfy(\.isTyping))
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
            try await clinic.replies.showTyping(for: claim)
            clinic.clock.advance(by: clinic.rules.typingExpiry)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
            try await clinic.replies.showTyping(for: claim)
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available) func `a read receipt that comes after the reply shows no typing behind it`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("One", wamid: "in.1")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.showTyping(for: claim)
            _ = try await clinic.replies.enqueue(MessageText("Two")!, for: claim)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).map(\.isTyping) == [false])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a person has seen is told where the clinic wants that, once, and a takeover does not stop it`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("One", wamid: "in.1")
            try await clinic.chats.markRead(patient: patient, upTo: 1)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty, "not asked for")
            _ = try await clinic.chats.changeClinic { $0.readReceipts = true }
            try await clinic.patientWrites("Two", wamid: "in.2")
            try await clinic.patientWrites("Three", wamid: "in.3")
            try await clinic.chats.markRead(patient: patient, upTo: 2)
            try await clinic.chats.markRead(patient: patient, upTo: 3)
            try await clinic.chats.setPaused(true, patient: patient)
            let told = try await clinic.outbox.receipts.claim(limit: 9)
            #expect(told.map(\.wamid) == ["in.3"], "it marks what came before, too")
            #expect(told.map(\.isTyping) == [false])
            try await clinic.chats.markRead(patient: patient, upTo: 3)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty, "seen before")
            // Writing an answer shows that all was seen.
            try await clinic.patientWrites("Four", wamid: "in.4")
            try await clinic.doctorWrites("Come today", to: patient)
            #expect(try await clinic.outbox.receipts.claim(limit: 9).map(\.wamid) == ["in.4"])
            // Nobody is told late.
            try await clinic.patientWrites("Five", wamid: "in.5")
            try await clinic.chats.markRead(patient: patient, upTo: 9)
            clinic.clock.advance(by: Receipts.usefulFor + .seconds(1))
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receipt of an older generation is not handed out, however it came to be there`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("One")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.showTyping(for: claim)
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE patients SET bot_generation = bot_generation + 1")
            }
            #expect(try await clinic.outbox.receipts.claim(limit: 9).isEmpty)
        }
    }
}
