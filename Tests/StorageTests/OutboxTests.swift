import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

extension SendFailure {
    static let busy = SendFailure(.meta(code: 130429), sentence: "WhatsApp is busy.", canRetry: true)
    fileprivate static let atMeta = SendFailure(.meta(code: 131000), sentence: "Something went wrong.", canRetry: true)
}

/// Order, retries and unknown outcomes.
@Suite struct OutboxTests {
    @Test(arguments: TestEngine.available) func `a conversation has one message in flight at a time, in order`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            try await clinic.doctorWrites("Two", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            #expect(first.text == "One")
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)
            try await clinic.outbox.recordAccepted(first, wamid: "out.1")
            #expect(try await clinic.takeSend(patient)?.text == "Two")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that Meta sent back holds the later ones until it is due again`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            try await clinic.doctorWrites("Two", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(first, .busy, retryAfter: .seconds(4))
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)
            clinic.clock.advance(by: .seconds(4))
            #expect(try await clinic.outbox.claim(limit: 9).count == 1)
            let again = try #require(await clinic.takeSend(patient))
            #expect(again.text == "One" && again.attempt == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that is refused for good has failed, calls a human and lets the next one go`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            try await clinic.doctorWrites("Two", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            let reason = SendFailure(.meta(code: 131026), sentence: "Not reachable.", canRetry: false)
            try await clinic.outbox.recordRefused(first, reason, retryAfter: nil)
            let message = try await clinic.history(patient)[1]
            #expect(message.status == .failed && message.failure == reason)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
            #expect(try await clinic.takeSend(patient)?.text == "Two")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an uncertain doctor's message holds the later ones; an uncertain assistant message does not`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.assistantAnswers("Good morning")
            let assistants = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(assistants)
            try await clinic.doctorWrites("One", to: patient)
            #expect(try await clinic.outbox.claim(limit: 9).count == 1)
            let doctors = try #require(await clinic.takeSend(patient))
            #expect(doctors.text == "One")
            try await clinic.outbox.recordUncertain(doctors)
            try await clinic.doctorWrites("Two", to: patient)
            #expect(try await clinic.takeSend(patient) == nil)
            try await clinic.metaReports(.delivered, wamid: "out.1", callbackID: doctors.messageID)
            #expect(try await clinic.takeSend(patient)?.text == "Two")
        }
    }

    @Test(arguments: [true, false], TestEngine.available)
    func `a status about the first call does not end the wait for the second`(callReturns: Bool, on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let rules = clinic.rules
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(first)
            clinic.clock.advance(by: rules.reconcileAfter)
            let second = try #require(await clinic.takeSend(patient))
            #expect(second.attempt == 2)
            try await clinic.metaReports(.delivered, wamid: "out.1", callbackID: first.messageID)
            let waiting = Recorder()
            let pause = Task {
                try await clinic.chats.setPaused(true, patient: patient)
                waiting.note("told")
            }
            try await eventually("the pause is stored") {
                try await clinic.patient(patient).isPaused ? true : nil
            }
            #expect(try await clinic.patient(patient).assistantInFlight)
            #expect(waiting.notes.isEmpty, "the second call is still on its way")
            if callReturns {
                try await clinic.outbox.recordRefused(
                    second, SendFailure(.meta(code: 1), sentence: "No.", canRetry: false), retryAfter: nil)
            } else {
                clinic.clock.advance(by: rules.sendTimeout)
            }
            try await pause.value
            #expect(try await clinic.takeSend(patient) == nil)
            let last = try #require(await clinic.history(patient).last)
            #expect(last.status == .delivered && last.wamid == "out.1")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a send without an outcome is uncertain after its deadline, sent once more, then given up`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: first.timeout)
            #expect(try await clinic.takeSend(patient) == nil)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            let second = try #require(await clinic.takeSend(patient))
            #expect(second.messageID == first.messageID && second.attempt == 2)
            try await clinic.outbox.recordUncertain(second)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).last?.failure == .unconfirmed)
        }
    }

    @Test(arguments: [true, false], TestEngine.available)
    func `a message is not sent again while a status about it may wait in the inbox`(
        isApplied: Bool, on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let rules = clinic.rules
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(first)
            clinic.clock.advance(by: rules.reconcileAfter)
            try await clinic.inbox.receive(Array("{}".utf8), for: [TestClinic.number])
            clinic.clock.advance(by: rules.sendTimeout + .seconds(1))
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty, "looks again in a moment")
            if isApplied {
                let report = StatusReport(
                    wamid: "out.1", status: .delivered, callbackID: first.messageID, failure: nil)
                for lane in try await clinic.inbox.claim(limit: 99) {
                    _ = try await clinic.inbox.applyNext(in: lane) {
                        ReadDelivery(
                            id: $0.id, updates: [InboundUpdate(.status(report), at: TestClinic.number)], problem: nil,
                            numbers: [TestClinic.number])
                    }
                }
                clinic.clock.advance(by: .seconds(1))
                #expect(try await clinic.takeSend(patient) == nil)
                #expect(try await clinic.history(patient).last?.status == .delivered)
            } else {
                clinic.clock.advance(by: rules.sendAgeLimit)
                #expect(
                    try await clinic.takeSend(patient)?.attempt == 2, "an inbox that stands still is not waited for")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message is sent again although newer deliveries wait in the inbox, or older ones of another number`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let rules = clinic.rules
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(first)
            try await clinic.inbox.receive(Array("{}".utf8), for: [TestClinic.otherNumber])
            clinic.clock.advance(by: rules.reconcileAfter + rules.sendTimeout + .seconds(1))
            try await clinic.inbox.receive(Array("{}".utf8), for: [TestClinic.number])
            #expect(try await clinic.takeSend(patient)?.attempt == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a late status by our id overrides a failure that was decided here`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(claim)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(second)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            _ = try await clinic.takeSend(patient)
            #expect(try await clinic.history(patient).last?.status == .failed)
            try await clinic.metaReports(.delivered, wamid: "out.1", callbackID: claim.messageID)
            #expect(try await clinic.history(patient).last?.status == .delivered)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a status that comes before our own call has returned is kept and applied`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.metaReports(.read, wamid: "out.1")
            try await clinic.metaReports(.delivered, wamid: "out.1")
            #expect(try await clinic.history(patient).last?.status == .sending)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await clinic.history(patient).last?.status == .read)
        }
    }

    @Test(arguments: TestEngine.available) func `statuses only move forward`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            for (report, expected): (DeliveryStatus, DeliveryStatus) in [
                (.delivered, .delivered), (.sent, .delivered), (.read, .read), (.delivered, .read), (.failed, .read),
            ] {
                try await clinic.metaReports(report, wamid: "out.1")
                #expect(try await clinic.history(patient).last?.status == expected)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same client message id is one message; a failed one that may be retried is sent again`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let first = try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            let again = try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            #expect(again.id == first.id)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(claim, .busy, retryAfter: nil)
            let retried = try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            #expect(retried.id == first.id && retried.status == .pending)
            #expect(try await clinic.takeSend(patient)?.messageID == first.id)
            let other = try await clinic.patientWrites("Hello", from: "919876543211")
            await #expect(throws: Refusal.clientMessageIDTaken) {
                try await clinic.doctorWrites("One", to: other, clientMessageID: "c1")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that is sent again has its hour from then, not from when it was written`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            let first = try #require(await clinic.takeSend(patient))
            clinic.clock.advance(by: clinic.rules.sendAgeLimit + .seconds(1))
            try await clinic.outbox.recordRefused(first, .busy, retryAfter: .seconds(5))
            #expect(try await clinic.history(patient).last?.status == .failed, "it has been tried for an hour")
            try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(second, .busy, retryAfter: .seconds(5))
            #expect(try await clinic.history(patient).last?.status == .pending)
            clinic.clock.advance(by: .seconds(6))
            #expect(try await clinic.takeSend(patient)?.messageID == first.messageID)
        }
    }

    /// A doctor's message `c1` that Meta took as `out.1` and then reported as failed.
    private static func failedAtMeta(_ clinic: TestClinic) async throws -> (patient: PatientID, message: MessageID) {
        let patient = try await clinic.patientWrites("Hello")
        try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
        let claim = try #require(await clinic.takeSend(patient))
        try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
        try await clinic.metaReports(.failed, wamid: "out.1", callbackID: claim.messageID, failure: .atMeta)
        return (patient, claim.messageID)
    }

    @Test(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
    func `a status that waits for the patient while a doctor sends the message again does not undo that`() async throws
    {
        try await TestEngine.postgres.clinic(rules: .withoutWaiting) { clinic in
            let (patient, id) = try await Self.failedAtMeta(clinic)
            let release = DispatchSemaphore(value: 0)
            async let holder: Void = clinic.engine.write(as: .system) { transaction in
                _ = try transaction.rows("SELECT id FROM patients WHERE id = \(patient) FOR UPDATE")
                // Bounded, so that a test that fails also ends.
                _ = release.wait(timeout: .now() + 12)
            }
            try await eventually("the patient is locked") {
                try await Self.count(clinic, "state = 'idle in transaction'") == 1 ? true : nil
            }
            async let retry = clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            try await eventually("the retry waits") { try await Self.waiting(clinic) == 1 ? true : nil }
            async let late: Void = clinic.metaReports(.failed, wamid: "out.1", callbackID: id, failure: .atMeta)
            try await eventually("the status waits too") { try await Self.waiting(clinic) == 2 ? true : nil }
            release.signal()
            _ = try await (holder, retry, late)
            let last = try #require(await clinic.history(patient).last)
            #expect(last.status == .pending && last.wamid == nil)
            #expect(try await clinic.takeSend(patient)?.messageID == id)
        }
    }

    /// How many transactions wait for a lock.
    private static func waiting(_ clinic: TestClinic) async throws -> Int64 {
        try await count(clinic, "wait_event_type = 'Lock'")
    }

    private static func count(_ clinic: TestClinic, _ condition: SQL) async throws -> Int64 {
        try await clinic.engine.read(as: .owner) {
            try $0.rows(
                "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND \(condition)")[0][
                    "n"]
        }
    }

    @Test(arguments: TestEngine.available)
    func `what Meta still says of a failed first attempt does not touch the retry`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, id) = try await Self.failedAtMeta(clinic)
            try await clinic.doctorWrites("One", to: patient, clientMessageID: "c1")
            try await clinic.metaReports(.failed, wamid: "out.1", callbackID: id, failure: .atMeta)
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(second, wamid: "out.2")
            try await clinic.metaReports(.failed, wamid: "out.1", callbackID: id, failure: .atMeta)
            try await clinic.metaReports(.delivered, wamid: "out.2")
            let last = try #require(await clinic.history(patient).last)
            #expect(last.status == .delivered && last.wamid == "out.2")
        }
    }

    @Test(
        arguments: [
            OutgoingContent.image(id: "1", caption: "The report"), .document(id: "2", filename: "a.pdf", caption: nil),
            .audio(id: "3", isVoice: true), .reaction(to: "w1", emoji: "👍"),
            .location(latitude: 18.52, longitude: 73.85, name: "Clinic", address: nil),
            .template(TemplateContent(name: "reminder", language: "mr", bodyParameters: ["9:15"])),
            .interactive(InteractiveContent(body: "Come?", action: .buttons([.init(id: "y", title: "Yes")]))),
        ], TestEngine.available)
    func `whatever is stored with a message is what is sent, the first time and again`(
        content: OutgoingContent, on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient)
            try await clinic.store(try StoredJSON.text(content), with: message.id)
            let first = try #require(await clinic.takeSend(patient))
            #expect(first.content == content)
            try await clinic.outbox.recordRefused(first, .busy, retryAfter: .seconds(1))
            clinic.clock.advance(by: .seconds(1))
            #expect(try await clinic.takeSend(patient)?.content == content)
        }
    }

    @Test(arguments: [#"{"hologram":{"id":"1"}}"#, "{", ""], TestEngine.available)
    func `what is stored and cannot be sent has failed, calls a human and holds nothing up`(
        stored: String, on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient)
            try await clinic.doctorWrites("Two", to: patient)
            try await clinic.store(stored, with: message.id)
            #expect(try await clinic.takeSend(patient)?.text == "Two")
            #expect(try await clinic.history(patient)[1].status == .failed)
            #expect(try await clinic.history(patient)[1].failure?.origin == .ours)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
    }
}

extension TestClinic {
    /// Replaces the stored content of a waiting message.
    fileprivate func store(_ content: String, with message: MessageID) async throws {
        try await engine.write(as: .system) {
            try $0.execute("UPDATE messages SET content = \(content) WHERE id = \(message)")
        }
    }
}
