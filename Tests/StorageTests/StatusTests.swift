import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// What Meta reports afterwards counts as if its answer had said so.
@Suite struct StatusTests {
    private static let busy = SendFailure(.meta(code: 131016), sentence: "Not available.", canRetry: true)
    private static let final = SendFailure(.meta(code: 131026), sentence: "Not reachable.", canRetry: false)

    /// A message of the doctor that Meta has taken as `out.1`.
    private static func sent(_ clinic: TestClinic) async throws -> (patient: PatientID, message: MessageID) {
        let patient = try await clinic.patientWrites("Hello")
        let message = try await clinic.doctorWrites("One", to: patient)
        let claim = try #require(await clinic.takeSend(patient))
        try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
        return (patient, message.id)
    }

    private static func status(_ clinic: TestClinic, _ id: MessageID) async throws -> DeliveryStatus? {
        try await clinic.chats.message(id)?.status
    }

    @Test(
        arguments: [
            RetryPlan.backoff(maxAttempts: 3), .backoff(maxAttempts: nil), .pair, .minutes,
        ], TestEngine.available)
    func `a passing fault that comes as a failed status is tried again`(plan: RetryPlan, on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, message) = try await Self.sent(clinic)
            try await clinic.fails("out.1", Self.busy, plan)
            #expect(try await Self.status(clinic, message) == .pending)
            #expect(try await clinic.patient(patient).needsHuman == nil)
            #expect(try await clinic.takeSend(patient) == nil)
            clinic.clock.advance(by: .seconds(900))
            let again = try #require(await clinic.takeSend(patient))
            #expect(again.attempt == 2 && again.messageID == message && again.text == "One")
            try await clinic.outbox.recordAccepted(again, wamid: "out.2")
            // What is still said about the first call means nothing.
            try await clinic.fails("out.1", Self.final, .never)
            try await clinic.metaReports(.sent, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .sent)
            try await clinic.metaReports(.read, wamid: "out.2")
            #expect(try await Self.status(clinic, message) == .read)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is tried no more often and no longer than after a refusal`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, message) = try await Self.sent(clinic)
            try await clinic.fails("out.1", Self.busy, .backoff(maxAttempts: 2))
            clinic.clock.advance(by: .seconds(60))
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(second, wamid: "out.2")
            try await clinic.fails("out.2", Self.busy, .backoff(maxAttempts: 2))
            #expect(try await Self.status(clinic, message) == .failed)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (_, message) = try await Self.sent(clinic)
            clinic.clock.advance(by: clinic.rules.sendAgeLimit + .seconds(1))
            try await clinic.fails("out.1", Self.busy, .minutes)
            #expect(try await Self.status(clinic, message) == .failed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an assistant message that was reported failed is not tried again after a takeover`(on engine: TestEngine)
        async throws
    {
        for resumes in [false, true] {
            try await engine.clinic(rules: .withoutWaiting) { clinic in
                let patient = try await clinic.patientWrites("Hello")
                try await clinic.assistantAnswers("At nine.")
                let claim = try #require(await clinic.takeSend(patient))
                try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
                try await clinic.chats.setPaused(true, patient: patient)
                if resumes { try await clinic.chats.setPaused(false, patient: patient) }
                try await clinic.fails("out.1", Self.busy, .minutes)
                clinic.clock.advance(by: .seconds(900))
                #expect(try await clinic.takeSend(patient) == nil)
                #expect(try await Self.status(clinic, claim.messageID) == .failed)
            }
        }
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.fails("out.1", Self.busy, .minutes)
            try await clinic.chats.setPaused(true, patient: patient)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.takeSend(patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `that the first call has arrived after all settles the message and stops an attempt that has not begun`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, message) = try await Self.sent(clinic)
            try await clinic.fails("out.1", Self.busy, .minutes)
            try await clinic.metaReports(.delivered, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .delivered)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.takeSend(patient) == nil)
            try await clinic.metaReports(.read, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .read)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an attempt that has begun is waited for, whatever is said about the first call`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.assistantAnswers("At nine.")
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(first, wamid: "out.1")
            try await clinic.fails("out.1", Self.busy, .backoff(maxAttempts: 3))
            clinic.clock.advance(by: .seconds(60))
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.metaReports(.delivered, wamid: "out.1")
            #expect(try await clinic.patient(patient).assistantInFlight)
            try await clinic.outbox.recordAccepted(second, wamid: "out.2")
            #expect(try await !clinic.patient(patient).assistantInFlight)
            #expect(try await Self.status(clinic, first.messageID) == .delivered)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a failed status that comes before the call has returned counts as well`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient).id
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.fails("out.1", Self.busy, .minutes, callbackID: message)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .pending)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.takeSend(patient)?.attempt == 2)
        }
        // Without our id it is parked until the call returns.
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient).id
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.fails("out.1", Self.busy, .minutes)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .pending)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.takeSend(patient)?.attempt == 2)
        }
    }

    @Test(arguments: [DeliveryStatus.delivered, .read, .played], TestEngine.available)
    func `failed and arrived end the same whichever comes first`(arrived: DeliveryStatus, on engine: TestEngine)
        async throws
    {
        for failsFirst in [false, true] {
            for isParked in [false, true] {
                try await engine.clinic(rules: .withoutWaiting) { clinic in
                    let patient = try await clinic.patientWrites("Hello")
                    let message = try await clinic.doctorWrites("One", to: patient).id
                    let claim = try #require(await clinic.takeSend(patient))
                    if !isParked { try await clinic.outbox.recordAccepted(claim, wamid: "out.1") }
                    if failsFirst { try await clinic.fails("out.1", Self.final, .never) }
                    try await clinic.metaReports(arrived, wamid: "out.1")
                    if !failsFirst { try await clinic.fails("out.1", Self.final, .never) }
                    if isParked { try await clinic.outbox.recordAccepted(claim, wamid: "out.1") }
                    let stored = try #require(try await clinic.chats.message(message))
                    #expect(stored.status == arrived && stored.failure == nil)
                    #expect(try await clinic.patient(patient).needsHuman == nil)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a doctor's retry is not needed any more when the first call has arrived after all`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient, clientMessageID: "c").id
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.fails("out.1", Self.busy, .never)
            try await clinic.doctorWrites("One", to: patient, clientMessageID: "c")
            #expect(try await Self.status(clinic, message) == .pending)
            try await clinic.metaReports(.delivered, wamid: "out.1")
            #expect(try await Self.status(clinic, message) == .delivered)
            #expect(try await clinic.takeSend(patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a tick that comes before the echo it belongs to is applied with it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.metaReports(.read, wamid: "echo.1")
            try await clinic.metaReports(.delivered, wamid: "echo.1")
            try await clinic.phoneWrites("Come at nine", wamid: "echo.1")
            #expect(try await clinic.history(patient).last?.status == .read)
            // What the clinic's phone sent is never sent by us.
            try await clinic.phoneWrites("And bring the report", wamid: "echo.2")
            try await clinic.fails("echo.2", Self.busy, .minutes)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).last?.status == .failed)
        }
    }
}

extension TestClinic {
    fileprivate func fails(
        _ wamid: String, _ failure: SendFailure, _ plan: RetryPlan, callbackID: MessageID? = nil
    ) async throws {
        try await apply(
            .status(
                StatusReport(
                    wamid: Wamid(wamid)!, status: .failed, callbackID: callbackID, failure: failure, retry: plan)))
    }
}

/// What two calls for one message say, in the orders in which it may be heard.
@Suite struct TwoCallsTests {
    private static let busy = SendFailure(.meta(code: 131016), sentence: "Not available.", canRetry: true)

    /// The first call was never answered (`out.1`, which nobody knows yet), the second was taken as `out.2`.
    private static func resent(_ clinic: TestClinic) async throws -> (patient: PatientID, message: MessageID) {
        let patient = try await clinic.patientWrites("Hello")
        try await clinic.assistantAnswers("At nine.")
        let first = try #require(await clinic.takeSend(patient))
        try await clinic.outbox.recordUncertain(first)
        clinic.clock.advance(by: clinic.rules.reconcileAfter)
        let second = try #require(await clinic.takeSend(patient))
        try await clinic.outbox.recordAccepted(second, wamid: "out.2")
        return (patient, first.messageID)
    }

    @Test(arguments: TestEngine.available)
    func `a third call that is under way is waited for, whatever the first turns out to be`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, message) = try await Self.resent(clinic)
            try await clinic.fails("out.2", Self.busy, .minutes)
            clinic.clock.advance(by: .seconds(120))
            let third = try #require(await clinic.takeSend(patient))
            try await clinic.metaReports(.sent, wamid: "out.1", callbackID: message)
            #expect(try await clinic.patient(patient).assistantInFlight)
            try await clinic.outbox.recordAccepted(third, wamid: "out.3")
            #expect(try await !clinic.patient(patient).assistantInFlight)
        }
    }

    @Test(arguments: TestEngine.available)
    func `that the first call failed says nothing about the second`(on engine: TestEngine) async throws {
        for plan in [RetryPlan.never, .minutes] {
            try await engine.clinic(rules: .withoutWaiting) { clinic in
                let (patient, message) = try await Self.resent(clinic)
                try await clinic.fails("out.1", Self.busy, plan, callbackID: message)
                let stored = try #require(try await clinic.chats.message(message))
                #expect(stored.status == .sent && stored.wamid == "out.2")
                #expect(try await clinic.takeSend(patient) == nil)
                #expect(try await clinic.patient(patient).needsHuman == nil)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `when neither call has delivered the message somebody hears of it`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let message = try await clinic.doctorWrites("One", to: patient).id
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordUncertain(first)
            clinic.clock.advance(by: clinic.rules.reconcileAfter)
            let second = try #require(await clinic.takeSend(patient))
            try await clinic.metaReports(.sent, wamid: "out.1", callbackID: message)
            try await clinic.fails("out.1", Self.busy, .minutes)
            try await clinic.outbox.recordRefused(second, Self.busy, retryAfter: nil)
            #expect(try await clinic.chats.message(message)?.status == .failed)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an echo of a call that counts no more is nobody's message`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (patient, _) = try await Self.resent(clinic)
            try await clinic.fails("out.2", Self.busy, .minutes)
            try await clinic.phoneWrites("At nine.", wamid: "out.2")
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was stopped in one row is not sent again after the join`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let hidden = try await clinic.writes("By id", WhatsAppPerson(userID: "IN.1"), at: 0)
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(hidden))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            for pause in [true, false] { try await clinic.chats.setPaused(pause, patient: hidden) }
            // The row that stays gets the generation that the message had, 0.
            for n in 0..<4 { try await clinic.writes("\(n)", WhatsAppPerson(phone: "919800000001"), at: 10) }
            try await clinic.writes("Both", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 20)
            try await clinic.fails("out.1", Self.busy, .minutes)
            clinic.clock.advance(by: .seconds(120))
            let joined = try #require(try await clinic.people().first)
            #expect(try await clinic.chats.message(claim.messageID)?.status == .failed)
            #expect(try await clinic.takeSend(joined) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever lost a number does not get it back when its next owner leaves it`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            let first = try await clinic.writes("A", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 10)
            let next = WhatsAppPerson(phone: "919800000001", userID: "IN.2")
            try await clinic.writes("B", next, at: 20)
            try await clinic.changes(next, phone: "919800000002", userID: "IN.3", at: 30)
            try await clinic.writes("Late", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 9)
            #expect(try await clinic.patient(first).phoneNumber == nil)
        }
    }
}
